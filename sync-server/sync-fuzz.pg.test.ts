import { expect, it } from 'vitest';
import { fuzz } from './testing/fuzz/run.ts';

/**
 * A short storm in every test run; `npm run fuzz` is the long one. A seed that once failed gets a line here that says
 * what it found, beside the test of the rule it broke.
 */
it.each([[1, 'the one of every day']])('fuzz of 20 s with seed %i: %s', { timeout: 180_000 }, async (seed) => {
	const lines: string[] = [];
	const { rounds, mutations, complaints } = await fuzz({ seconds: 20, seed, log: (line) => void lines.push(line) });
	expect(complaints, lines.join('\n')).toEqual([]);
	expect(rounds).toBeGreaterThan(0);
	expect(mutations).toBeGreaterThan(0);
});
