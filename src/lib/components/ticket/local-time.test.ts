import { expect, test } from 'vitest';
import { fromLocalField, midnight, toLocalField } from './local-time.ts';

test('an instant goes into a field and comes back, to the minute', () => {
	const instant = '2026-11-21T14:03:00.000Z';
	expect(fromLocalField(toLocalField(instant))).toBe(instant);
	expect(toLocalField(null)).toBe('');
	expect(fromLocalField('')).toBeNull();
});

test('midnights are a day apart, over the end of a month too', () => {
	const now = new Date(2026, 10, 30, 23, 59);
	expect(new Date(midnight(0, now))).toEqual(new Date(2026, 10, 30));
	expect(new Date(midnight(1, now))).toEqual(new Date(2026, 11, 1));
});
