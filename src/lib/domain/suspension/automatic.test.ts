import { expect, test } from 'vitest';
import { isDueForSuspension, type AutomaticFacts } from './automatic.ts';

const plan: AutomaticFacts = { active: true, open: false, date: { on: '2026-11-20', reasons: [], obstacles: [] }, givenBackOn: null };
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
