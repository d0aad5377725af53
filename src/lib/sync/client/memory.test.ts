import { expect, test } from 'vitest';
import { Memory } from './memory.ts';

test('what was kept comes back with the rows touched since, until it is kept again', () => {
	const memory = new Memory();
	expect(memory.recall('debts')).toBeNull();
	memory.keep('debts', ['invoice', 'customer'], 'value');
	memory.touched([
		{ table: 'invoice', id: 'a' },
		{ table: 'invoice', id: 'a' },
		{ table: 'ticket', id: 't' }
	]);
	const first = memory.recall<string>('debts')!;
	expect([first.value, [...first.touched.get('invoice')!], [...first.touched.get('customer')!]]).toEqual(['value', ['a'], []]);
	// Whoever failed in the middle finds them again.
	memory.touched([{ table: 'customer', id: 'c' }]);
	expect([...memory.recall('debts')!.touched.get('invoice')!]).toEqual(['a']);
	memory.keep('debts', ['invoice', 'customer'], 'renewed');
	expect([...memory.recall('debts')!.touched.values()].every((rows) => rows.size === 0)).toBe(true);
});

test('a table changed as a whole, thousands of rows, another database, nobody asking: forgotten', () => {
	const memory = new Memory();
	const there = (): boolean => memory.recall('debts') !== null;
	const keep = (): void => memory.keep('debts', ['invoice'], 1);
	keep();
	memory.touched([{ table: 'ticket', all: true }]);
	expect(there()).toBe(true);
	memory.touched([{ table: 'invoice', all: true }]);
	expect(there()).toBe(false);
	keep();
	memory.touched(Array.from({ length: 5000 }, (_, n) => ({ table: 'invoice', id: String(n) })));
	expect(there()).toBe(true);
	memory.touched([{ table: 'invoice', id: 'one more' }]);
	expect(there()).toBe(false);
	keep();
	memory.clear();
	expect(there()).toBe(false);
	keep();
	memory.forgetUnused();
	expect(there()).toBe(true);
	memory.forgetUnused();
	memory.forgetUnused();
	expect(there()).toBe(false);
});
