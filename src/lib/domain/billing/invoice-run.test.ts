import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { billablePeriods } from './billable.ts';
import { planInvoiceRun, type RunCharge, type RunFacts, type RunRequest, type RunSubscription } from './invoice-run.ts';

const request: RunRequest = { competence: '2026-11', dueIn: '2026-12', dueDay: 10 };
const subscription = (id: string, more: Partial<RunSubscription> = {}): RunSubscription => ({
	id,
	customerId: `customer-${id}`,
	billingMethodId: 'boleto',
	dueDay: 10,
	description: 'Fibra 300',
	startedOn: '2025-01-01',
	endedOn: null,
	prices: [{ from: '2025-01-01', monthlyCents: 9_990 }],
	unbilled: [],
	...more
});
const charge = (id: string, more: Partial<RunCharge> = {}): RunCharge => ({
	id,
	customerId: 'customer-a',
	billingMethodId: 'boleto',
	dueDay: 10,
	competence: '2026-11',
	amountCents: 5_000,
	description: 'Roteador 1/3',
	...more
});
const facts = (more: Partial<RunFacts> = {}): RunFacts => ({
	subscriptions: [],
	charges: [],
	billed: new Set(),
	credits: new Map(),
	...more
});

describe('which days are billed', () => {
	const november = (more: Partial<RunSubscription>) =>
		billablePeriods(subscription('a', more), '2026-11').map(({ from, to }) => `${from.slice(8)}–${to.slice(8)}`);
	test('first and last partial month', () => {
		expect(november({})).toEqual(['01–30']);
		expect(november({ startedOn: '2026-11-16' })).toEqual(['16–30']);
		expect(november({ endedOn: '2026-11-05' })).toEqual(['01–05']);
		expect(november({ startedOn: '2026-11-10', endedOn: '2026-11-10' })).toEqual(['10–10']);
		expect(november({ startedOn: '2026-12-01' })).toEqual([]);
		expect(november({ endedOn: '2026-10-31' })).toEqual([]);
	});
	test('a change of plan cuts the month, one on its first day does not', () => {
		const prices = (from: string) => [
			{ from, monthlyCents: 12_990 },
			{ from: '2025-01-01', monthlyCents: 9_990 }
		];
		expect(billablePeriods(subscription('a', { prices: prices('2026-11-11') }), '2026-11')).toEqual([
			{ from: '2026-11-01', to: '2026-11-10', monthlyCents: 9_990 },
			{ from: '2026-11-11', to: '2026-11-30', monthlyCents: 12_990 }
		]);
		expect(billablePeriods(subscription('a', { prices: prices('2026-11-01') }), '2026-11')).toEqual([
			{ from: '2026-11-01', to: '2026-11-30', monthlyCents: 12_990 }
		]);
		expect(november({ prices: prices('2026-12-01') })).toEqual(['01–30']);
	});
	test('nothing is billed while suspended: at the customer’s request (decision 9.5) and for debt (RGC)', () => {
		expect(november({ unbilled: [{ from: '2026-11-11', to: '2026-11-20', kind: 'temporary' }] })).toEqual(['01–10', '21–30']);
		expect(november({ unbilled: [{ from: '2026-11-11', to: null, kind: 'debt' }] })).toEqual(['01–10']);
		expect(november({ unbilled: [{ from: '2026-10-01', to: '2027-01-28', kind: 'temporary' }] })).toEqual([]);
		expect(november({ unbilled: [{ from: '2026-10-01', to: '2026-10-31', kind: 'debt' }] })).toEqual(['01–30']);
	});
});

describe('a run', () => {
	test('one invoice a customer and billing method, with an item a plan and a charge', () => {
		const run = planInvoiceRun(
			request,
			facts({
				subscriptions: [
					subscription('b', { customerId: 'customer-a', description: 'IP fixo', prices: [{ from: '2025-01-01', monthlyCents: 2_000 }] }),
					subscription('a'),
					subscription('c', { customerId: 'customer-a', billingMethodId: 'card' })
				],
				charges: [charge('x')]
			})
		);
		expect(run.invoices.map((invoice) => [invoice.key, invoice.totalCents, invoice.items.map((item) => item.key)])).toEqual([
			['customer-a:boleto:2026-11:10', 16_990, ['subscription:a:2026-11', 'subscription:b:2026-11', 'charge:x']],
			['customer-a:card:2026-11:10', 9_990, ['subscription:c:2026-11']]
		]);
		expect(run.invoices[0]?.dueOn).toBe('2026-12-10');
		expect(run.totalCents).toBe(26_980);
	});
	test('who is left out, and why', () => {
		const run = planInvoiceRun(
			request,
			facts({
				subscriptions: [
					subscription('a', { dueDay: 15 }),
					subscription('b'),
					subscription('c', { startedOn: '2026-12-01' }),
					subscription('d', { endedOn: '2026-10-31' }),
					subscription('e', { unbilled: [{ from: '2026-10-01', to: null, kind: 'debt' }] }),
					subscription('f', { prices: [{ from: '2025-01-01', monthlyCents: 0 }] })
				],
				charges: [charge('x', { competence: '2026-12' }), charge('y', { dueDay: 5 }), charge('z', { amountCents: 0 })],
				billed: new Set(['subscription:b:2026-11'])
			})
		);
		expect(run.invoices).toEqual([]);
		expect(run.skipped.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
			'a other_due_day',
			'b already_billed',
			'c not_started',
			'd ended',
			'e nothing_to_bill',
			'f nothing_to_bill',
			'x later_competence',
			'y other_due_day',
			'z nothing_to_bill'
		]);
	});
	test('due day 31 in February', () =>
		expect(
			planInvoiceRun({ competence: '2027-01', dueIn: '2027-02', dueDay: 31 }, facts({ subscriptions: [subscription('a', { dueDay: 31 })] }))
				.invoices[0]?.dueOn
		).toBe('2027-02-28'));
	test('credit is used up to the total, over several invoices, and never beyond', () => {
		const subscriptions = [subscription('a'), subscription('b', { customerId: 'customer-a', billingMethodId: 'card' })];
		const total = (credit: number) =>
			planInvoiceRun(request, facts({ subscriptions, credits: new Map([['customer-a', credit]]) })).invoices.map((i) => i.totalCents);
		expect(total(0)).toEqual([9_990, 9_990]);
		expect(total(990)).toEqual([9_000, 9_990]);
		expect(total(10_000)).toEqual([0, 9_980]);
		expect(total(99_999)).toEqual([0, 0]);
	});

	const anyFacts = fc
		.record({
			subscriptions: fc.uniqueArray(
				fc.record({
					id: fc.stringMatching(/^[a-h]$/),
					customerId: fc.constantFrom('p', 'q'),
					billingMethodId: fc.constantFrom('boleto', 'card'),
					dueDay: fc.constantFrom(10, 31),
					price: fc.nat(20_000),
					changedOn: fc.constantFrom('2026-11-01', '2026-11-09', '2026-11-30'),
					startedOn: fc.constantFrom('2025-01-01', '2026-11-07', '2026-12-02'),
					endedOn: fc.constantFrom(null, '2026-11-25', '2026-10-02'),
					pausedOn: fc.constantFrom(null, '2026-11-05')
				}),
				{ selector: (s) => s.id, maxLength: 8 }
			),
			credit: fc.nat(30_000)
		})
		.map(({ subscriptions, credit }) =>
			facts({
				subscriptions: subscriptions.map(({ price, changedOn, pausedOn, ...row }) =>
					subscription(row.id, {
						...row,
						prices: [
							{ from: '2025-01-01', monthlyCents: price },
							{ from: changedOn, monthlyCents: price + 1_000 }
						],
						unbilled: pausedOn === null ? [] : [{ from: pausedOn, to: '2026-11-08', kind: 'temporary' }]
					})
				),
				credits: new Map([['p', credit]])
			})
		);
	test('items add up to the invoice; each key stands once; a second run with the keys of the first plans nothing', () => {
		fc.assert(
			fc.property(anyFacts, (given) => {
				const run = planInvoiceRun(request, given);
				const keys = run.invoices.flatMap((invoice) => invoice.items.flatMap((item) => item.key ?? []));
				expect(new Set(keys).size).toBe(keys.length);
				expect(new Set(run.invoices.map((i) => i.key)).size).toBe(run.invoices.length);
				for (const invoice of run.invoices) {
					expect(invoice.items.reduce((sum, item) => sum + item.cents, 0)).toBe(invoice.totalCents);
					expect(invoice.totalCents).toBeGreaterThanOrEqual(0);
				}
				expect(run.totalCents).toBe(run.invoices.reduce((sum, invoice) => sum + invoice.totalCents, 0));
				// Every subscription is billed or left out with a reason, never both.
				const billed = new Set(run.invoices.flatMap((i) => i.items.flatMap((item) => item.subscriptionId ?? [])));
				expect(billed.size + run.skipped.length).toBe(given.subscriptions.length);
				const again = planInvoiceRun(request, { ...given, billed: new Set(keys) });
				expect(again.invoices).toEqual([]);
			})
		);
	});
	test('the order of the facts changes nothing', () => {
		fc.assert(
			fc.property(anyFacts, (given) => {
				expect(planInvoiceRun(request, { ...given, subscriptions: [...given.subscriptions].reverse() })).toEqual(
					planInvoiceRun(request, given)
				);
			})
		);
	});
});
