import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsOf, newUuid, uuidv7 } from './ids.ts';

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
	it('are UUID v7: the time first, so that later ones sort later', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 2 ** 48 - 2 }),
				fc.uint8Array({ minLength: 16, maxLength: 16 }),
				fc.uint8Array({ minLength: 16, maxLength: 16 }),
				(ms, a, b) => {
					expect(uuidv7(ms, a)).toMatch(shape);
					expect(parseInt(uuidv7(ms, a).replaceAll('-', '').slice(0, 12), 16)).toBe(ms);
					expect(uuidv7(ms, a) < uuidv7(ms + 1, b)).toBe(true);
				}
			)
		);
	});

	it('of a mutation are the same in every replay, all different, and the first is its own', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.uint8Array({ minLength: 16, maxLength: 16 }), (ms, bytes) => {
				const id = uuidv7(ms, bytes);
				const take = () => {
					const next = idsOf(id);
					return Array.from({ length: 100 }, next);
				};
				const ids = take();
				expect(take()).toEqual(ids);
				expect(ids[0]).toBe(id);
				expect(new Set(ids).size).toBe(100);
				for (const each of ids) expect(each).toMatch(shape);
			})
		);
		expect(idsOf('00000000-0000-7000-8000-0000ffffffff')()).toBe('00000000-0000-7000-8000-0000ffffffff');
	});

	it('do not repeat', () => {
		expect(new Set(Array.from({ length: 10_000 }, newUuid)).size).toBe(10_000);
	});
});
