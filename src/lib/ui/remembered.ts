/** A small choice of this person on this computer (column widths, an open panel). Absent, unreadable or refused storage gives the fallback. */
export function recall<T>(key: string, fallback: T, accepts: (value: unknown) => value is T): T {
	try {
		const kept = localStorage.getItem(`balcao.${key}`);
		if (kept === null) return fallback;
		const value: unknown = JSON.parse(kept);
		return accepts(value) ? value : fallback;
	} catch {
		return fallback;
	}
}

/** Keeps a choice; does nothing where the browser refuses storage. */
export function remember(key: string, value: unknown): void {
	try {
		localStorage.setItem(`balcao.${key}`, JSON.stringify(value));
	} catch {
		// A forgotten column width is no reason to stop anybody.
	}
}
