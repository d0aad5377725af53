import { expect, it } from 'vitest';
import { fuzz } from './testing/fuzz/run.ts';

/**
 * A short storm in every test run; `npm run fuzz` is the long one. A seed that once failed gets a line here that says
 * what it found, beside the test of the rule it broke.
 */
it.each([
	[20, 1, 'the one of every day'],
	[40, 707, 'a check that waited for a TRUNCATE took the emptied table for a difference [C4]']
])('fuzz of %i s with seed %i: %s', { timeout: 180_000 }, async (seconds, seed) => {
	const lines: string[] = [];
	const { rounds, mutations, complaints } = await fuzz({ seconds, seed, log: (line) => void lines.push(line) });
	expect(complaints, lines.join('\n')).toEqual([]);
	expect(rounds).toBeGreaterThan(0);
	expect(mutations).toBeGreaterThan(0);
});
