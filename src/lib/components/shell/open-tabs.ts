/** A customer open in a tab across the top. */
export interface OpenTab {
	readonly id: string;
	/** Known once the record was seen; a deep link opens a tab before that. */
	readonly code: number | null;
	readonly name: string | null;
	/** Where in the record the person was, so that coming back comes back to it. */
	readonly path: string;
}

/** More than this many and the oldest that is not the present one goes: nobody finds anything in a row of thirty. */
export const mostTabs = 20;

/** Opens or updates a tab. Its place in the row never changes, so that Ctrl+3 stays Ctrl+3. */
export function visit(tabs: readonly OpenTab[], id: string, path: string): readonly OpenTab[] {
	if (tabs.some((tab) => tab.id === id)) return tabs.map((tab) => (tab.id === id && tab.path !== path ? { ...tab, path } : tab));
	const room = tabs.length >= mostTabs ? tabs.slice(tabs.length - mostTabs + 1) : tabs;
	return [...room, { id, code: null, name: null, path }];
}

export function label(tabs: readonly OpenTab[], id: string, code: number, name: string): readonly OpenTab[] {
	return tabs.some((tab) => tab.id === id && (tab.code !== code || tab.name !== name))
		? tabs.map((tab) => (tab.id === id ? { ...tab, code, name } : tab))
		: tabs;
}

/** Closes a tab, and says which one to show if the present one was closed: its right neighbour, else its left, else none. */
export function close(tabs: readonly OpenTab[], id: string): { readonly tabs: readonly OpenTab[]; readonly next: OpenTab | null } {
	const at = tabs.findIndex((tab) => tab.id === id);
	const left = tabs.filter((tab) => tab.id !== id);
	return { tabs: left, next: at < 0 ? null : (left[Math.min(at, left.length - 1)] ?? null) };
}

export function isOpenTab(value: unknown): value is OpenTab {
	return (
		typeof value === 'object' &&
		value !== null &&
		'id' in value &&
		typeof value.id === 'string' &&
		'path' in value &&
		typeof value.path === 'string' &&
		'name' in value &&
		'code' in value
	);
}
