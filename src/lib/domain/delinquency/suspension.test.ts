import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../day/day.ts';
import { ladderOn, rescissionFrom, restoreBy } from './ladder.ts';
import { checkSuspension, decisive, suspensionDate, type SuspensionFacts, type SuspensionRule } from './suspension.ts';
import { backOn, checkTemporary, nextTemporaryFrom } from './temporary.ts';

const ladder = ladderOn('2026-11-22');
const noRule: SuspensionRule = { minimumCents: 0, daysOverdue: 0, daysBefore: 0, fixedDay: null, onBusinessDay: false };
const facts = (more: Partial<SuspensionFacts> = {}): SuspensionFacts => ({
	open: [{ dueOn: '2026-10-09', cents: 9_990 }], // a Friday
	noticeProvenOn: '2026-10-12',
	promises: [],
	unblockedUntil: null,
	...more
});
const on = (more: Partial<SuspensionFacts>, rule: Partial<SuspensionRule> = {}) =>
	suspensionDate(facts(more), { ...noRule, ...rule }, ladder);

describe('the law (decision 9.4)', () => {
	test('Res. 765/2023 since 1 September 2025: proven notice + 15 days, rescission 60 days after, back within a day', () => {
		expect(ladderOn('2025-09-01')).toMatchObject({ law: 'Anatel RGC, Res. 765/2023', suspensionAfterDays: 15, partialAfterDays: null });
		expect(ladderOn('2025-08-31')).toMatchObject({ partialAfterDays: 15, suspensionAfterDays: 45 });
		expect(() => ladderOn('2013-01-01')).toThrow(RangeError);
		expect(rescissionFrom('2026-10-27', ladder)).toBe('2026-12-26');
		expect(restoreBy('2026-10-27', ladder)).toBe('2026-10-28');
	});
	test('15 days from the proven notice', () => {
		const date = on({ noticeProvenOn: '2026-10-12' });
		expect(date.on).toBe('2026-10-27');
		expect(decisive(date)).toEqual([{ code: 'legal_notice', from: '2026-10-27', basis: '2026-10-12', law: 'Anatel RGC, Res. 765/2023' }]);
	});
	test('a notice that came while the debt could be paid without fee is of another one: there is no date', () => {
		const none = { on: null, obstacles: ['no_notice'] };
		for (const noticeProvenOn of ['2026-10-01', '2026-10-09']) expect(on({ noticeProvenOn })).toMatchObject(none);
		expect(on({ noticeProvenOn: '2026-10-10' }).on).toBe('2026-10-25');
		// Due on Saturday the 10th, payable to Tuesday the 13th: Monday is Nossa Senhora Aparecida.
		const open = [{ dueOn: '2026-10-10', cents: 1 }];
		expect(on({ open, noticeProvenOn: '2026-10-13' })).toMatchObject(none);
		expect(on({ open, noticeProvenOn: '2026-10-14' }).on).toBe('2026-10-29');
	});
	test('without proof there is no date', () => {
		expect(on({ noticeProvenOn: null })).toMatchObject({ on: null, obstacles: ['no_notice'] });
	});
});

describe('the billing method’s rule (271–274)', () => {
	test('(271) minimum value: from the day on which the overdue debts reach it', () => {
		const open = [
			{ dueOn: '2026-11-10', cents: 9_990 },
			{ dueOn: '2026-10-09', cents: 9_990 }
		];
		expect(on({ open }, { minimumCents: 9_990 }).on).toBe('2026-10-27');
		expect(on({ open }, { minimumCents: 9_991 }).on).toBe('2026-11-11');
		expect(on({ open }, { minimumCents: 19_981 })).toMatchObject({ on: null, obstacles: ['below_minimum'] });
		expect(on({ open: [] }).obstacles).toEqual(['below_minimum']);
		expect(on({ open: [{ dueOn: '2026-10-09', cents: 0 }] }).on).toBeNull();
	});
	test('(272) days overdue, of the oldest debt', () => {
		expect(on({}, { daysOverdue: 30 }).on).toBe('2026-11-08');
		expect(on({}, { daysOverdue: 5 }).on).toBe('2026-10-27');
	});
	test('(273) days before being suspended: of warning, after the others', () => {
		const date = on({}, { daysOverdue: 30, daysBefore: 5 });
		expect(date.on).toBe('2026-11-13');
		expect(decisive(date)).toEqual([{ code: 'warned', from: '2026-11-13', basis: '2026-11-08' }]);
	});
	test('(274) fixed day: the next one, also of a short month, never an earlier one', () => {
		expect(on({}, { fixedDay: 27 }).on).toBe('2026-10-27');
		expect(on({}, { fixedDay: 26 }).on).toBe('2026-11-26');
		expect(on({ noticeProvenOn: '2027-02-01', open: [{ dueOn: '2027-01-11', cents: 1 }] }, { fixedDay: 31 }).on).toBe('2027-02-28');
	});
	test('only on business days, where the provider wants it', () => {
		// 15 days after Friday the 16th are Saturday the 31st; Monday is Finados.
		expect(on({ noticeProvenOn: '2026-10-16' }).on).toBe('2026-10-31');
		expect(on({ noticeProvenOn: '2026-10-16' }, { onBusinessDay: true }).on).toBe('2026-11-03');
	});
});

describe('promises and provisional unblocking', () => {
	test('a promise holds until the next business day of its day', () => {
		expect(on({ promises: [{ promisedOn: '2026-10-31' }] }).on).toBe('2026-11-04');
		expect(on({ promises: [{ promisedOn: '2026-10-20' }] }).on).toBe('2026-10-27');
		expect(on({ promises: [{ promisedOn: '2026-10-20' }, { promisedOn: '2026-11-06' }] }).on).toBe('2026-11-07');
	});
	test('a provisional unblock to its last day', () => expect(on({ unblockedUntil: '2026-10-27' }).on).toBe('2026-10-28'));
	test('a promise of somebody who owes nothing suspends nobody', () =>
		expect(on({ open: [], promises: [{ promisedOn: '2026-10-31' }] }).on).toBeNull());
});

describe('the latest of all', () => {
	const dayIn = (from: string, span: number) => fc.nat(span).map((n) => addDays(from, n));
	const anyFacts = fc.record({
		open: fc.array(fc.record({ dueOn: dayIn('2026-08-01', 120), cents: fc.integer({ min: 1, max: 20_000 }) }), {
			minLength: 1,
			maxLength: 4
		}),
		noticeProvenOn: dayIn('2026-08-01', 150),
		promises: fc.array(fc.record({ promisedOn: dayIn('2026-10-01', 90) }), { maxLength: 2 }),
		unblockedUntil: fc.option(dayIn('2026-10-01', 90))
	});
	const anyRule = fc.record({
		minimumCents: fc.nat(20_000),
		daysOverdue: fc.nat(60),
		daysBefore: fc.nat(10),
		fixedDay: fc.option(fc.integer({ min: 1, max: 31 })),
		onBusinessDay: fc.boolean()
	});
	test('is never before any reason, is one of them, and is always 15 days and more after notice and due day', () => {
		fc.assert(
			fc.property(anyFacts, anyRule, (any, rule) => {
				const date = suspensionDate(any, rule, ladder);
				fc.pre(date.on !== null);
				const day = date.on ?? '';
				expect(
					date.reasons
						.map((r) => r.from)
						.sort()
						.at(-1)
				).toBe(day);
				expect(decisive(date).length).toBeGreaterThan(0);
				expect(daysBetween(any.noticeProvenOn, day)).toBeGreaterThanOrEqual(15);
				const oldest = any.open.map((o) => o.dueOn).sort()[0] ?? '';
				expect(daysBetween(oldest, day)).toBeGreaterThanOrEqual(Math.max(15, rule.daysOverdue));
				for (const { promisedOn } of any.promises) expect(day > promisedOn).toBe(true);
			})
		);
	});
	test('more debt, more patience and more promises: patience never brings it forward', () => {
		fc.assert(
			fc.property(anyFacts, anyRule, dayIn('2026-10-01', 90), (any, rule, promisedOn) => {
				const before = suspensionDate(any, rule, ladder).on;
				fc.pre(before !== null);
				const patient = suspensionDate(
					{ ...any, promises: [...any.promises, { promisedOn }] },
					{ ...rule, daysOverdue: rule.daysOverdue + 1 },
					ladder
				).on;
				expect((patient ?? '') >= (before ?? '')).toBe(true);
			})
		);
	});
});

describe('by hand', () => {
	const date = on({});
	test('from the date on, anybody who may suspend', () => {
		expect(checkSuspension(date, '2026-10-27', { reason: null, mayOverride: false })).toBeNull();
		expect(checkSuspension(date, '2026-10-26', { reason: 'Pediu', mayOverride: false })).toMatchObject({
			code: 'suspension_too_early',
			detail: { day: '2026-10-27' }
		});
	});
	test('earlier, or where there is no date, only with a reason and a role', () => {
		for (const early of [date, on({ noticeProvenOn: null })]) {
			expect(checkSuspension(early, '2026-10-20', { reason: ' ', mayOverride: true })).toMatchObject({
				code: 'field_required',
				field: 'reason'
			});
			expect(checkSuspension(early, '2026-10-20', { reason: 'Fraude comprovada', mayOverride: true })).toBeNull();
			expect(checkSuspension(early, '2026-10-20', { reason: 'Fraude comprovada', mayOverride: false })?.code).toBe('suspension_too_early');
		}
	});
});

describe('temporary suspension (347, decision 9.5)', () => {
	const codes = (from: string, to: string, more: Partial<Parameters<typeof checkTemporary>[1]> = {}) =>
		checkTemporary({ from, to }, { overdueCents: 0, earlier: [], today: '2026-11-22', ...more }).map((r) => r.code);
	test('30 to 120 days, both ends included', () => {
		expect(codes('2026-12-01', '2026-12-30')).toEqual([]);
		expect(codes('2026-12-01', '2026-12-29')).toEqual(['pause_length']);
		expect(codes('2026-12-01', '2027-03-30')).toEqual([]);
		expect(codes('2026-12-01', '2027-03-31')).toEqual(['pause_length']);
		expect(codes('2026-12-31', '2026-12-01')).toEqual(['pause_length']);
	});
	test('not in the past, not in debt, days that exist', () => {
		expect(codes('2026-11-21', '2026-12-30')).toEqual(['day_in_past']);
		expect(codes('2026-11-22', '2026-12-30', { overdueCents: 1 })).toEqual(['pause_in_debt']);
		expect(codes('2026-02-30', '2026-13-01')).toEqual(['day_invalid', 'day_invalid']);
	});
	test('once in 12 months', () => {
		const earlier = [
			{ from: '2024-01-01', to: '2024-02-01' },
			{ from: '2026-01-15', to: '2026-03-01' }
		];
		expect(nextTemporaryFrom(earlier)).toBe('2027-01-15');
		expect(codes('2027-01-14', '2027-02-28', { earlier })).toEqual(['pause_taken_already']);
		expect(codes('2027-01-15', '2027-02-28', { earlier })).toEqual([]);
		expect(nextTemporaryFrom([])).toBeNull();
	});
	test('it ends by itself', () => expect(backOn({ from: '2026-12-01', to: '2026-12-30' })).toBe('2026-12-31'));
});
