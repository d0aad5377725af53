import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balance } from '../invoice/balance.ts';
import { ageing, ageingBuckets } from './ageing.ts';
import { delinquencyControl } from './control.ts';
import { overdueDebts, type AgreementMode } from './debt.ts';
import { citiesWithBalance, everybody, groupsWithBalance, matches, type DelinquencyFilter } from './filter.ts';
import type { ReceivableRow } from './receivable.ts';
import { dueDayOfRun, serviceGroupsOf, type BilledPlan } from './service-groups.ts';

const today = '2026-11-24'; // a Tuesday; Friday the 20th was a holiday
const row = (id: string, more: Partial<ReceivableRow> = {}): ReceivableRow => ({
	id,
	customerId: 'maria',
	customerName: 'Maria',
	personKind: 'natural',
	customerActive: true,
	phone: '18997001234',
	condominium: null,
	city: 'Assis',
	billingMethodId: 'boleto',
	serviceGroupIds: ['internet'],
	dueOn: '2026-11-10',
	openCents: 10_000,
	agreementId: null,
	...more
});
const lines = (rows: readonly ReceivableRow[], mode: AgreementMode, filter: Partial<DelinquencyFilter> = {}) =>
	overdueDebts(rows, mode, today, (r) => matches(r, { ...everybody, ...filter })).map((d) => `${d.kind} ${d.id} ${d.cents} ${d.daysLate}`);

describe('Parc. Dívida (283–287, decision 9.3)', () => {
	// Item 287: an agreement of two instalments, one of them overdue.
	const rows = [row('1', { agreementId: 'p', dueOn: '2026-11-10' }), row('2', { agreementId: 'p', dueOn: '2026-12-10' })];
	test('(284) Excluir: the overdue instalment counts as itself', () => expect(lines(rows, 'exclude')).toEqual(['instalment 1 10000 14']));
	test('(285, 287) Incluir: one overdue instalment brings the total of both, as one line', () =>
		expect(lines(rows, 'include')).toEqual(['agreement p 20000 14']));
	test('(286) what is not yet due is not shown, in either', () => {
		const future = [row('2', { agreementId: 'p', dueOn: '2026-12-10' }), row('3', { dueOn: '2026-11-25' }), row('4', { dueOn: today })];
		for (const mode of ['exclude', 'include'] as const) expect(lines(future, mode)).toEqual([]);
	});
	test('(286) nor what can still be paid without fee: due on a Saturday, looked at on Monday', () => {
		const seen = (on: string) => overdueDebts([row('1', { dueOn: '2026-11-07' })], 'exclude', on).map((d) => d.daysLate);
		expect([seen('2026-11-09'), seen('2026-11-10')]).toEqual([[], [1]]);
	});
	test('two overdue instalments: two lines in Excluir, one in Incluir; invoices are lines of their own in both', () => {
		const more = [row('0', { dueOn: '2026-10-09' }), ...rows, row('3', { agreementId: 'p', dueOn: '2026-10-13', openCents: 4_000 })];
		expect(lines(more, 'exclude')).toEqual(['invoice 0 10000 46', 'instalment 3 4000 42', 'instalment 1 10000 14']);
		expect(lines(more, 'include')).toEqual(['invoice 0 10000 46', 'agreement p 24000 42']);
	});
	test('what was paid or cancelled owes nothing and brings nothing', () => {
		const paid = [row('1', { agreementId: 'p', openCents: 0 }), row('2', { agreementId: 'p', dueOn: '2026-12-10' })];
		for (const mode of ['exclude', 'include'] as const) expect(lines(paid, mode)).toEqual([]);
	});
	test('the period looks at overdue instalments; the agreement then comes whole', () => {
		expect(lines(rows, 'include', { from: '2026-11-01', to: '2026-11-30' })).toEqual(['agreement p 20000 14']);
		expect(lines(rows, 'include', { from: '2026-12-01' })).toEqual([]);
	});
});

describe('filters', () => {
	const passes = (r: Partial<ReceivableRow>, filter: Partial<DelinquencyFilter>) => matches(row('1', r), { ...everybody, ...filter });
	test.each<[string, Partial<ReceivableRow>, Partial<DelinquencyFilter>, boolean]>([
		['276 first day', { dueOn: '2026-11-01' }, { from: '2026-11-01', to: '2026-11-30' }, true],
		['276 last day', { dueOn: '2026-11-30' }, { from: '2026-11-01', to: '2026-11-30' }, true],
		['276 before', { dueOn: '2026-10-31' }, { from: '2026-11-01' }, false],
		['276 after', { dueOn: '2026-12-01' }, { to: '2026-11-30' }, false],
		['277 empty is all', {}, { customerIds: new Set() }, true],
		['277 chosen', {}, { customerIds: new Set(['maria', 'joao']) }, true],
		['277 not chosen', {}, { customerIds: new Set(['joao']) }, false],
		['278 none is all', {}, { billingMethodIds: new Set() }, true],
		['278 ticked', {}, { billingMethodIds: new Set(['boleto']) }, true],
		['278 another ticked', {}, { billingMethodIds: new Set(['card']) }, false],
		['279 none is all', { serviceGroupIds: [] }, { serviceGroupIds: new Set() }, true],
		['279 one of several', { serviceGroupIds: ['voice', 'internet'] }, { serviceGroupIds: new Set(['internet']) }, true],
		['279 another ticked', {}, { serviceGroupIds: new Set(['voice']) }, false],
		['279 a charge of no group', { serviceGroupIds: [] }, { serviceGroupIds: new Set(['voice']) }, false],
		['281 all ticked at first', { city: 'Assis' }, { cities: null }, true],
		['281 ticked', { city: 'Assis' }, { cities: new Set(['Assis']) }, true],
		['281 unticked', { city: 'Assis' }, { cities: new Set(['Marília']) }, false],
		['281 the last one unticked', { city: 'Assis' }, { cities: new Set() }, false],
		['281 without a city', { city: null }, { cities: new Set(['']) }, true],
		['282 active only', { customerActive: true }, { inactive: false }, true],
		['282 active only, inactive', { customerActive: false }, { inactive: false }, false],
		['282 inactive only', { customerActive: false }, { active: false }, true],
		['282 inactive only, active', { customerActive: true }, { active: false }, false],
		['282 both', { customerActive: false }, {}, true],
		['288 Física', { personKind: 'natural' }, { personKind: 'natural' }, true],
		['288 Jurídica', { personKind: 'natural' }, { personKind: 'legal' }, false],
		['288 both', { personKind: 'legal' }, { personKind: null }, true]
	])('(%s)', (_, r, filter, expected) => expect(passes(r, filter)).toBe(expected));
	test('(280) only groups and cities with receivables and balance can be ticked, due or not', () => {
		const rows = [
			row('1', { serviceGroupIds: ['internet', 'voice'], dueOn: '2027-01-10' }),
			row('2', { serviceGroupIds: ['tv'], openCents: 0, city: 'Marília' }),
			row('3', { serviceGroupIds: [], city: null })
		];
		expect([...groupsWithBalance(rows)]).toEqual(['internet', 'voice']);
		expect([...citiesWithBalance(rows)]).toEqual(['Assis', '']);
	});
});

describe('the list (265–270, 291)', () => {
	const rows = [
		row('1', { dueOn: '2026-11-10' }),
		row('2', { dueOn: '2026-10-09', openCents: 5_000 }),
		row('3', { customerId: 'joao', customerName: 'João', dueOn: '2026-10-09', openCents: 7_000, phone: null, condominium: 'Ipê' }),
		row('4', { customerId: 'ana', customerName: 'Ana', dueOn: '2026-11-25' })
	];
	test('name, days of the oldest debt, phone, condominium, total; longest overdue first, then the larger debt', () =>
		expect(delinquencyControl(rows, everybody, 'exclude', today)).toMatchObject({
			customers: [
				{ name: 'Maria', daysLate: 46, phone: '18997001234', condominium: null, totalCents: 15_000 },
				{ name: 'João', daysLate: 46, phone: null, condominium: 'Ipê', totalCents: 7_000 }
			],
			totals: { customers: 2, debts: 3, cents: 22_000 }
		}));
});

describe('ageing', () => {
	test('buckets', () =>
		expect(ageingBuckets([30, 60])).toEqual([
			{ from: 1, to: 30 },
			{ from: 31, to: 60 },
			{ from: 61, to: null }
		]));
	test('edges that do not rise are refused', () => {
		for (const edges of [[0], [30, 30], [60, 30], [1.5]]) expect(() => ageingBuckets(edges)).toThrow(RangeError);
	});
	test('every late debt is in exactly one bucket', () => {
		fc.assert(
			fc.property(fc.array(fc.record({ daysLate: fc.nat(400), cents: fc.nat(100_000) })), (debts) => {
				const totals = ageing(debts);
				const late = debts.filter(({ daysLate }) => daysLate > 0);
				expect(totals.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(late.length);
				expect(totals.reduce((sum, bucket) => sum + bucket.cents, 0)).toBe(late.reduce((sum, debt) => sum + debt.cents, 0));
			})
		);
	});
	test('the edges themselves', () =>
		expect(ageing([0, 15, 16, 90, 91].map((daysLate) => ({ daysLate, cents: 1 }))).map((b) => b.count)).toEqual([1, 1, 0, 1, 1]));
});

describe('the groups of an invoice (279)', () => {
	const plan = (serviceGroupId: string | null, more: Partial<BilledPlan> = {}): BilledPlan => ({
		serviceGroupId,
		billingMethodId: 'boleto',
		dueDay: 10,
		startedOn: '2026-03-15',
		endedOn: null,
		...more
	});
	const invoice = { billingMethodId: 'boleto', competence: '2026-11', dueDay: 10 };
	test('are those of the plans that its run put together', () => {
		const plans = [plan('internet'), plan('voice'), plan('tv', { billingMethodId: 'card' }), plan('email', { dueDay: 20 }), plan(null)];
		expect(serviceGroupsOf(invoice, plans)).toEqual(['internet', 'voice']);
		expect(serviceGroupsOf({ ...invoice, dueDay: null }, plans)).toEqual(['internet', 'voice', 'email']);
	});
	test('only of plans that ran in that month', () => {
		const plans = [
			plan('old', { endedOn: '2026-10-31' }),
			plan('last', { endedOn: '2026-11-01' }),
			plan('new', { startedOn: '2026-12-01' })
		];
		expect(serviceGroupsOf(invoice, plans)).toEqual(['last']);
		expect(serviceGroupsOf({ ...invoice, competence: null }, plans)).toEqual([]);
	});
	test('and of all that ran, where none is billed that way any more', () =>
		expect(serviceGroupsOf(invoice, [plan('internet', { billingMethodId: 'card' }), plan('voice', { dueDay: 5 })])).toEqual([
			'internet',
			'voice'
		]));
	test('the due day of a run stands in its key', () =>
		expect(['c:b:2026-11:5', 'c:b:2026-11:25', 'other', null].map(dueDayOfRun)).toEqual([5, 25, null, null]));
});

const anyRow = fc.record({
	id: fc.uuid(),
	customerId: fc.constantFrom('a', 'b', 'c'),
	dueOn: fc.constantFrom('2026-08-10', '2026-10-31', '2026-11-20', '2026-11-23', '2026-11-24', '2026-12-10'),
	openCents: fc.nat(20_000),
	agreementId: fc.constantFrom(null, null, 'x', 'y'),
	city: fc.constantFrom('Assis', 'Marília', null),
	personKind: fc.constantFrom('natural' as const, 'legal' as const)
});
/** An agreement is of one customer. */
const anyRows = fc
	.array(anyRow, { maxLength: 12 })
	.map((rows) => rows.map((r) => row(r.id, { ...r, agreementId: r.agreementId === null ? null : `${r.agreementId}-${r.customerId}` })));

describe('in general', () => {
	test('Excluir totals what the balance of the account calls overdue; Incluir never less', () => {
		fc.assert(
			fc.property(anyRows, (rows) => {
				const overdue = balance(
					rows.map(({ dueOn, openCents }) => ({
						dueOn,
						amountCents: openCents,
						paidCents: null,
						paidAt: null,
						cancelledAt: null,
						replacedById: null
					})),
					today
				);
				const excluded = delinquencyControl(rows, everybody, 'exclude', today);
				const included = delinquencyControl(rows, everybody, 'include', today);
				expect([excluded.totals.cents, excluded.totals.debts]).toEqual([overdue.overdueCents, overdue.overdueCount]);
				expect(included.totals.cents).toBeGreaterThanOrEqual(excluded.totals.cents);
				expect(included.totals.cents).toBeLessThanOrEqual(overdue.openCents);
				expect(included.customers.map((c) => c.customerId).sort()).toEqual(excluded.customers.map((c) => c.customerId).sort());
				expect(included.customers.map((c) => c.daysLate)).toEqual(excluded.customers.map((c) => c.daysLate));
			})
		);
	});
	test('a filter only ever takes away; two halves of a filter make the whole', () => {
		fc.assert(
			fc.property(anyRows, (rows) => {
				const cents = (filter: Partial<DelinquencyFilter>) =>
					delinquencyControl(rows, { ...everybody, ...filter }, 'exclude', today).totals.cents;
				expect(cents({ personKind: 'natural' }) + cents({ personKind: 'legal' })).toBe(cents({}));
				expect(cents({ cities: new Set(['Assis']) }) + cents({ cities: new Set(['Marília', '']) })).toBe(cents({}));
				expect(cents({ to: '2026-10-31' }) + cents({ from: '2026-11-01' })).toBe(cents({}));
			})
		);
	});
});
