import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, weekday } from '../day/day.ts';
import { isDueForSuspension, type AutomaticFacts } from './automatic.ts';

const plan: AutomaticFacts = {
	active: true,
	open: false,
	date: { on: '2026-11-20', reasons: [], obstacles: [] },
	onBusinessDay: false,
	givenBackOn: null
};
const usual = { autoSuspend: true };

test('from the lawful day on, and never before it or without one', () => {
	expect(isDueForSuspension(plan, usual, '2026-11-19')).toBe(false);
	expect(isDueForSuspension(plan, usual, '2026-11-20')).toBe(true);
	expect(isDueForSuspension(plan, usual, '2026-12-20')).toBe(true);
	expect(isDueForSuspension({ ...plan, date: { on: null, reasons: [], obstacles: ['no_notice'] } }, usual, '2026-12-20')).toBe(false);
});
test('(85) (94) a customer whose option says no is left alone', () => {
	expect(isDueForSuspension(plan, { autoSuspend: false }, '2026-11-20')).toBe(false);
});
test('a plan that is not active, or has a suspension open, is left alone', () => {
	expect(isDueForSuspension({ ...plan, active: false }, usual, '2026-11-20')).toBe(false);
	expect(isDueForSuspension({ ...plan, open: true }, usual, '2026-11-20')).toBe(false);
});
test('what a person gave back stays so until a later lawful day', () => {
	expect(isDueForSuspension({ ...plan, givenBackOn: '2026-11-20' }, usual, '2026-11-25')).toBe(false);
	expect(isDueForSuspension({ ...plan, givenBackOn: '2026-11-18' }, usual, '2026-11-25')).toBe(true);
});

test.each([
	['2026-11-13', true], // a Friday
	['2026-11-14', false],
	['2026-11-15', false],
	['2026-11-16', true],
	['2026-11-20', false], // Consciência Negra, a Friday
	['2026-12-25', false],
	['2027-02-09', false] // Carnival, a Tuesday
])('only on business days, where the billing method says so, however long ago the lawful day was: %s is %s', (today, due) => {
	const businessOnly = { ...plan, date: { ...plan.date, on: '2026-11-10' }, onBusinessDay: true };
	expect(isDueForSuspension(businessOnly, usual, today)).toBe(due);
	expect(isDueForSuspension({ ...businessOnly, onBusinessDay: false }, usual, today)).toBe(true);
});
test('never on a Saturday or Sunday, and whom a closed day spares the next open one takes', () => {
	fc.assert(
		fc.property(fc.nat(1000), fc.nat(60), (from, later) => {
			const on = addDays('2026-01-01', from);
			const facts = { ...plan, date: { ...plan.date, on }, onBusinessDay: true };
			const today = addDays(on, later);
			if ([0, 6].includes(weekday(today))) expect(isDueForSuspension(facts, usual, today)).toBe(false);
			// The longest row of closed days is four: a weekend and Carnival.
			expect([0, 1, 2, 3, 4].some((more) => isDueForSuspension(facts, usual, addDays(today, more)))).toBe(true);
		})
	);
});
