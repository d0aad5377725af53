/** Somebody else who looks at, or edits, what this window shows. */
export interface PresentPerson {
	readonly userId: string;
	readonly name: string;
	/** Words for what they are doing there, e.g. the field they edit; null when they only look. */
	readonly doing: string | null;
}

let present = $state.raw<readonly PresentPerson[]>([]);

/** Who else is on the record in view: set by the record's screen, shown in the status bar. */
export const presence = {
	get others(): readonly PresentPerson[] {
		return present;
	},
	set(others: readonly PresentPerson[]): void {
		present = others;
	}
};

/** "Maria Aparecida Souza" → "MS": for the small circles. */
export function initials(name: string): string {
	const words = name.trim().split(/\s+/);
	const first = words[0]?.[0] ?? '';
	const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
	return (first + last).toUpperCase();
}
