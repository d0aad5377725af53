/**
 * What was typed and not saved yet, kept on this computer per person and record, so that a reload, a crash or a switch to
 * another customer loses no word. Signing out erases it with everything else under `balcao.` (shell/erase-local.ts).
 */
const prefix = 'balcao.draft.';

export interface Draft<T> {
	readonly value: T;
	/** ISO 8601: when the last word was typed. */
	readonly at: string;
}

/** Null where there is none, or the browser refuses storage. */
export function readDraft<T>(key: string): Draft<T> | null {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(prefix + key) ?? 'null');
		return typeof kept === 'object' && kept !== null && 'value' in kept && 'at' in kept && typeof kept.at === 'string'
			? (kept as Draft<T>)
			: null;
	} catch {
		return null;
	}
}

export function writeDraft(key: string, value: unknown): void {
	try {
		localStorage.setItem(prefix + key, JSON.stringify({ value, at: new Date().toISOString() }));
	} catch {
		// Storage refused or full: the words are still in the form.
	}
}

export function dropDraft(key: string): void {
	try {
		localStorage.removeItem(prefix + key);
	} catch {
		// Nothing was kept then.
	}
}
