import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit.ts';

describe('rate limit', () => {
	it('lets so many through in a window, then tells how long to wait, then begins anew', () => {
		const limit = new RateLimit({ limit: 2, windowMs: 10_000 });
		expect(limit.take('a', 0)).toBe(0);
		expect(limit.take('a', 1_000)).toBe(0);
		expect(limit.take('a', 1_500)).toBe(9);
		expect(limit.take('b', 1_500)).toBe(0);
		expect(limit.take('a', 9_999)).toBe(1);
		expect(limit.take('a', 10_000)).toBe(0);
	});

	it('does not count what is given back', () => {
		const limit = new RateLimit({ limit: 1, windowMs: 10_000 });
		limit.take('a', 0);
		limit.giveBack('a');
		limit.giveBack('a');
		expect(limit.take('a', 1)).toBe(0);
		expect(limit.take('a', 1)).toBe(10);
	});

	it('remembers no more keys than it may, dropping expired ones and then the oldest', () => {
		const limit = new RateLimit({ limit: 1, windowMs: 10_000, maxKeys: 2 });
		limit.take('oldest', 0);
		limit.take('newer', 1);
		limit.take('newest', 2);
		expect(limit.take('newer', 3)).toBeGreaterThan(0);
		expect(limit.take('newest', 3)).toBeGreaterThan(0);
		expect(limit.take('oldest', 3)).toBe(0);
	});
});
