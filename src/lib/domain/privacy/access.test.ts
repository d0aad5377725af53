import { expect, test } from 'vitest';
import { isNewOpening, openingMinutes, openingWay } from './access.ts';

test('the way to a record is the screen that was left', () => {
	expect(openingWay('/customers')).toBe('search');
	expect(openingWay('/tickets')).toBe('ticket');
	expect(openingWay('/tickets/1')).toBe('ticket');
	expect(openingWay('/work-orders/1')).toBe('ticket');
	expect(openingWay('/')).toBe('link');
	expect(openingWay('/customers/1')).toBe('link');
	expect(openingWay('/ticketsx')).toBe('link');
	expect(openingWay(null)).toBe('link');
});

test('the same record is told again after a quarter of an hour, and when a clock was put back', () => {
	const at = Date.parse('2026-11-21T14:00:00Z');
	expect(isNewOpening(undefined, at)).toBe(true);
	expect(isNewOpening(at, at + openingMinutes * 60_000 - 1)).toBe(false);
	expect(isNewOpening(at, at + openingMinutes * 60_000)).toBe(true);
	expect(isNewOpening(at, at - 1)).toBe(true);
});
