import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlace, people, type Place } from '#lib/mutators/testing/place.ts';
import { Memory } from '#lib/sync/client/memory.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Query, QueryContext, Tx } from '#lib/sync/model.ts';
import { drizzleOver, parseText } from '#lib/sync/remote-db.ts';
import { delinquencyDebts } from './debts.ts';
import { delinquencyArgs, type DelinquencyArgs } from './filter.ts';
import { delinquencyList } from './list.ts';

const at = '2026-01-02T10:00:00Z';
const parsers = Object.fromEntries([...Array(6000).keys()].map((oid) => [oid, (value: string) => parseText(oid, value)]));
const memory = new Memory();
let today = '2026-11-24';
let place: Place;
let tx: Tx;
/** How many statements reached the database: what is kept is not read again. */
let statements = 0;
beforeAll(async () => {
	place = await openPlace('replica');
	tx = drizzleOver(async (text, values, shape) => {
		statements++;
		return (await place.pg.query<unknown>(text, values, { rowMode: shape === 'arrays' ? 'array' : 'object', parsers })).rows;
	});
});
afterAll(() => place.close());

/** The same numbers each time. */
let seed = 20261124;
const below = (n: number): number => {
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
	return Math.floor((seed / 2 ** 32) * n);
};
const one = <T>(of: readonly T[]): T => of[below(of.length)]!;
const many = (n: number): string[] => Array.from({ length: n }, newUuid);

const [customers, groups, methods, plans, agreements] = [many(14), many(3), many(3), many(4), many(4)];
const rows: Record<'invoice' | 'subscription', string[]> = { invoice: [], subscription: [] };
const day = (): string => `2026-${String(8 + below(5)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`;
const month = (): string => day().slice(0, 7);
const maybe = <T>(value: T): T | null => (below(3) === 0 ? null : value);

async function put(table: string, values: Readonly<Record<string, unknown>>): Promise<void> {
	const all = { ...values, created_at: at, updated_at: at };
	const names = Object.keys(all);
	await place.sql(
		`insert into ${table} (${names.join(', ')}) values (${names.map((_, n) => `$${String(n + 1)}`).join(', ')})`,
		Object.values(all)
	);
	memory.touched([{ table, id: values['id'] as string }]);
}
async function change(table: string, id: string, values: Readonly<Record<string, unknown>>): Promise<void> {
	const names = Object.keys(values);
	await place.sql(`update ${table} set ${names.map((name, n) => `${name} = $${String(n + 2)}`).join(', ')} where id = $1`, [
		id,
		...Object.values(values)
	]);
	memory.touched([{ table, id }]);
}
async function remove(table: 'invoice' | 'subscription', id: string): Promise<void> {
	await place.sql(`delete from ${table} where id = $1`, [id]);
	rows[table] = rows[table].filter((other) => other !== id);
	memory.touched([{ table, id }]);
}
const putCustomer = (id: string): Promise<void> =>
	put('customer', {
		id,
		branch_id: id,
		code: 1 + customers.indexOf(id),
		person_kind: one(['natural', 'legal']),
		name: `Cliente ${String(customers.indexOf(id))}`,
		status: one(['active', 'inactive']),
		tax_id: '52998224725',
		address: 'Rua A, 1',
		district: 'Centro',
		state: 'SP',
		registered_on: '2026-01-02',
		city: one(['Assis', 'Marília']),
		mobile: maybe('18997001234')
	});
/** The instalments of an agreement are one customer's. */
const ownerOf = async (agreement: string): Promise<string> =>
	(await place.sql<{ customer_id: string }>(`select customer_id from agreement where id = $1`, [agreement]))[0]!.customer_id;
/** A merge: what was one's is another's, in one transaction. */
async function merge(from: string, into: string): Promise<void> {
	for (const table of ['invoice', 'subscription', 'agreement']) {
		const moved = await place.sql<{ id: string }>(`update ${table} set customer_id = $2 where customer_id = $1 returning id`, [from, into]);
		memory.touched(moved.map(({ id }) => ({ table, id })));
	}
}
async function putInvoice(): Promise<void> {
	const id = newUuid();
	const agreement = below(3) === 0 ? one(agreements) : null;
	const customer = agreement === null ? one(customers) : await ownerOf(agreement);
	await put('invoice', {
		id,
		branch_id: customer,
		customer_id: customer,
		number: rows.invoice.length + 1,
		kind: agreement === null ? one(['service', 'single']) : 'instalment',
		billing_method_id: one(methods),
		competence: maybe(month()),
		run_key: maybe(`${id}:${String(5 * (1 + below(3)))}`),
		due_on: day(),
		amount_cents: 1000 + below(9000),
		paid_cents: maybe(below(1000)),
		agreement_id: agreement,
		instalment: agreement === null ? null : 1
	});
	rows.invoice.push(id);
}
async function putPlan(): Promise<void> {
	const id = newUuid();
	const customer = one(customers);
	await put('subscription', {
		id,
		branch_id: customer,
		customer_id: customer,
		service_plan_id: one(plans),
		billing_method_id: maybe(one(methods)),
		status: 'active',
		price_cents: 1,
		due_day: 5 * (1 + below(3)),
		started_on: day(),
		ended_on: maybe(day())
	});
	rows.subscription.push(id);
}

const changes: readonly (() => Promise<unknown>)[] = [
	putInvoice,
	putPlan,
	() => change('invoice', one(rows.invoice), { paid_at: maybe(at) }),
	() => change('invoice', one(rows.invoice), { cancelled_at: maybe(at) }),
	() => change('invoice', one(rows.invoice), { replaced_by_id: maybe(one(agreements)) }),
	() => change('invoice', one(rows.invoice), { due_on: day(), amount_cents: 1000 + below(9000), competence: maybe(month()) }),
	() => change('invoice', one(rows.invoice), { billing_method_id: one(methods) }),
	() => (below(5) === 0 ? merge(one(customers), one(customers)) : putInvoice()),
	() => remove('invoice', one(rows.invoice)),
	() => change('subscription', one(rows.subscription), { service_plan_id: one(plans), billing_method_id: one(methods) }),
	() => change('subscription', one(rows.subscription), { customer_id: one(customers), ended_on: maybe(day()) }),
	() => remove('subscription', one(rows.subscription)),
	() => change('service_plan', one(plans), { service_group_id: one(groups) }),
	() => change('agreement', one(agreements), { invoice_ids: JSON.stringify([one(rows.invoice), one(rows.invoice)]) }),
	() => change('customer', one(customers), { city: one(['Assis', 'Marília', 'Tupã']), status: one(['active', 'inactive']) }),
	async () => {
		const id = one(customers);
		await place.sql(`delete from customer where id = $1`, [id]);
		memory.touched([{ table: 'customer', id }]);
		// Its invoices may be here before it is.
		if (below(2) === 0) return;
		await putCustomer(id);
	},
	async () => {
		const { 0: missing } = await place.sql<{ id: string }>(
			`select id from unnest($1::uuid[]) id where not exists (select from customer c where c.id = id.id) limit 1`,
			[`{${customers.join(',')}}`]
		);
		if (missing) await putCustomer(missing.id);
	}
];

const anyArgs = (): DelinquencyArgs =>
	delinquencyArgs.parse({
		from: below(3) === 0 ? day() : null,
		to: below(3) === 0 ? day() : null,
		customerIds: below(4) === 0 ? [one(customers), one(customers)] : [],
		billingMethodIds: below(3) === 0 ? [one(methods)] : [],
		serviceGroupIds: one([[], [], [one(groups)], [one(groups), one(groups)]]),
		exceptCities: below(4) === 0 ? [one(['Assis', 'Marília'])] : [],
		active: below(6) > 0,
		mode: one(['exclude', 'include'])
	});
const context = (kept?: Memory): QueryContext => ({ today, actor: people.adm, ...(kept ? { memory: kept } : {}) });
const ask = (query: Query<DelinquencyArgs, unknown>, args: DelinquencyArgs, kept?: Memory): Promise<unknown> =>
	query.run(tx, args, context(kept));

test('an answer from what is kept is the answer of the tables, after whatever changes', { timeout: 120_000 }, async () => {
	for (const id of customers) await putCustomer(id);
	for (const [n, id] of plans.entries())
		await put('service_plan', {
			id,
			service_group_id: groups[n % 3],
			name: `p${String(n)}`,
			download_kbps: 1,
			upload_kbps: 1,
			price_cents: 1
		});
	for (const [n, id] of agreements.entries())
		await put('agreement', {
			id,
			branch_id: customers[n],
			customer_id: customers[n],
			billing_method_id: methods[0],
			debt_cents: 1,
			instalments: 2,
			first_due_on: '2026-11-10',
			invoice_ids: '[]'
		});
	for (let n = 0; n < 60; n++) await putInvoice();
	for (let n = 0; n < 20; n++) await putPlan();
	let [shown, grouped] = [0, 0];
	for (let round = 0; round < 200; round++) {
		for (let n = below(4); n > 0; n--) await one(changes)();
		if (rows.invoice.length < 40) await putInvoice();
		if (round === 100) today = '2026-11-26';
		const args = anyArgs();
		for (const query of [delinquencyList, delinquencyDebts]) {
			const kept = await ask(query, args, memory);
			expect(kept, `round ${String(round)}: ${JSON.stringify(args)}`).toEqual(await ask(query, args));
			const { length } = 'customers' in (kept as object) ? (kept as { customers: [] }).customers : (kept as { debts: [] }).debts;
			shown += length;
			if (args.serviceGroupIds.length > 0) grouped += length;
		}
	}
	expect(shown).toBeGreaterThan(500);
	expect(grouped).toBeGreaterThan(20);
});

test('what nobody has touched is not read again, and of the rest only what was touched', async () => {
	const everything = delinquencyArgs.parse({});
	const one = delinquencyArgs.parse({ serviceGroupIds: groups, mode: 'include' });
	for (const args of [everything, one]) await ask(delinquencyList, args, memory);
	statements = 0;
	for (const args of [everything, one]) await ask(delinquencyList, args, memory);
	expect(statements).toBe(0);
	await change('invoice', rows.invoice[0]!, { amount_cents: 7 });
	await ask(delinquencyList, everything, memory);
	expect(statements).toBeLessThanOrEqual(2);
});
