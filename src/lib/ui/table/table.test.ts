import { describe, expect, it } from 'vitest';
import { arrivals } from './arrivals.ts';
import type { Column } from './column.ts';
import { move, nothingSelected, pick, prune, selectAll } from './selection.ts';
import { nextSort, sorted } from './sorting.ts';
import { tsv } from './tsv.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const keys = (selection: { keys: ReadonlySet<string> }) => [...selection.keys].sort().join('');

describe('selection', () => {
	it('takes one row, adds with Ctrl, extends with Shift', () => {
		const one = pick(nothingSelected, order, 'b');
		expect(keys(one)).toBe('b');
		const two = pick(one, order, 'd', { toggle: true });
		expect(keys(two)).toBe('bd');
		expect(keys(pick(two, order, 'e', { shift: true }))).toBe('de');
		expect(keys(pick(two, order, 'e', { shift: true, toggle: true }))).toBe('bde');
		expect(keys(pick(two, order, 'b', { toggle: true }))).toBe('d');
	});

	it('moves the cursor within the list, from either end when there is none', () => {
		expect(move(nothingSelected, order, 1).cursor).toBe('a');
		expect(move(nothingSelected, order, -1).cursor).toBe('e');
		expect(move({ ...nothingSelected, cursor: 'd' }, order, 10).cursor).toBe('e');
		expect(move({ ...nothingSelected, cursor: 'b' }, order, -Infinity).cursor).toBe('a');
		expect(move(nothingSelected, [], 1)).toBe(nothingSelected);
	});

	it('shrinks a Shift range when the cursor turns back', () => {
		const start = pick(nothingSelected, order, 'c');
		const down = move(move(start, order, 1, { shift: true }), order, 1, { shift: true });
		expect(keys(down)).toBe('cde');
		expect(keys(move(down, order, -1, { shift: true }))).toBe('cd');
	});

	it('forgets rows that went away and keeps the place', () => {
		const all = selectAll(pick(nothingSelected, order, 'c'), order);
		const left = prune(all, ['a', 'd', 'e'], order);
		expect(keys(left)).toBe('ade');
		expect(left.cursor).toBe('e');
		const untouched = pick(nothingSelected, order, 'a');
		expect(prune(untouched, order, order)).toBe(untouched);
	});
});

describe('arrivals', () => {
	it('lets everything in at first, and new rows with a highlight', () => {
		expect(arrivals(null, order, true).fresh).toEqual([]);
		expect(arrivals(new Set(['a', 'b']), ['x', 'a', 'b'], false).fresh).toEqual(['x']);
	});

	it('holds new rows back while the list is in use, but never what was already shown', () => {
		const held = arrivals(new Set(['a', 'b']), ['x', 'a', 'y'], true);
		expect([...held.shown]).toEqual(['a']);
		expect(held.waiting).toEqual(['x', 'y']);
	});
});

const columns: readonly Column<{ name: string; cents: number | null }>[] = [
	{ id: 'name', title: 'Nome', width: 100, text: (row) => row.name },
	{ id: 'cents', title: 'Valor', width: 80, text: (row) => (row.cents === null ? '' : String(row.cents)), sortBy: (row) => row.cents }
];

describe('sorting', () => {
	const rows = [
		{ name: 'Rua 10', cents: 5 },
		{ name: 'rua 9', cents: null },
		{ name: 'Água', cents: 40 }
	];
	it('reads numbers inside words and ignores accents and case', () => {
		expect(sorted(rows, columns, { column: 'name', descending: false }).map((row) => row.name)).toEqual(['Água', 'rua 9', 'Rua 10']);
	});
	it('keeps what has no value last in both directions', () => {
		expect(sorted(rows, columns, { column: 'cents', descending: false }).map((row) => row.cents)).toEqual([5, 40, null]);
		expect(sorted(rows, columns, { column: 'cents', descending: true }).map((row) => row.cents)).toEqual([40, 5, null]);
	});
	it('goes up, down and back to its own order', () => {
		const up = nextSort(null, 'name');
		expect(up).toEqual({ column: 'name', descending: false });
		const down = nextSort(up, 'name');
		expect(down).toEqual({ column: 'name', descending: true });
		expect(nextSort(down, 'name')).toBeNull();
		expect(nextSort(down, 'cents')).toEqual({ column: 'cents', descending: false });
	});
});

describe('copy as TSV', () => {
	it('keeps one row on one line and defuses formulas but not numbers', () => {
		expect(
			tsv(
				[
					{ name: '=cmd|x', cents: -5 },
					{ name: 'a\tb\nc', cents: null }
				],
				columns
			)
		).toBe("Nome\tValor\n'=cmd|x\t-5\na b c\t");
	});
});
