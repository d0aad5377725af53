import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupsWithBalance } from '#lib/domain/delinquency/filter.ts';
import { person } from '#lib/mutators/testing/customers.ts';
import { customerCreate } from '#lib/mutators/customer/create.ts';
import { branches, openPlace, people, type Place } from '#lib/mutators/testing/place.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Dependency } from '#lib/sync/model.ts';
import { drizzleOver } from '#lib/sync/remote-db.ts';
import { delinquencyDebts } from './debts.ts';
import { delinquencyArgs } from './filter.ts';
import { delinquencyGroups } from './groups.ts';
import { delinquencyList } from './list.ts';
import { loadOverdue } from './load.ts';

const at = '2026-01-02T10:00:00Z';
/** Letters in, uuids out: the rows below name each other. */
const ids = new Map<string, string>();
const id = (name: string): string => {
	const known = ids.get(name) ?? newUuid();
	ids.set(name, known);
	return known;
};
const nameOf = (of: string): string => [...ids].find(([, value]) => value === of)?.[0] ?? of;

let place: Place;
beforeAll(async () => {
	place = await openPlace('centre');
	place.now = '2026-11-24T12:00:00.000Z'; // a Tuesday; Friday the 20th was a holiday
	const customers: readonly (readonly [name: string, more: Readonly<Record<string, string>>])[] = [
		['Maria', { city: 'Assis', condominium: 'Ipê', mobile: '18997001234', phone: '1833221000' }],
		['Jorge', { city: 'Marília' }],
		['Ana', { city: 'Assis' }],
		['Sul', { city: 'Jundiaí' }]
	];
	for (const [n, [name, more]] of customers.entries()) {
		const made = await place.mutate(
			customerCreate,
			{ ...(person(n + 1) as object), name, ...more, branchId: name === 'Sul' ? branches.south : branches.north },
			people.adm,
			{ customerCode: n + 1 }
		);
		if (!made.ok) throw new Error(JSON.stringify(made));
		ids.set(name, (made as { value: { id: string } }).value.id);
	}
	await place.sql(`update customer set status = 'inactive' where name = 'Jorge'`);
	for (const name of ['Internet', 'Voz', 'TV', 'Vazio', 'Sem plano']) await row('service_group', { id: id(name), name });
	for (const [plan, group] of [
		['fibra', 'Internet'],
		['fone', 'Voz'],
		['canais', 'TV']
	] as const)
		await row('service_plan', {
			id: id(plan),
			service_group_id: id(group),
			name: plan,
			download_kbps: 1,
			upload_kbps: 1,
			price_cents: 1
		});
	await row('service_plan', {
		id: id('nunca'),
		service_group_id: id('Vazio'),
		name: 'nunca',
		download_kbps: 1,
		upload_kbps: 1,
		price_cents: 1
	});
	for (const method of ['boleto', 'cartão'])
		await row('billing_method', { id: id(method), name: method, kind: method === 'boleto' ? 'boleto' : 'card' });
	await plan('Maria', 'fibra', 'boleto');
	await plan('Maria', 'fone', 'cartão');
	await plan('Jorge', 'fibra', 'boleto');
	// TV is billed by card only, and its only invoice is paid.
	await plan('Ana', 'canais', 'cartão');
	await plan('Sul', 'fibra', 'boleto');
	await invoice('m1', 'Maria', '2026-11-10', { method: 'boleto' });
	await invoice('m2', 'Maria', '2026-10-09', { method: 'cartão', amount: 5_000, paid: 1_000 });
	await invoice('m3', 'Maria', '2026-11-24', { method: 'boleto' });
	await invoice('j1', 'Jorge', '2026-10-09', { method: 'boleto', amount: 7_000 });
	await invoice('j2', 'Jorge', '2026-09-10', { method: 'boleto', amount: 7_000, paid: 7_000 });
	await invoice('j3', 'Jorge', '2026-09-10', { method: 'boleto', cancelled: true });
	await invoice('a0', 'Ana', '2026-09-10', { method: 'cartão', amount: 20_000, paid: 20_000 });
	await invoice('s1', 'Sul', '2026-10-09', { method: 'boleto' });
});
afterAll(() => place.close());

async function row(table: string, values: Readonly<Record<string, unknown>>): Promise<void> {
	const all = { ...values, created_at: at, updated_at: at };
	const names = Object.keys(all);
	await place.sql(
		`insert into ${table} (${names.join(', ')}) values (${names.map((_, n) => `$${String(n + 1)}`).join(', ')})`,
		Object.values(all)
	);
}
const branchOf = (customer: string): string => (customer === 'Sul' ? branches.south : branches.north);
const plan = (customer: string, servicePlan: string, method: string): Promise<void> =>
	row('subscription', {
		id: newUuid(),
		branch_id: branchOf(customer),
		customer_id: id(customer),
		service_plan_id: id(servicePlan),
		billing_method_id: id(method),
		status: 'active',
		price_cents: 1,
		due_day: 10,
		started_on: '2026-01-02'
	});
let number = 0;
async function invoice(
	name: string,
	customer: string,
	dueOn: string,
	more: {
		method?: string;
		amount?: number;
		paid?: number;
		cancelled?: boolean;
		agreement?: string;
		instalment?: number;
		replacedBy?: string;
	}
): Promise<void> {
	const amount = more.amount ?? 10_000;
	await row('invoice', {
		id: id(name),
		branch_id: branchOf(customer),
		customer_id: id(customer),
		number: ++number,
		kind: more.agreement === undefined ? 'service' : 'instalment',
		billing_method_id: id(more.method ?? 'boleto'),
		competence: more.agreement === undefined ? '2026-10' : null,
		due_on: dueOn,
		amount_cents: amount,
		paid_cents: more.paid ?? null,
		paid_at: (more.paid ?? 0) >= amount ? at : null,
		cancelled_at: more.cancelled ? at : null,
		agreement_id: more.agreement === undefined ? null : id(more.agreement),
		instalment: more.instalment ?? null,
		replaced_by_id: more.replacedBy === undefined ? null : id(more.replacedBy)
	});
}

/** `Maria 14000 46 2`: name, total, days late, debts. */
const list = async (args: object = {}, who = people.ana): Promise<string[]> =>
	(await place.ask(delinquencyList, args, who)).customers.map((one) => `${one.name} ${one.totalCents} ${one.daysLate} ${one.debts}`);
const debts = async (args: object = {}): Promise<string[]> =>
	(await place.ask(delinquencyDebts, args)).debts.map((one) => `${one.kind} ${nameOf(one.id)} ${one.cents} ${one.daysLate}`);
const woken = (dependencies: readonly Dependency[], table: string, changed: Record<string, unknown>): boolean =>
	dependencies.some(
		(one) =>
			one.table === table &&
			('ids' in one
				? one.ids.includes(String(changed['id']))
				: 'where' in one
					? changed[one.where.column] === one.where.equals
					: 'rows' in one
						? one.rows(changed)
						: true)
	);

describe('delinquency.list', () => {
	test('265–270, (286): overdue accounts of each customer, the longest overdue first; what is not yet due, paid or cancelled is not there', async () => {
		expect(await list()).toEqual(['Maria 14000 46 2', 'Sul 10000 46 1', 'Jorge 7000 46 1']);
		const { customers, totals, today, cities } = await place.ask(delinquencyList, {});
		expect(customers[0]).toEqual({
			id: id('Maria'),
			code: 1,
			branchId: branches.north,
			name: 'Maria',
			personKind: 'natural',
			active: true,
			phone: '18997001234',
			condominium: 'Ipê',
			city: 'Assis',
			totalCents: 14_000,
			daysLate: 46,
			debts: 2,
			billingMethodIds: [id('cartão'), id('boleto')]
		});
		expect([totals, today]).toEqual([{ customers: 3, debts: 4, cents: 31_000 }, '2026-11-24']);
		expect([...cities].sort()).toEqual(['Assis', 'Jundiaí', 'Marília']);
	});
	test.each<[string, object, string[]]>([
		['276 period', { from: '2026-11-01', to: '2026-11-30' }, ['Maria 10000 14 1']],
		['277 customers', { customerIds: ['Jorge', 'Sul'] }, ['Sul 10000 46 1', 'Jorge 7000 46 1']],
		['278 billing methods', { billingMethodIds: ['cartão'] }, ['Maria 4000 46 1']],
		['279 service groups', { serviceGroupIds: ['Internet'] }, ['Sul 10000 46 1', 'Jorge 7000 46 1', 'Maria 10000 14 1']],
		['279 one billed by another method', { serviceGroupIds: ['Voz'] }, ['Maria 4000 46 1']],
		['281 a city unticked', { exceptCities: ['Assis'] }, ['Sul 10000 46 1', 'Jorge 7000 46 1']],
		['282 active only', { inactive: false }, ['Maria 14000 46 2', 'Sul 10000 46 1']],
		['282 inactive only', { active: false }, ['Jorge 7000 46 1']],
		['288 Jurídica', { personKind: 'legal' }, []]
	])('(%s)', async (_, args, expected) => {
		const named = Object.fromEntries(
			Object.entries(args).map(([key, value]) => [key, key.endsWith('Ids') ? (value as string[]).map(id) : (value as unknown)])
		);
		expect(await list(named)).toEqual(expected);
	});
	test('somebody of another branch, and who may not see invoices', async () => {
		expect(await list({}, people.sul)).toEqual(['Sul 10000 46 1']);
		expect(await list({}, people.tito)).toEqual([]);
	});
});

test('291: the overdue accounts themselves, the oldest first, with document number; of some customers on request', async () => {
	expect(await debts()).toHaveLength(4);
	expect((await debts({ customerIds: [id('Maria')] })).sort()).toEqual(['invoice m1 10000 14', 'invoice m2 4000 46']);
	const [oldest] = (await place.ask(delinquencyDebts, { customerIds: [id('Jorge')] })).debts;
	expect(oldest).toMatchObject({ name: 'Jorge', customerId: id('Jorge'), number: 4, dueOn: '2026-10-09', parts: 1, city: 'Marília' });
});

describe('280: the groups of the filter', () => {
	test('(280) only those with receivables linked and with balance, due or not: not one whose invoices are paid, nor one without any', async () => {
		const listed = await place.ask(delinquencyGroups, {});
		expect(listed.map(({ name }) => name)).toEqual(['Internet', 'Voz']);
	});
	test('(280) as the rule of the domain says of the same rows', async () => {
		const tx = drizzleOver(async (text, values, shape) => {
			const found = await place.pg.query<unknown>(text, values, {
				rowMode: shape === 'arrays' ? 'array' : 'object',
				parsers: Object.fromEntries([20, 1082, 2950].map((oid) => [oid, (value: string) => value]))
			});
			return found.rows;
		});
		const args = delinquencyArgs.parse({ serviceGroupIds: [id('Internet')], mode: 'include' });
		const { rows } = await loadOverdue(tx, args, '2100-01-01');
		const listed = await place.ask(delinquencyGroups, {});
		expect([...groupsWithBalance(rows)].sort()).toEqual(listed.map((one) => one.id).sort());
	});
	test('(280) a group leaves with its last balance, and the list hears of it', async () => {
		const listed = await place.ask(delinquencyGroups, {});
		const voz = listed.find(({ name }) => name === 'Voz');
		const wakes = delinquencyGroups.dependsOn({}, listed);
		expect(woken(wakes, 'invoice', { id: voz?.witnessId, paid_at: null, cancelled_at: null })).toBe(true);
		await place.sql(`update invoice set paid_at = now(), paid_cents = amount_cents where id = $1`, [id('m2')]);
		expect((await place.ask(delinquencyGroups, {})).map(({ name }) => name)).toEqual(['Internet']);
		await place.sql(`update invoice set paid_at = null, paid_cents = 1000 where id = $1`, [id('m2')]);
	});
});

describe('Parc. Dívida (283–287)', () => {
	beforeAll(async () => {
		await row('agreement', {
			id: id('acordo'),
			branch_id: branches.north,
			customer_id: id('Ana'),
			billing_method_id: id('boleto'),
			debt_cents: 20_000,
			instalments: 2,
			first_due_on: '2026-11-10',
			invoice_ids: JSON.stringify([id('a0')])
		});
		await invoice('p1', 'Ana', '2026-11-10', { agreement: 'acordo', instalment: 1 });
		await invoice('p2', 'Ana', '2026-12-10', { agreement: 'acordo', instalment: 2 });
		await invoice('r1', 'Ana', '2026-08-10', { replacedBy: 'acordo' });
	});
	const ana = { customerIds: [] as string[] };
	test('(284) Excluir: the agreement counts by its overdue instalment alone', async () => {
		ana.customerIds = [id('Ana')];
		expect(await list({ ...ana, mode: 'exclude' })).toEqual(['Ana 10000 14 1']);
		expect(await debts({ ...ana, mode: 'exclude' })).toEqual(['instalment p1 10000 14']);
	});
	test('(285, 287) Incluir: with one of two instalments overdue, the total of both, as one', async () => {
		expect(await list({ ...ana, mode: 'include' })).toEqual(['Ana 20000 14 1']);
		expect(await debts({ ...ana, mode: 'include' })).toEqual(['agreement acordo 20000 14']);
		expect((await place.ask(delinquencyDebts, { ...ana, mode: 'include' })).debts[0]).toMatchObject({ parts: 2, number: null });
	});
	test('(285) also when period and method narrow to the overdue instalment', async () =>
		expect(await list({ ...ana, mode: 'include', from: '2026-11-01', to: '2026-11-30', billingMethodIds: [id('boleto')] })).toEqual([
			'Ana 20000 14 1'
		]));
	test('(286) an agreement of which nothing is overdue is not shown, in either', async () => {
		await place.sql(`update invoice set paid_at = now(), paid_cents = amount_cents where id = $1`, [id('p1')]);
		for (const mode of ['exclude', 'include']) expect(await list({ ...ana, mode })).toEqual([]);
		await place.sql(`update invoice set paid_at = null, paid_cents = null where id = $1`, [id('p1')]);
	});
	test('279 an instalment is of the groups of the invoices that the agreement took the place of', async () => {
		expect(await list({ ...ana, serviceGroupIds: [id('TV')] })).toEqual(['Ana 10000 14 1']);
		expect(await list({ ...ana, serviceGroupIds: [id('Internet')] })).toEqual([]);
		expect((await place.ask(delinquencyGroups, {})).map(({ name }) => name)).toEqual(['Internet', 'TV', 'Voz']);
	});
});

describe('what wakes the list', () => {
	const open = { id: 'x', paid_at: null, cancelled_at: null, replaced_by_id: null, customer_id: 'y', agreement_id: null };
	const dependencies = async (args: object): Promise<readonly Dependency[]> => {
		const asked = delinquencyArgs.parse(args);
		return delinquencyList.dependsOn(asked, await place.ask(delinquencyList, asked));
	};
	test('a debt that comes or goes, not one that is not yet due nor one that is over', async () => {
		const all = await dependencies({});
		expect(woken(all, 'invoice', { ...open, due_on: '2026-11-10' })).toBe(true);
		expect(woken(all, 'invoice', { ...open, due_on: '2026-11-24' })).toBe(false);
		expect(woken(all, 'invoice', { ...open, due_on: '2026-11-10', paid_at: at })).toBe(false);
		expect(woken(all, 'invoice', { ...open, due_on: '2026-12-10', agreement_id: 'z' })).toBe(false);
		expect(woken(await dependencies({ mode: 'include' }), 'invoice', { ...open, due_on: '2026-12-10', agreement_id: 'z' })).toBe(true);
	});
	test('only within the period, the customers and the methods asked for', async () => {
		const some = await dependencies({ from: '2026-10-01', to: '2026-10-31', customerIds: [id('Maria')], billingMethodIds: [id('cartão')] });
		const own = { ...open, customer_id: id('Maria'), billing_method_id: id('cartão'), due_on: '2026-10-09' };
		expect(woken(some, 'invoice', own)).toBe(true);
		for (const other of [{ customer_id: 'y' }, { billing_method_id: id('boleto') }, { due_on: '2026-11-10' }, { due_on: '2026-09-10' }])
			expect(woken(some, 'invoice', { ...own, ...other })).toBe(false);
	});
	test('a customer that a filter left out, and nobody who owes nothing', async () => {
		const assis = await dependencies({ exceptCities: ['Marília'] });
		expect(woken(assis, 'customer', { id: id('Jorge') })).toBe(true);
		expect(woken(assis, 'customer', { id: newUuid() })).toBe(false);
		expect(woken(assis, 'subscription', { customer_id: id('Jorge') })).toBe(false);
		expect(woken(await dependencies({ serviceGroupIds: [id('Voz')] }), 'subscription', { customer_id: id('Jorge') })).toBe(true);
	});
});
