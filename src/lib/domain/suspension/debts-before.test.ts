import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../day/day.ts';
import { lastDayToPay } from '../invoice/balance.ts';
import { debtsBefore } from './debts-before.ts';

test.each([
	['2026-11-10', '2026-11-10'], // a Tuesday: what was due on Monday is overdue
	['2026-11-09', '2026-11-07'], // on Monday nothing of the weekend is
	['2026-11-08', '2026-11-07'],
	['2026-11-07', '2026-11-07'],
	['2026-10-13', '2026-10-10'], // after Nossa Senhora Aparecida, a Monday
	['2027-02-10', '2027-02-06'] // Ash Wednesday
])('on %s what was due before %s is overdue', (day, before) => expect(debtsBefore(day)).toBe(before));

test('says of every due day what the last day to pay says', () => {
	fc.assert(
		fc.property(fc.nat(1500), fc.nat(20), (from, earlier) => {
			const day = addDays('2026-01-01', from);
			const dueOn = addDays(day, 3 - earlier);
			expect(dueOn < debtsBefore(day)).toBe(lastDayToPay(dueOn) < day);
		})
	);
});
