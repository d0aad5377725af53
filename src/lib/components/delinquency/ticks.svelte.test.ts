import { expect, test } from 'vitest';
import { ticksOf } from './ticks.svelte.ts';

const shown = (userId: string): string => [...ticksOf(userId).ids].sort().join('');

test('ticks go on and off, all at once or the other way round, and touch nobody who is not in the list', () => {
	const ticks = ticksOf('ana');
	ticks.set(['x', 'a'], true);
	ticks.invert(['a', 'b']);
	expect(shown('ana')).toBe('bx');
	ticks.toggle(['a', 'b']);
	expect(shown('ana')).toBe('abx');
	ticks.toggle(['a', 'b']);
	expect(shown('ana')).toBe('x');
	expect(ticks.has('x')).toBe(true);
});
test('they stay with the person in this window, and are nobody else’s', () => {
	expect(shown('ana')).toBe('x');
	expect(shown('bia')).toBe('');
	expect(shown('ana')).toBe('');
});
