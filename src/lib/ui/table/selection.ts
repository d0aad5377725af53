/** What is selected in a list, as in a spreadsheet: a set of keys, where a range starts, and where the cursor is. */
export interface Selection {
	readonly keys: ReadonlySet<string>;
	/** Where Shift extends from. */
	readonly anchor: string | null;
	readonly cursor: string | null;
}
export const nothingSelected: Selection = { keys: new Set(), anchor: null, cursor: null };

export interface Modifiers {
	readonly shift?: boolean;
	readonly toggle?: boolean;
}

function range(order: readonly string[], from: string, to: string): readonly string[] {
	const a = order.indexOf(from);
	const b = order.indexOf(to);
	if (a < 0 || b < 0) return [to];
	return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** A click, or Space, on a row: alone, with Ctrl one more or one less, with Shift all up to it. */
export function pick(selection: Selection, order: readonly string[], key: string, modifiers: Modifiers = {}): Selection {
	if (modifiers.shift && selection.anchor !== null) {
		const keys = new Set(modifiers.toggle ? selection.keys : []);
		for (const one of range(order, selection.anchor, key)) keys.add(one);
		return { keys, anchor: selection.anchor, cursor: key };
	}
	if (modifiers.toggle) {
		const keys = new Set(selection.keys);
		if (!keys.delete(key)) keys.add(key);
		return { keys, anchor: key, cursor: key };
	}
	return { keys: new Set([key]), anchor: key, cursor: key };
}

/** The cursor goes by `rows` lines (`Infinity` for the end). With Shift the selection follows from the anchor; without, it stays what it was. */
export function move(selection: Selection, order: readonly string[], rows: number, modifiers: Modifiers = {}): Selection {
	if (order.length === 0) return selection;
	const at = selection.cursor === null ? -1 : order.indexOf(selection.cursor);
	const to =
		at < 0
			? rows < 0
				? order.length - 1
				: Math.min(Math.max(rows - 1, 0), order.length - 1)
			: Math.min(Math.max(at + rows, 0), order.length - 1);
	const cursor = order[to] ?? null;
	if (cursor === null) return selection;
	if (!modifiers.shift) return { keys: selection.keys.size > 1 ? selection.keys : new Set(), anchor: cursor, cursor };
	const anchor = selection.anchor ?? selection.cursor ?? cursor;
	return { keys: new Set(range(order, anchor, cursor)), anchor, cursor };
}

export function selectAll(selection: Selection, order: readonly string[]): Selection {
	return { keys: new Set(order), anchor: selection.anchor ?? order[0] ?? null, cursor: selection.cursor ?? order[0] ?? null };
}

/** Rows that went away leave the selection; a cursor whose row is gone goes to what now stands in its place. */
export function prune(selection: Selection, order: readonly string[], before: readonly string[]): Selection {
	const present = new Set(order);
	const keys = [...selection.keys].filter((key) => present.has(key));
	const cursorGone = selection.cursor !== null && !present.has(selection.cursor);
	if (keys.length === selection.keys.size && !cursorGone) return selection;
	const place = selection.cursor === null ? -1 : before.indexOf(selection.cursor);
	const cursor = cursorGone ? (place < 0 ? null : (order[Math.min(place, order.length - 1)] ?? null)) : selection.cursor;
	return { keys: new Set(keys), anchor: selection.anchor !== null && present.has(selection.anchor) ? selection.anchor : cursor, cursor };
}
