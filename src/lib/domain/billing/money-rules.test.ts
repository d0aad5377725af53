import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankCalendar } from '../day/bank-calendar.ts';
import { addDays, dayFromNumber, dayNumber, daysBetween, daysInMonth } from '../day/day.ts';
import { daysLate } from '../invoice/balance.ts';
import { addCompetences, competenceOf, dueDateIn, isCompetence, monthOf, nextDueDate } from './competence.ts';
import { checkLateTerms, interestPerDay, lateAmount, lateTermsLimit } from './late-fee.ts';
import { concedes, deskPayment } from './desk.ts';
import { applyPayment } from './payment.ts';
import { proRata } from './pro-rata.ts';
import { ratioOf } from './ratio.ts';
import { equalParts, roundTogether } from './split.ts';

const cents = fc.integer({ min: 0, max: 10_000_000 });
const day = fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2035-12-31') }).map(dayFromNumber);

describe('whole cents, half up', () => {
	test.each([
		[50, 1, 100, 1],
		[49, 1, 100, 0],
		[10_050, 200, 10_000, 201],
		// 1.005 × 100 is 100.49999… in floating point.
		[1_005, 1, 10, 101],
		[9_007_199_254_740_991, 1, 1, 9_007_199_254_740_991]
	])('%d × %d / %d is %d', (amount, numerator, denominator, expected) => expect(ratioOf(amount, numerator, denominator)).toBe(expected));
	test('the result is nearest, and the upper one at a half', () => {
		fc.assert(
			fc.property(cents, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 }), (amount, n, d) => {
				const twice = 2n * (BigInt(ratioOf(amount, n, d)) * BigInt(d) - BigInt(amount) * BigInt(n));
				expect(twice > -BigInt(d) && twice <= BigInt(d)).toBe(true);
			})
		);
	});
	test('half cents, negatives and division by nothing are mistakes', () => {
		expect(() => ratioOf(0.5, 1, 1)).toThrow(RangeError);
		expect(() => ratioOf(-1, 1, 1)).toThrow(RangeError);
		expect(() => ratioOf(1, 1, 0)).toThrow(RangeError);
	});
});

describe('paying late', () => {
	// CDC art. 52 § 1 and decision 9.6: R$ 99,90 ten days late: fine 1,998 → 2,00; interest 99,90 × 1 % / 30 × 10 = 0,333 → 0,33.
	test('2 % and 1 % a month by the day', () =>
		expect(lateAmount(9_990, '2026-11-10', '2026-11-20', lateTermsLimit)).toEqual({
			daysLate: 10,
			fineCents: 200,
			interestCents: 33,
			totalCents: 10_223
		}));
	test('halves go up: fine of R$ 0,25 is half a cent, interest of R$ 15,00 for one day too', () => {
		expect(lateAmount(25, '2026-11-10', '2026-11-11', lateTermsLimit).fineCents).toBe(1);
		expect(lateAmount(1_500, '2026-11-10', '2026-11-11', lateTermsLimit).interestCents).toBe(1);
		expect(lateAmount(1_499, '2026-11-10', '2026-11-11', lateTermsLimit).interestCents).toBe(0);
	});
	test('due on Carnival Monday: free on Ash Wednesday, one day late on Thursday (Lei 7.089/1983)', () => {
		expect(lateAmount(10_000, '2026-02-16', '2026-02-18', lateTermsLimit).totalCents).toBe(10_000);
		expect(lateAmount(10_000, '2026-02-16', '2026-02-19', lateTermsLimit)).toMatchObject({ daysLate: 1, fineCents: 200, interestCents: 3 });
	});
	test('a municipal holiday moves it too', () => {
		const assis = bankCalendar({ once: [], everyYear: ['07-01'] });
		expect(lateAmount(10_000, '2026-07-01', '2026-07-02', lateTermsLimit, assis).totalCents).toBe(10_000);
		expect(lateAmount(10_000, '2026-07-01', '2026-07-02', lateTermsLimit).daysLate).toBe(1);
	});
	test('never free when late, never more than fine and interest of the days; days as the balance counts them', () => {
		fc.assert(
			fc.property(cents, day, fc.integer({ min: -5, max: 400 }), (amount, due, after) => {
				const paidOn = addDays(due, after);
				const late = lateAmount(amount, due, paidOn, lateTermsLimit);
				expect(late.daysLate).toBe(daysLate(due, paidOn));
				expect(late.totalCents).toBe(amount + late.fineCents + late.interestCents);
				expect(late.daysLate === 0 ? late.totalCents === amount : late.totalCents >= amount).toBe(true);
				expect(Math.abs(late.fineCents - (late.daysLate > 0 ? amount * 0.02 : 0))).toBeLessThanOrEqual(0.5);
				expect(Math.abs(late.interestCents - (amount * 0.01 * late.daysLate) / 30)).toBeLessThanOrEqual(0.500001);
			})
		);
	});
	test('more than the law allows is refused, with the limit', () => {
		expect(checkLateTerms(lateTermsLimit)).toEqual([]);
		expect(checkLateTerms({ fineBasisPoints: 201, monthlyInterestBasisPoints: 101 })).toMatchObject([
			{ code: 'fine_too_high', detail: { limit: 2 } },
			{ code: 'interest_too_high', detail: { limit: 1 } }
		]);
		expect(checkLateTerms({ fineBasisPoints: -1, monthlyInterestBasisPoints: 0.5 }).map((r) => r.code)).toEqual([
			'value_invalid',
			'value_invalid'
		]);
	});
	test('interest of a day for the slip', () =>
		expect([9_990, 1_500, 1_499].map((c) => interestPerDay(c, lateTermsLimit))).toEqual([3, 1, 0]));
});

describe('months and due days', () => {
	test.each([
		['2026-02', 31, '2026-02-28'],
		['2028-02', 30, '2028-02-29'],
		['2026-04', 31, '2026-04-30'],
		['2026-03', 31, '2026-03-31'],
		['2026-03', 1, '2026-03-01']
	])('in %s the %dth is %s', (month, dueDay, expected) => expect(dueDateIn(month, dueDay)).toBe(expected));
	test('no other due days, no other months', () => {
		for (const dueDay of [0, 32, 1.5]) expect(() => dueDateIn('2026-03', dueDay)).toThrow(RangeError);
		for (const month of ['2026-13', '2026-3', '2026-03-01', '']) expect(isCompetence(month)).toBe(false);
	});
	test('the next due date', () => {
		expect(nextDueDate(10, '2026-11-10')).toBe('2026-11-10');
		expect(nextDueDate(10, '2026-12-11')).toBe('2027-01-10');
		expect(nextDueDate(31, '2026-02-28')).toBe('2026-02-28');
		expect(nextDueDate(31, '2026-01-31')).toBe('2026-01-31');
	});
	test('a due date lies in its month, on its day or on the last one', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 1, max: 31 }), fc.integer({ min: -30, max: 30 }), (d, dueDay, months) => {
				const month = addCompetences(competenceOf(d), months);
				const date = dueDateIn(month, dueDay);
				expect(competenceOf(date)).toBe(month);
				expect(Number(date.slice(8))).toBe(Math.min(dueDay, monthOf(month).days));
			})
		);
	});
});

describe('pro rata', () => {
	test('first and last partial month, in a month of 30, 31 and 28 days', () => {
		expect(proRata('2026-11', [{ from: '2026-11-16', to: '2026-11-30', monthlyCents: 9_990 }])).toMatchObject([{ days: 15, cents: 4_995 }]);
		expect(proRata('2026-12', [{ from: '2026-12-01', to: '2026-12-10', monthlyCents: 9_990 }])).toMatchObject([{ days: 10, cents: 3_223 }]);
		expect(proRata('2026-02', [{ from: '2026-02-15', to: '2026-02-28', monthlyCents: 9_999 }])).toMatchObject([{ days: 14, cents: 5_000 }]);
	});
	test('a change of plan: 10 days at 99,90 and 20 at 129,90', () => {
		const parts = proRata('2026-11', [
			{ from: '2026-11-01', to: '2026-11-10', monthlyCents: 9_990 },
			{ from: '2026-11-11', to: '2026-11-30', monthlyCents: 12_990 }
		]);
		expect(parts.map((part) => part.cents)).toEqual([3_330, 8_660]);
	});
	test('periods outside the month or on each other are mistakes', () => {
		expect(() => proRata('2026-11', [{ from: '2026-11-01', to: '2026-12-01', monthlyCents: 1 }])).toThrow(RangeError);
		expect(() => proRata('2026-11', [{ from: '2026-11-10', to: '2026-11-01', monthlyCents: 1 }])).toThrow(RangeError);
		expect(() =>
			proRata('2026-11', [
				{ from: '2026-11-10', to: '2026-11-20', monthlyCents: 1 },
				{ from: '2026-11-01', to: '2026-11-10', monthlyCents: 1 }
			])
		).toThrow(RangeError);
	});
	test('a month cut at any days costs what it costs whole; each part is its exact value down or up', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 2020, max: 2030 }),
				fc.integer({ min: 1, max: 12 }),
				cents,
				fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }),
				(year, month, price, cuts) => {
					const days = daysInMonth(year, month);
					const competence = `${year}-${String(month).padStart(2, '0')}`;
					const { first, last } = monthOf(competence);
					const ends = [...cuts.filter((cut) => cut < days).sort((a, b) => a - b), days];
					const parts = proRata(
						competence,
						ends.map((end, i) => ({ from: addDays(first, ends[i - 1] ?? 0), to: addDays(first, end - 1), monthlyCents: price }))
					);
					expect(parts.at(-1)?.to).toBe(last);
					expect(parts.reduce((sum, part) => sum + part.cents, 0)).toBe(price);
					for (const part of parts) {
						expect(part.days).toBe(daysBetween(part.from, part.to) + 1);
						expect(Math.abs(part.cents - (price * part.days) / days)).toBeLessThan(1);
					}
				}
			)
		);
	});
});

describe('splitting', () => {
	test('R$ 100,00 in 3 is 33,34 + 33,33 + 33,33', () => expect(equalParts(10_000, 3)).toEqual([3_334, 3_333, 3_333]));
	test('equal parts add up and differ by a cent at most', () => {
		fc.assert(
			fc.property(cents, fc.integer({ min: 1, max: 60 }), (amount, count) => {
				const parts = equalParts(amount, count);
				expect(parts.length).toBe(count);
				expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
				expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
			})
		);
	});
	test('nothing of something free is never a cent, whatever is rounded with it', () => {
		fc.assert(
			fc.property(fc.array(fc.record({ cents: fc.nat(300), numerator: fc.nat(31) }), { minLength: 1, maxLength: 8 }), (parts) => {
				const rounded = roundTogether(parts.map((part) => ({ ...part, denominator: 31 })));
				const exact = parts.map((part) => (part.cents * part.numerator) / 31);
				expect(rounded.reduce((a, b) => a + b, 0)).toBe(Math.floor(exact.reduce((a, b) => a + b, 0) + 0.5 + 1e-9));
				for (const [i, value] of rounded.entries()) expect(Math.abs(value - (exact[i] ?? 0))).toBeLessThan(1);
			})
		);
	});
});

describe('payments', () => {
	const owed = { openCents: 10_000, lateCents: 233 };
	test.each([
		[10_233, { outcome: 'settled', restCents: 0, lateMissingCents: 0, creditCents: 0 }],
		[10_000, { outcome: 'settled_without_fees', restCents: 0, lateMissingCents: 233, creditCents: 0 }],
		[4_000, { outcome: 'partial', restCents: 6_000, lateMissingCents: 0, creditCents: 0 }],
		[10_500, { outcome: 'over', restCents: 0, lateMissingCents: 0, creditCents: 267 }]
	] as const)('%d paid of 100,00 + 2,33', (paid, expected) => expect(applyPayment(owed, paid)).toMatchObject(expected));
	test('interest first, where the law’s own order holds (Código Civil art. 354)', () =>
		expect(applyPayment(owed, 10_000, 'late_first')).toMatchObject({
			outcome: 'partial',
			lateCents: 233,
			principalCents: 9_767,
			restCents: 233
		}));
	test('in proportion: what is left owes its own fees, and a few small payments bring as much as one', () => {
		expect(applyPayment(owed, 10_000, 'proportional')).toMatchObject({
			outcome: 'partial',
			principalCents: 9_773,
			lateCents: 227,
			restCents: 227
		});
		expect(applyPayment(owed, 10_233, 'proportional')).toMatchObject({ outcome: 'settled', lateCents: 233, restCents: 0 });
		// All but a cent of the amount does not let the fees go.
		expect(applyPayment(owed, 9_999, 'proportional').lateCents).toBe(227);
		// 4.000 + 6.233 = 10.233
		const first = applyPayment(owed, 4_000, 'proportional');
		expect(first).toMatchObject({ principalCents: 3_909, lateCents: 91, restCents: 6_091 });
		expect(applyPayment({ openCents: 6_091, lateCents: 142 }, 6_233, 'proportional').outcome).toBe('settled');
	});
	test('at the desk: fees are let go on purpose, with the payment that settles, and never by paying less', () => {
		const desk = (cents: number, more: object = {}) => deskPayment(owed, { cents, discountCents: 0, waiveFees: false, ...more });
		expect(desk(10_000)).toMatchObject({ outcome: 'partial', restCents: 227, waivedCents: 0 });
		expect(desk(10_000, { waiveFees: true })).toMatchObject({ outcome: 'settled', lateCents: 0, waivedCents: 233 });
		expect(desk(9_000, { waiveFees: true })).toMatchObject({ code: 'amount_invalid', field: 'waiveFees' });
		expect(desk(9_233, { discountCents: 1_000 })).toMatchObject({ outcome: 'settled', lateCents: 233, waivedCents: 0 });
		expect(desk(9_000, { discountCents: 1_000 })).toMatchObject({ code: 'amount_invalid', field: 'discountCents' });
		expect(desk(9_000, { discountCents: 1_000, waiveFees: true })).toMatchObject({ outcome: 'settled', waivedCents: 233 });
		expect(desk(10_500, { waiveFees: true })).toMatchObject({ outcome: 'over', creditCents: 500 });
		for (const cents of [0, -1, 0.5]) expect(desk(cents)).toMatchObject({ code: 'amount_invalid', field: 'cents' });
		for (const discountCents of [-1, 10_000]) expect(desk(1, { discountCents })).toMatchObject({ field: 'discountCents' });
		expect(concedes(owed, { cents: 1, discountCents: 0, waiveFees: true })).toBe(true);
		// Nothing is late: nothing is let go.
		expect(concedes({ openCents: 10_000, lateCents: 0 }, { cents: 1, discountCents: 0, waiveFees: true })).toBe(false);
	});
	test('no cent is lost or made', () => {
		fc.assert(
			fc.property(
				cents,
				cents,
				fc.integer({ min: 1, max: 20_000_000 }),
				fc.constantFrom('principal_first', 'late_first', 'proportional'),
				(open, late, paid, order) => {
					const applied = applyPayment({ openCents: open, lateCents: late }, paid, order);
					expect(applied.principalCents + applied.lateCents + applied.creditCents).toBe(paid);
					expect(applied.principalCents + applied.restCents).toBe(open);
					expect(Math.min(applied.principalCents, applied.lateCents, applied.creditCents, applied.restCents)).toBeGreaterThanOrEqual(0);
					if (applied.creditCents > 0) expect([applied.restCents, applied.lateMissingCents]).toEqual([0, 0]);
					expect(applied.outcome === 'partial').toBe(applied.restCents > 0);
				}
			)
		);
	});
});
