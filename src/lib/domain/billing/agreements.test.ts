import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAgreement, instalmentLimit, planAgreement, type AgreementTerms } from './agreement.ts';
import { checkPromise, promiseState, usualPromiseRule, type PaymentPromise } from './promise.ts';

const today = '2026-11-22';
const terms = (more: Partial<AgreementTerms> = {}): AgreementTerms => ({
	debtCents: 30_000,
	discountCents: 0,
	downPaymentCents: 0,
	instalments: 3,
	firstDueOn: '2026-12-10',
	...more
});
const fields = (more: Partial<AgreementTerms>) => checkAgreement(terms(more), today).map((r) => `${r.field}: ${r.code}`);

describe('Parc. Dívida', () => {
	test('three of R$ 100,00', () =>
		expect(planAgreement(terms()).map(({ dueOn, cents }) => [dueOn, cents])).toEqual([
			['2026-12-10', 10_000],
			['2027-01-10', 10_000],
			['2027-02-10', 10_000]
		]));
	test('a down payment comes first, a discount comes off', () =>
		expect(planAgreement(terms({ debtCents: 31_001, discountCents: 1_000, downPaymentCents: 10_000, instalments: 2 }))).toEqual([
			{ number: 1, of: 3, dueOn: '2026-12-10', cents: 10_000 },
			{ number: 2, of: 3, dueOn: '2027-01-10', cents: 10_001 },
			{ number: 3, of: 3, dueOn: '2027-02-10', cents: 10_000 }
		]));
	test('the 31st is kept through short months', () =>
		expect(planAgreement(terms({ firstDueOn: '2026-12-31', instalments: 5 })).map(({ dueOn }) => dueOn)).toEqual([
			'2026-12-31',
			'2027-01-31',
			'2027-02-28',
			'2027-03-31',
			'2027-04-30'
		]));
	test('what cannot be agreed', () => {
		expect(fields({})).toEqual([]);
		expect(fields({ firstDueOn: today })).toEqual([]);
		expect(fields({ firstDueOn: '2026-11-21' })).toEqual(['firstDueOn: day_in_past']);
		expect(fields({ firstDueOn: '2026-02-30' })).toEqual(['firstDueOn: day_invalid']);
		expect(fields({ instalments: 0 })).toEqual(['instalments: instalments_invalid']);
		expect(fields({ instalments: instalmentLimit + 1 })).toEqual(['instalments: instalments_invalid']);
		expect(fields({ debtCents: 2 })).toEqual(['instalments: instalments_invalid']);
		expect(fields({ downPaymentCents: 30_000 })).toContain('downPaymentCents: amount_invalid');
		expect(fields({ discountCents: 30_000 })).toContain('discountCents: amount_invalid');
		expect(fields({ debtCents: 0 })).toContain('debtCents: amount_invalid');
	});
	test('whatever is agreed adds up, in months that follow each other', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 100, max: 5_000_000 }),
				fc.nat(5_000_000),
				fc.nat(5_000_000),
				fc.integer({ min: 1, max: instalmentLimit }),
				fc.integer({ min: 1, max: 31 }),
				(debtCents, discountCents, downPaymentCents, instalments, date) => {
					const any = terms({
						debtCents,
						discountCents,
						downPaymentCents,
						instalments,
						firstDueOn: `2026-12-${String(date).padStart(2, '0')}`
					});
					fc.pre(checkAgreement(any, today).length === 0);
					const plan = planAgreement(any);
					expect(plan.reduce((sum, part) => sum + part.cents, 0)).toBe(debtCents - discountCents);
					expect(plan.every((part) => part.cents > 0)).toBe(true);
					expect(plan.map((part) => part.number)).toEqual(plan.map((_, i) => i + 1));
					for (const [i, part] of plan.entries()) {
						const months = 2026 * 12 + 11 + i;
						expect(part.dueOn.slice(0, 7)).toBe(`${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`);
					}
				}
			)
		);
	});
});

describe('a promise to pay', () => {
	// Friday the 20th is Consciência Negra, so a promise for it holds to Monday.
	const promise: PaymentPromise = { madeOn: '2026-11-12', promisedOn: '2026-11-20', amountCents: 9_990, withdrawnOn: null };
	test('open until the next business day, then broken', () => {
		expect(promiseState(promise, [], '2026-11-23')).toBe('open');
		expect(promiseState(promise, [], '2026-11-24')).toBe('broken');
		expect(promiseState({ ...promise, withdrawnOn: '2026-11-13' }, [], '2026-12-24')).toBe('withdrawn');
	});
	test('kept by payments since it was made and up to its end, together', () => {
		const state = (...payments: (readonly [string, number])[]) =>
			promiseState(
				promise,
				payments.map(([paidOn, cents]) => ({ paidOn, cents })),
				'2026-12-01'
			);
		expect(state(['2026-11-23', 9_990])).toBe('kept');
		expect(state(['2026-11-12', 5_000], ['2026-11-23', 4_990])).toBe('kept');
		expect(state(['2026-11-23', 9_989])).toBe('broken');
		expect(state(['2026-11-24', 9_990])).toBe('broken');
		expect(state(['2026-11-11', 9_990])).toBe('broken');
	});
	test('may be made for some days, once at a time, and not after several broken ones', () => {
		const codes = (promisedOn: string, earlier: Parameters<typeof checkPromise>[1] = []) =>
			checkPromise({ promisedOn, amountCents: 100 }, earlier, usualPromiseRule, today).map((r) => r.code);
		expect(codes(today)).toEqual([]);
		expect(codes('2026-12-02')).toEqual([]);
		expect(codes('2026-12-03')).toEqual(['promise_too_far']);
		expect(codes('2026-11-21')).toEqual(['day_in_past']);
		expect(codes('2026-11-31')).toEqual(['day_invalid']);
		expect(codes(today, [{ promise, state: 'open' }])).toEqual(['promise_open_already']);
		const broken = { promise, state: 'broken' } as const;
		expect(codes(today, [broken])).toEqual([]);
		expect(codes(today, [broken, broken])).toEqual(['promises_broken']);
		const longAgo = { promise: { ...promise, promisedOn: '2026-05-25' }, state: 'broken' } as const;
		expect(codes(today, [longAgo, broken])).toEqual([]);
	});
});
