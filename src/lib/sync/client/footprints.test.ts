import { describe, expect, it } from 'vitest';
import { concernedBy, idsInRows, idsNamed } from './footprints.ts';

const pending = (name: string, wrote: string[], named: string[] = []) => ({
	name,
	footprint: { wrote: new Set(wrote), named: new Set(named) }
});
const names = (found: { replay: readonly { name: string }[] }) => found.replay.map((p) => p.name);

describe('what a change concerns', () => {
	it('is who wrote the row, and nobody else', () => {
		const found = concernedBy(['x'], [], [pending('a', ['w']), pending('b', ['x']), pending('c', ['y'])]);
		expect([names(found), [...found.rows]]).toEqual([['b'], ['x']]);
	});

	it('is nobody when nobody has to do with it', () => {
		expect(concernedBy(['z'], [], [pending('a', ['w'])])).toEqual({ replay: [], rows: new Set() });
	});

	it('is also who names the row, and who wrote nothing yet but names it', () => {
		expect(
			names(concernedBy(['customer'], [], [pending('observe', ['observation'], ['customer']), pending('refused', [], ['customer'])]))
		).toEqual(['observe', 'refused']);
	});

	it('is whoever shares a row with one of them, before or after it, in the old order', () => {
		const found = concernedBy(
			['x'],
			[],
			[pending('a', ['p', 'q']), pending('b', ['y']), pending('c', ['q', 'r']), pending('d', ['r', 'x'])]
		);
		expect([names(found), [...found.rows].sort()]).toEqual([
			['a', 'c', 'd'],
			['p', 'q', 'r', 'x']
		]);
	});

	it('is who shares a row with a mutation that was settled, whose own rows are put back', () => {
		const settled = { wrote: new Set(['x']), named: new Set<string>() };
		const found = concernedBy([], [settled], [pending('after it', ['x', 'y']), pending('elsewhere', ['z'])]);
		expect([names(found), [...found.rows].sort()]).toEqual([['after it'], ['x', 'y']]);
	});
});

describe('ids', () => {
	const id = '0191e3c4-0000-7000-8000-000000000001';
	it('are read from rows as Postgres writes them', () => {
		expect(
			idsInRows(`[{"id":"${id}","name":"say \\"id\\":\\"no\\""}, \n {"id":"0191e3c4-0000-7000-8000-000000000002","customer_id":"${id}"}]`)
		).toEqual([id, '0191e3c4-0000-7000-8000-000000000002']);
		expect(idsInRows('[]')).toEqual([]);
	});
	it('are found anywhere in arguments', () => {
		expect(idsNamed({ id, changes: { branchId: { to: '0191e3c4-0000-7000-8000-000000000003' } } })).toEqual(
			new Set([id, '0191e3c4-0000-7000-8000-000000000003'])
		);
		expect(idsNamed(undefined)).toEqual(new Set());
	});
});
