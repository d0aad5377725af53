/**
 * What a step changed in the end. A rebase touches a row up to three times (undone, applied, replayed), and most rows come
 * out of it as they went in: of those nobody needs to hear.
 */
import type { Touch, Touches } from '../ports.ts';

export function netTouches(touches: Touches): Touches {
	const whole = new Set(touches.filter((t) => 'all' in t).map((t) => t.table));
	const rows = new Map<string, Touch>();
	for (const touch of touches) {
		if ('all' in touch || whole.has(touch.table)) continue;
		const key = `${touch.table} ${touch.id}`;
		const earlier = rows.get(key);
		rows.set(key, earlier ? joined(earlier, touch) : touch);
	}
	const all = [...whole].map((table) => ({ table, all: true as const }));
	return [...all, ...[...rows.values()].filter((t) => t.before === undefined || t.after === undefined || !sameRow(t.before, t.after))];
}

/** From before the first to after the last; one without images makes the whole one without. */
function joined(first: Touch, last: Touch): Touch {
	const { table, id } = first;
	if ([first.before, first.after, last.before, last.after].includes(undefined)) return { table, id };
	return { table, id, before: first.before ?? null, after: last.after ?? null };
}

/** Images of one table have their columns in one order. */
const sameRow = (a: Touch['before'], b: Touch['before']): boolean => JSON.stringify(a) === JSON.stringify(b);
