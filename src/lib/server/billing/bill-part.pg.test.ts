import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newUuid } from '#lib/sync/ids.ts';
import type { Actor } from '#lib/sync/model.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import type { RunRequest } from '#lib/domain/billing/invoice-run.ts';
import { dueDayOfRun } from '#lib/domain/delinquency/service-groups.ts';
import { billPart } from './bill-part.ts';
import { issueMissing } from './issue-missing.ts';
import { previewRun } from './preview-run.ts';
import type { RunPart } from './run-facts.ts';
import { openBillingOffice, type BillingOffice } from './testing/billing-office.ts';

const november = { competence: '2026-10', dueIn: '2026-11', dueDay: 10 } as const;
const at = { now: '2026-10-29T05:00:00.000Z', today: '2026-10-29' } as const;
const everybody = { after: null, customers: 1_000 } as const;

let office: BillingOffice;
let pool: BillingOffice['pool'];
let sql: BillingOffice['sql'];
let customer: BillingOffice['customer'];
let branchId: string;
let finance: Actor;

beforeAll(async () => {
	office = await openBillingOffice();
	({ pool, sql, customer, branchId, finance } = office);
});
afterAll(() => office.close());
beforeEach(() => office.clear());

const part = () => ({ branchId, ...everybody });
const bill = (request: RunRequest, one: RunPart, actor = finance) =>
	asActor(pool, actor, (connection) => billPart(connection, actor, request, one, { ...at, invoiceRunId: null }));
const run = () => bill(november, part());

describe('a run', () => {
	test('makes an invoice with its items and a numbered boleto for each customer of the due day, and nothing of the others', async () => {
		const one = await customer();
		const paysByCard = await customer({ method: 'card' });
		await customer({ dueDay: 15 });
		await customer({ startedOn: '2026-11-02' });
		const partly = await customer({ startedOn: '2026-10-17', cents: 31_00 });
		expect(await previewRun(pool, finance, november, branchId, at.today)).toMatchObject({
			totalCents: 9_990 + 9_990 + 15_00,
			customers: 3,
			invoices: 3
		});
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
				[newUuid(), branchId, one.id, office.methods.boleto, competence, cents]
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
		expect(await bill({ competence: '2026-11', dueIn: '2026-12', dueDay: 10 }, part())).toMatchObject({
			invoices: 1,
			totalCents: 50_00 + 99_00
		});
	});

	test('days without service are not billed: cut for debt, or suspended at the customer’s wish, until the service is back', async () => {
		const one = await customer({ cents: 31_00 });
		const suspended = (from: string, to: string | null, kind = 'debt') =>
			sql(
				`insert into suspension (id, branch_id, customer_id, subscription_id, kind, status, from_on, to_on, in_force_at, ended_at, created_at, updated_at)
				 values ($1, $2, $3, $4, $5, 'verified', '2026-10-01', '2026-12-31', $6, $7, now(), now())`,
				[newUuid(), branchId, one.id, one.subscription, kind, from, to]
			);
		await suspended('2026-10-03T15:00:00Z', '2026-10-06T12:00:00Z'); // 3, 4 and 5
		await suspended('2026-10-10T15:00:00Z', '2026-10-10T18:00:00Z'); // back on the same day
		await suspended('2026-10-29T15:00:00Z', null, 'temporary'); // 29, 30 and 31
		expect(await run()).toMatchObject({ invoices: 1, totalCents: 25_00 });
	});

	test('what can be billed only after the run of its month and due day comes with the next one, on an invoice of its own', async () => {
		const one = await customer({ cents: 50_00 });
		const second = newUuid();
		await sql(
			`insert into subscription (id, branch_id, customer_id, service_plan_id, billing_method_id, status, price_cents, due_day, started_on, created_at, updated_at)
			 select $1, branch_id, customer_id, service_plan_id, null, 'active', 3000, due_day, started_on, now(), now() from subscription where id = $2`,
			[second, one.subscription]
		);
		expect(await run()).toMatchObject({ invoices: 1, totalCents: 50_00 });
		await sql(`update subscription set billing_method_id = $1 where id = $2`, [office.methods.boleto, second]);
		expect(await previewRun(pool, finance, november, branchId, at.today)).toMatchObject({ invoices: 1, totalCents: 30_00 });
		expect(await run()).toMatchObject({ invoices: 1, totalCents: 30_00, withoutBoleto: [] });
		await sql(
			`insert into charge (id, branch_id, customer_id, billing_method_id, due_day, competence, description, amount_cents, created_at, updated_at)
			 values ($1, $2, $3, $4, 10, '2026-10', 'Visita técnica', 2000, now(), now())`,
			[newUuid(), branchId, one.id, office.methods.boleto]
		);
		expect(await run()).toMatchObject({ invoices: 1, totalCents: 20_00 });
		expect(await run()).toMatchObject({ invoices: 0 });
		const invoices = await sql<{ subscription_id: string | null; run_key: string; boletos: number }>(
			`select x.subscription_id, i.run_key, (select count(*) from boleto b where b.invoice_id = i.id)::int as boletos
			 from invoice i join invoice_item x on x.invoice_id = i.id order by i.number`
		);
		expect(invoices.map(({ subscription_id, boletos, run_key }) => [subscription_id, boletos, dueDayOfRun(run_key)])).toEqual([
			[one.subscription, 1, 10],
			[second, 1, 10],
			[null, 1, 10]
		]);
	});

	test('numbers of an account at Sicredi begin anew with the year, and the preview tells when they run out', async () => {
		const sicredi = newUuid();
		await sql(
			`insert into collection_account (id, name, bank, bank_branch, station, beneficiary_code, origin_byte, portfolio, beneficiary_name, beneficiary_tax_id, beneficiary_address, created_at, updated_at)
			 values ($1, 'Sicredi', '748', '0710', '65', '00129', '2', '1', 'Provedor', '11222333000181', 'Rua', now(), now())`,
			[sicredi]
		);
		await sql(`update billing_method set collection_account_id = $1 where id = $2`, [sicredi, office.methods.boleto]);
		try {
			await office.crowd(5);
			await sql(`insert into collection_series values ($1, '262', 99998)`, [sicredi]);
			expect(await previewRun(pool, finance, november, branchId, at.today)).toMatchObject({
				withoutBoleto: [{ methodName: 'boleto', code: 'our_numbers_used_up', invoices: 3 }]
			});
			const made = await run();
			expect(made).toMatchObject({ invoices: 5 });
			expect(made.withoutBoleto.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'our_numbers_used_up'));
			const numbers = async () => (await sql<{ our_number: string }>(`select our_number from boleto order by 1`)).map((b) => b.our_number);
			expect(await numbers()).toEqual(['26299998', '26299999']);
			const january = { now: '2027-01-02T12:00:00.000Z', today: '2027-01-02' };
			const request = { competence: '2026-12', dueIn: '2027-01', dueDay: 10 } as const;
			expect(await previewRun(pool, finance, request, branchId, january.today)).toMatchObject({ invoices: 5, withoutBoleto: [] });
			await asActor(pool, finance, (connection) => billPart(connection, finance, request, part(), { ...january, invoiceRunId: null }));
			expect((await numbers()).slice(2)).toEqual(['27200001', '27200002', '27200003', '27200004', '27200005']);
			// What stood without a slip gets one of the new year's; the next byte of origin has numbers of its own.
			const standing = made.withoutBoleto.map(({ invoiceId }) => invoiceId);
			await sql(`update collection_account set origin_byte = '3' where id = $1`, [sicredi]);
			expect(await asActor(pool, finance, (connection) => issueMissing(connection, standing, finance, january))).toEqual(new Map());
			expect((await numbers()).slice(7)).toEqual(['27300001', '27300002', '27300003']);
		} finally {
			await sql(`update billing_method set collection_account_id = $1 where id = $2`, [office.account, office.methods.boleto]);
		}
	});

	test('who may not bill takes no number and writes nothing', async () => {
		await customer();
		await expect(bill(november, part(), { ...finance, role: 'attendant' })).rejects.toThrow('permission_denied');
		expect(await sql(`select from invoice`)).toEqual([]);
	});

	test('goes on after the customer where the part before it ended', async () => {
		for (let n = 0; n < 7; n++) await customer();
		let after: string | null = null;
		const sizes: number[] = [];
		do {
			const done: Awaited<ReturnType<typeof run>> = await bill(november, { branchId, after, customers: 3 });
			sizes.push(done.invoices);
			after = done.last;
		} while (after !== null);
		expect(sizes).toEqual([3, 3, 1]);
	});
});
