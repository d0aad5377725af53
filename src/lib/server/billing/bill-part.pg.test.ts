import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newUuid } from '#lib/sync/ids.ts';
import type { Actor } from '#lib/sync/model.ts';
import { openPool } from '#sync-server/database.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import type pg from 'pg';
import { billPart, previewPart } from './bill-part.ts';

const november = { competence: '2026-10', dueIn: '2026-11', dueDay: 10 } as const;
const at = { now: '2026-10-29T05:00:00.000Z', today: '2026-10-29' } as const;
const everybody = { after: null, customers: 1_000 } as const;

let database: FreshDatabase;
let pool: pg.Pool;
let branchId: string;
let finance: Actor;
let plan: string;
const methods: Record<string, string> = {};
let account: string;

const sql = async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> =>
	(await pool.query<R>(text, values)).rows;

beforeAll(async () => {
	database = await freshDatabase();
	pool = openPool(database.url, 8);
	branchId = newUuid();
	plan = newUuid();
	account = newUuid();
	await sql(
		`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, 'Centro', 'Campinas', 'SP', '19', now(), now())`,
		[branchId]
	);
	await sql(
		`insert into service_plan (id, name, download_kbps, upload_kbps, price_cents, created_at, updated_at) values ($1, 'Fibra 500', 1, 1, 9990, now(), now())`,
		[plan]
	);
	await sql(
		`insert into collection_account (id, name, bank, bank_branch, account_number, account_digit, portfolio, beneficiary_name, beneficiary_tax_id, beneficiary_address, created_at, updated_at)
		 values ($1, 'Itaú', '341', '0057', '12345', '7', '109', 'Provedor', '11222333000181', 'Rua', now(), now())`,
		[account]
	);
	for (const kind of ['boleto', 'card']) {
		methods[kind] = newUuid();
		await sql(
			`insert into billing_method (id, name, kind, collection_account_id, created_at, updated_at) values ($1, $2, $2, $3, now(), now())`,
			[methods[kind], kind, kind === 'boleto' ? account : null]
		);
	}
	const userId = newUuid();
	await sql(
		`insert into app_user (id, login, name, role, created_at, updated_at) values ($1, 'fin', 'Financeiro', 'finance', now(), now())`,
		[userId]
	);
	finance = { userId, login: 'fin', name: 'Financeiro', role: 'finance', branchIds: [branchId] };
});
afterAll(async () => {
	await pool.end();
	await database.drop();
});
beforeEach(async () => {
	await sql(`delete from boleto`);
	await sql(`delete from payment`);
	await sql(`delete from invoice_item`);
	await sql(`delete from charge`);
	await sql(`delete from invoice`);
	await sql(`delete from customer`);
});

async function customer(
	more: { method?: string; dueDay?: number; startedOn?: string; cents?: number } = {}
): Promise<{ id: string; subscription: string }> {
	const [id, subscription] = [newUuid(), newUuid()];
	await sql(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
		 values ($1, $2, (random() * 1e9)::int, 'natural', 'Cliente', '52998224725', '2026-01-10', 'Rua 1', 'Campinas', 'SP', now(), now())`,
		[id, branchId]
	);
	await sql(
		`insert into subscription (id, branch_id, customer_id, service_plan_id, billing_method_id, status, price_cents, due_day, started_on, created_at, updated_at)
		 values ($1, $2, $3, $4, $5, 'active', $6, $7, $8, now(), now())`,
		[
			subscription,
			branchId,
			id,
			plan,
			methods[more.method ?? 'boleto'],
			more.cents ?? 9_990,
			more.dueDay ?? 10,
			more.startedOn ?? '2026-01-10'
		]
	);
	return { id, subscription };
}
const part = () => ({ branchId, ...everybody });
const run = () => billPart(pool, finance, november, part(), at);

describe('a run', () => {
	test('makes an invoice with its items and a numbered boleto for each customer of the due day, and nothing of the others', async () => {
		const one = await customer();
		const paysByCard = await customer({ method: 'card' });
		await customer({ dueDay: 15 });
		await customer({ startedOn: '2026-11-02' });
		const partly = await customer({ startedOn: '2026-10-17', cents: 31_00 });
		expect(await previewPart(pool, finance, november, part())).toMatchObject({ totalCents: 9_990 + 9_990 + 15_00, customers: 3 });
		expect(await run()).toMatchObject({ invoices: 3, totalCents: 9_990 + 9_990 + 15_00, withoutBoleto: [], customers: 3, last: null });
		const invoices = await sql<{ customer_id: string }>(
			`select i.customer_id, i.competence, i.due_on::text, i.issued_on::text, i.amount_cents::int, i.boleto_number, b.our_number, b.status, (select json_agg(json_build_object('from', from_on, 'to', to_on, 'cents', amount_cents)) from invoice_item x where x.invoice_id = i.id) as items
			 from invoice i left join boleto b on b.invoice_id = i.id`
		);
		const of = (id: string) => invoices.find((row) => row.customer_id === id);
		expect(of(one.id)).toMatchObject({
			competence: '2026-10',
			due_on: '2026-11-10',
			issued_on: '2026-10-29',
			amount_cents: 9_990,
			status: 'issued',
			items: [{ from: '2026-10-01', to: '2026-10-31', cents: 9_990 }]
		});
		expect(of(paysByCard.id)).toMatchObject({ boleto_number: null, our_number: null });
		expect(of(partly.id)).toMatchObject({ amount_cents: 15_00, items: [{ from: '2026-10-17', to: '2026-10-31' }] });
		for (const row of invoices as unknown as { boleto_number: string | null; our_number: string | null }[])
			expect(row.our_number).toBe(row.boleto_number);
	});

	test('run again, or twice at once, bills nobody twice; numbers have no gap', async () => {
		for (let n = 0; n < 30; n++) await customer();
		const before = (await sql<{ next: string }>(`select coalesce(max(next_our_number), 1) as next from collection_counter`))[0]!.next;
		const results = await Promise.all([run(), run(), run()]);
		expect(results.reduce((sum, one) => sum + one.invoices, 0)).toBe(30);
		expect((await run()).invoices).toBe(0);
		expect((await sql(`select from invoice`)).length).toBe(30);
		const numbers = (await sql<{ our_number: string }>(`select our_number from boleto order by our_number`)).map((row) =>
			Number(row.our_number)
		);
		expect(numbers).toEqual(numbers.map((_, i) => Number(before) + i));
		const documents = (await sql<{ number: string }>(`select number from invoice order by number`)).map((row) => Number(row.number));
		expect(documents.at(-1)! - documents[0]!).toBe(29);
	});

	test('what is rolled back gives its numbers back', async () => {
		await customer();
		const counter = () =>
			sql(`select next_our_number, (select next from sync.number where kind = 'invoice') as invoice from collection_counter`);
		const before = await counter();
		await sql(`create function pg_temp_refuse() returns trigger language plpgsql as $$ begin raise exception 'disk on fire'; end $$`);
		await sql(`create trigger refuse before insert on boleto for each row execute function pg_temp_refuse()`);
		await expect(run()).rejects.toThrow('disk on fire');
		await sql(`drop trigger refuse on boleto`);
		await sql(`drop function pg_temp_refuse`);
		expect(await counter()).toEqual(before);
		expect((await run()).invoices).toBe(1);
	});

	test('charges are billed once, with the month they are for; credit is used before money is asked for', async () => {
		const one = await customer({ cents: 50_00 });
		const charge = (competence: string, cents: number) =>
			sql(
				`insert into charge (id, branch_id, customer_id, billing_method_id, due_day, competence, description, amount_cents, created_at, updated_at)
				 values ($1, $2, $3, $4, 10, $5, 'Visita técnica', $6, now(), now())`,
				[newUuid(), branchId, one.id, methods['boleto'], competence, cents]
			);
		await charge('2026-10', 30_00);
		await charge('2026-11', 99_00);
		const old = newUuid();
		await sql(
			`insert into invoice (id, branch_id, customer_id, number, due_on, amount_cents, created_at, updated_at) values ($1, $2, $3, 1000000000, '2026-09-10', 100, now(), now())`,
			[old, branchId, one.id]
		);
		await sql(
			`insert into payment (id, branch_id, customer_id, invoice_id, paid_on, source, principal_cents, credit_cents, created_at, updated_at)
			 values ($1, $2, $3, $4, '2026-09-10', 'pix', 100, 2500, now(), now())`,
			[newUuid(), branchId, one.id, old]
		);
		expect(await run()).toMatchObject({ invoices: 1, totalCents: 55_00 });
		expect(await sql(`select kind, amount_cents::int as cents from invoice_item order by kind`)).toEqual([
			{ kind: 'charge', cents: 30_00 },
			{ kind: 'credit', cents: -25_00 },
			{ kind: 'subscription', cents: 50_00 }
		]);
		expect(await sql(`select competence, invoice_id is null as open from charge order by competence`)).toEqual([
			{ competence: '2026-10', open: false },
			{ competence: '2026-11', open: true }
		]);
		// Next month the credit is used up.
		expect(await billPart(pool, finance, { competence: '2026-11', dueIn: '2026-12', dueDay: 10 }, part(), at)).toMatchObject({
			invoices: 1,
			totalCents: 50_00 + 99_00
		});
	});

	test('who may not bill takes no number and writes nothing', async () => {
		await customer();
		await expect(billPart(pool, { ...finance, role: 'attendant' }, november, part(), at)).rejects.toThrow('permission_denied');
		expect(await sql(`select from invoice`)).toEqual([]);
	});

	test('goes on after the customer where the part before it ended', async () => {
		for (let n = 0; n < 7; n++) await customer();
		let after: string | null = null;
		const sizes: number[] = [];
		do {
			const done: Awaited<ReturnType<typeof run>> = await billPart(pool, finance, november, { branchId, after, customers: 3 }, at);
			sizes.push(done.invoices);
			after = done.last;
		} while (after !== null);
		expect(sizes).toEqual([3, 3, 1]);
	});
});
