import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayAt } from '#lib/domain/day/zone.ts';
import { suspensionRequest } from '#lib/mutators/suspension/request.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { applyQueued } from './apply.ts';
import { suspensionLadder } from './ladder-job.ts';
import { addPlan, addProvider, runAs, type Plan, type Provider } from './testing/plans.ts';

let db: FreshDatabase;
let provider: Provider;

beforeAll(async () => {
	db = await freshDatabase();
	provider = await addProvider(db.pool);
	await db.pool.query(
		`insert into setting (id, key, value, created_at, updated_at) values (gen_random_uuid(), 'suspendAutomatically', 'true', now(), now())`
	);
});
afterAll(() => db.drop());
beforeEach(async () => void (await db.pool.query(`delete from suspension; delete from customer`)));

const monday = '2026-11-09';
const noon = `${monday}T15:00:00.000Z`;
const ask = (plans: readonly Plan[], reason: string | null = null) =>
	runAs(db.pool, provider.mara, suspensionRequest, { plans: plans.map((plan) => plan.subscriptionId), reason }, noon);
const climb = () =>
	suspensionLadder.run(
		{},
		{
			pool: db.pool,
			wake: () => undefined,
			signal: new AbortController().signal,
			attempt: 1,
			now: () => new Date(noon),
			dayOf: (at) => dayAt(at.toISOString()),
			log: () => undefined
		}
	);
const apply = () => applyQueued(db.pool, { now: noon, today: monday });
const pay = (invoiceId: string) =>
	db.pool.query(`update invoice set paid_at = now(), paid_cents = amount_cents where id = $1`, [invoiceId]);
const rowOf = async (plan: Plan) =>
	(
		await db.pool.query<Record<string, unknown>>(
			`select direction, status, restore_cause, reason, debts_before::text from suspension where subscription_id = $1`,
			[plan.subscriptionId]
		)
	).rows[0];

/** Overdue since 5 October, with a notice of the 12th: lawful from the 27th on. */
async function debtor(): Promise<Plan> {
	const plan = await addPlan(db.pool, provider);
	await db.pool.query(`update invoice set due_on = '2026-10-05' where id = $1`, [plan.invoiceId]);
	await db.pool.query(`update debt_notice set proven_on = '2026-10-12' where customer_id = $1`, [plan.customerId]);
	return plan;
}
async function owesToo(plan: Plan, dueOn: string): Promise<string> {
	const id = newUuid();
	await db.pool.query(
		`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, due_on, amount_cents, created_at, updated_at)
		select $1, branch_id, customer_id, number + 100000, kind, billing_method_id, $3, amount_cents, now(), now() from invoice where id = $2`,
		[id, plan.invoiceId, dueOn]
	);
	return id;
}

describe('(342) suspended on a Monday, who pays all that is overdue by the calendar of the bank', () => {
	test.each([
		['by hand', (plan: Plan) => ask([plan])],
		['by the ladder', climb]
	])('gets the service back, though an invoice of Saturday is open: %s', async (_how, suspend) => {
		const plan = await debtor();
		await owesToo(plan, '2026-11-07');
		await suspend(plan);
		await apply();
		expect(await rowOf(plan)).toMatchObject({ direction: 'suspend', status: 'in_force', debts_before: '2026-11-07' });
		await pay(plan.invoiceId);
		expect(await rowOf(plan)).toMatchObject({ direction: 'restore', status: 'queued', restore_cause: 'paid' });
	});

	test('does not while one of Friday is open', async () => {
		const plan = await debtor();
		const friday = await owesToo(plan, '2026-11-06');
		await ask([plan]);
		await apply();
		await pay(plan.invoiceId);
		expect(await rowOf(plan)).toMatchObject({ direction: 'suspend', status: 'in_force' });
		await pay(friday);
		expect(await rowOf(plan)).toMatchObject({ direction: 'restore', restore_cause: 'paid' });
	});
});

describe('a reason that was written', () => {
	/** As if the payment and the request had been written at the same moment, and neither had seen the other. */
	async function payUnseen(plan: Plan): Promise<void> {
		await db.pool.query(`alter table invoice disable trigger restore_paid`);
		await pay(plan.invoiceId);
		await db.pool.query(`alter table invoice enable trigger restore_paid`);
	}

	test('is that of the plans that are early, and cuts nobody off who has paid meanwhile', async () => {
		const [lawful, early] = [await debtor(), await debtor()];
		await db.pool.query(`delete from debt_notice where customer_id = $1`, [early.customerId]);
		expect(await ask([lawful, early], 'Equipamento levado')).toMatchObject({ ok: true, value: { suspended: 2 } });
		expect(await rowOf(lawful)).toMatchObject({ reason: null, debts_before: '2026-11-07' });
		expect(await rowOf(early)).toMatchObject({ reason: 'Equipamento levado', debts_before: '2026-11-07' });
		for (const plan of [lawful, early]) await payUnseen(plan);
		await apply();
		for (const plan of [lawful, early]) expect(await rowOf(plan)).toMatchObject({ status: 'withdrawn', restore_cause: 'paid' });
	});

	test('is enough where nothing was overdue when it was asked for', async () => {
		const plan = await debtor();
		await pay(plan.invoiceId);
		expect(await ask([plan], 'Equipamento levado')).toMatchObject({ ok: true });
		await apply();
		expect(await rowOf(plan)).toMatchObject({ status: 'in_force', debts_before: null });
	});
});
