import { expect, test } from 'vitest';
import { firstToShow, hasNews, wordingKey } from './mandatory.ts';

const one = (id: string, version = 1, updatedBy: string | null = 'bia') => ({ id, version, updatedBy });

test('the window opens for what somebody else wrote or reworded meanwhile, not for what was shown or is mine', () => {
	const shown = new Set([wordingKey(one('a'))]);
	expect(hasNews([one('a')], shown, 'ana')).toBe(false);
	expect(hasNews([one('a'), one('b')], shown, 'ana')).toBe(true);
	expect(hasNews([one('a', 2)], shown, 'ana')).toBe(true);
	expect(hasNews([one('a'), one('b', 1, 'ana')], shown, 'ana')).toBe(false);
});

test('it begins with the newest that was not shown', () => {
	const all = [one('new'), one('old')];
	expect(firstToShow(all, new Set())?.id).toBe('new');
	expect(firstToShow(all, new Set(['new:1']))?.id).toBe('old');
	expect(firstToShow(all, new Set(['new:1', 'old:1']))?.id).toBe('new');
	expect(firstToShow([], new Set())).toBeUndefined();
});
