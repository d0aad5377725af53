import { expect, test } from 'vitest';
import { addDays } from './day.ts';
import { easter, holidays, isBusinessDay, nextBusinessDay } from './business-day.ts';

test.each([['1961-04-02'], ['2000-04-23'], ['2024-03-31'], ['2025-04-20'], ['2026-04-05'], ['2027-03-28'], ['2038-04-25'], ['2285-03-22']])(
	'Easter is on %s',
	(day) => expect(easter(Number(day.slice(0, 4)))).toBe(day)
);

test('the movable holidays of 2026', () => {
	for (const day of ['2026-02-16', '2026-02-17', '2026-04-03', '2026-06-04']) expect(isBusinessDay(day), day).toBe(false);
	expect(isBusinessDay('2026-02-18'), 'Ash Wednesday').toBe(true);
});

test('Consciência Negra counts since 2024', () => {
	expect(holidays(2023)).not.toContain('2023-11-20');
	expect(holidays(2026)).toContain('2026-11-20');
});

test('the next business day is never on a weekend or holiday, and never far', () => {
	for (let i = 0, day = '2024-01-01'; i < 1461; i++, day = addDays(day, 1)) {
		const next = nextBusinessDay(day);
		expect(isBusinessDay(next)).toBe(true);
		expect(next >= day && next <= addDays(day, 5), day).toBe(true);
	}
	// Saturday to Carnival Tuesday: on Ash Wednesday.
	expect(nextBusinessDay('2026-02-14')).toBe('2026-02-18');
});
