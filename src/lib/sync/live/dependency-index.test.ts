import { describe, expect, it } from 'vitest';
import { DependencyIndex } from './dependency-index.ts';

const found = (index: DependencyIndex<string>, touches: Parameters<DependencyIndex<string>['find']>[0]) => [...index.find(touches)].sort();

describe('dependency index', () => {
	const index = new DependencyIndex<string>();
	index.set('any', [{ table: 't' }]);
	index.set('ids', [{ table: 't', ids: ['1', '2'] }]);
	index.set('where', [{ table: 't', where: { column: 'branch_id', equals: 'b1' } }]);
	index.set('number', [{ table: 't', where: { column: 'code', equals: '7' } }]);
	index.set('rows', [{ table: 't', rows: (row) => row.open === true }]);

	it('finds by id and by table', () => expect(found(index, [{ table: 't', id: '1', before: {}, after: null }])).toContain('ids'));
	it('finds by the value before and the value after', () => {
		expect(
			found(index, [
				{ table: 't', id: '9', before: { branch_id: 'b1', code: null, open: false }, after: { branch_id: 'b2', code: null, open: false } }
			])
		).toEqual(['any', 'where']);
		expect(found(index, [{ table: 't', id: '9', before: null, after: { branch_id: 'b1', code: 7, open: false } }])).toEqual([
			'any',
			'number',
			'where'
		]);
		expect(found(index, [{ table: 't', id: '9', before: { branch_id: null, code: 1, open: true }, after: null }])).toEqual(['any', 'rows']);
	});
	it('takes an image that was not collected for any value, except where ids decide', () => {
		expect(found(index, [{ table: 't', id: '9' }])).toEqual(['any', 'number', 'rows', 'where']);
		expect(found(index, [{ table: 't', id: '9', before: null }])).toEqual(['any', 'number', 'rows', 'where']);
	});
	it('takes a column that an image lacks for any value', () => {
		expect(found(index, [{ table: 't', id: '9', before: null, after: { open: false, code: 1 } }])).toEqual(['any', 'where']);
	});
	it('wakes everybody of the table when all of it changed, and nobody of another', () => {
		expect(found(index, [{ table: 't', all: true }])).toEqual(['any', 'ids', 'number', 'rows', 'where']);
		expect(
			found(index, [
				{ table: 'u', all: true },
				{ table: 'u', id: '1' }
			])
		).toEqual([]);
	});
	it('wakes an owner whose test throws', () => {
		const one = new DependencyIndex<string>();
		one.set('x', [{ table: 't', rows: (row) => (row.a as { b: boolean }).b }]);
		expect(found(one, [{ table: 't', id: '1', before: null, after: {} }])).toEqual(['x']);
	});
	it('forgets what an owner depended on before', () => {
		const one = new DependencyIndex<string>();
		one.set('x', [
			{ table: 't', ids: ['1'] },
			{ table: 't', where: { column: 'c', equals: '1' } },
			{ table: 't', rows: () => true },
			{ table: 't' }
		]);
		one.set('x', [{ table: 't', ids: ['2'] }]);
		expect(found(one, [{ table: 't', id: '1' }])).toEqual([]);
		expect(found(one, [{ table: 't', id: '2' }])).toEqual(['x']);
		one.delete('x');
		expect(found(one, [{ table: 't', all: true }])).toEqual([]);
		expect(one.wantsImages('t')).toBe(false);
	});
	it('costs the change, not the number of live queries', () => {
		const spent = (owners: number) => {
			const many = new DependencyIndex<number>();
			for (let i = 0; i < owners; i++) {
				many.set(i, [
					{ table: 't', ids: [`id${i}`] },
					{ table: 't', where: { column: 'customer_id', equals: `c${i}` } }
				]);
			}
			const touches = [...Array(2000).keys()].map((i) => ({
				table: 't',
				id: `id${i % 200}`,
				before: null,
				after: { customer_id: `c${i % 200}` }
			}));
			expect(many.find(touches).size).toBe(200);
			const started = performance.now();
			for (let n = 0; n < 20; n++) many.find(touches);
			return performance.now() - started;
		};
		spent(200);
		// A scan would take a hundred times as long with a hundred times as many.
		expect(spent(20_000) / spent(200)).toBeLessThan(25);
	});
});
