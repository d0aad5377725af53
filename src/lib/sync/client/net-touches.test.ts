import { describe, expect, it } from 'vitest';
import { netTouches } from './net-touches.ts';

const row = (id: string, name: string) => ({ id, name });
const touch = (id: string, before: string | null, after: string | null) => ({
	table: 'customer',
	id,
	before: before === null ? null : row(id, before),
	after: after === null ? null : row(id, after)
});

describe('net touches', () => {
	it('says nothing of a row that came back as it was', () => {
		expect(netTouches([touch('1', 'Ana B', 'Ana'), touch('1', 'Ana', 'Ana B'), touch('2', null, 'Eva'), touch('2', 'Eva', null)])).toEqual(
			[]
		);
	});

	it('keeps the first image before and the last after', () => {
		expect(netTouches([touch('1', 'a', 'b'), touch('2', 'x', 'y'), touch('1', 'b', 'c'), touch('1', 'c', null)])).toEqual([
			touch('1', 'a', null),
			touch('2', 'x', 'y')
		]);
	});

	it('keeps a row of which an image is missing, without images: it may concern any query', () => {
		expect(netTouches([touch('1', 'a', 'b'), { table: 'customer', id: '1' }])).toEqual([{ table: 'customer', id: '1' }]);
		expect(netTouches([{ table: 'customer', id: '1' }])).toEqual([{ table: 'customer', id: '1' }]);
	});

	it('lets a whole table stand for its rows, and rows of other tables stand', () => {
		expect(
			netTouches([touch('1', 'a', 'a'), { table: 'customer', all: true }, touch('2', 'a', 'b'), { table: 'contact', id: '1' }])
		).toEqual([
			{ table: 'customer', all: true },
			{ table: 'contact', id: '1' }
		]);
	});
});
