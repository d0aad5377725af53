import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isBusinessDay } from '#lib/domain/day/business-day.ts';
import { addDays, weekday } from '#lib/domain/day/day.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { suspensionRestore } from '#lib/mutators/suspension/restore.ts';
import { jobKinds } from '#lib/server/jobs/kinds.ts';
import type { JobContext } from '#lib/server/jobs/kind.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { applyQueued } from './apply.ts';
import { suspensionLadder } from './ladder-job.ts';
import { addPlan, addProvider, runAs, type Plan, type Provider } from './testing/plans.ts';

let db: FreshDatabase;
let provider: Provider;
let woken: number;

beforeAll(async () => {
	db = await freshDatabase();
	provider = await addProvider(db.pool);
});
afterAll(() => db.drop());
beforeEach(async () => {
	await db.pool.query(`delete from suspension; delete from customer; delete from setting where key = 'suspendAutomatically'`);
	await db.pool.query(
		`insert into setting (id, key, value, created_at, updated_at) values (gen_random_uuid(), 'suspendAutomatically', 'true', now(), now())`
	);
	woken = 0;
});

const stopping = new AbortController();
const context = (now = new Date()): JobContext => ({
	pool: db.pool,
	wake: () => void woken++,
	signal: stopping.signal,
	attempt: 1,
	now: () => now,
	dayOf: (at) => dayAt(at.toISOString()),
	log: () => undefined
});
const run = (now?: Date) => suspensionLadder.run({}, context(now));
const rowsOf = async (plan: Plan) =>
	(
		await db.pool.query<Record<string, unknown>>(
			`select kind, status, direction, batch_id, requested_by, lawful_on::text, notice_id is not null as noticed, reasons, restore_cause
			from suspension where subscription_id = $1 order by created_at, id`,
			[plan.subscriptionId]
		)
	).rows;
const clock = () => ({ now: new Date().toISOString(), today: dayAt(new Date().toISOString()) });
/** In force, and given back by somebody though nothing was paid. */
async function givenBack(plan: Plan): Promise<void> {
	await applyQueued(db.pool, clock());
	const { rows } = await db.pool.query<{ id: string }>(`select id from suspension where subscription_id = $1 and ended_at is null`, [
		plan.subscriptionId
	]);
	expect(await runAs(db.pool, provider.fin, suspensionRestore, { ids: rows.map(({ id }) => id) })).toMatchObject({ ok: true });
	await applyQueued(db.pool, clock());
}

describe('who reaches the lawful day', () => {
	test('is queued with what justified it, by nobody, and the worker carries it out', async () => {
		const plan = await addPlan(db.pool, provider);
		await run();
		const [row] = await rowsOf(plan);
		expect(row).toMatchObject({ kind: 'debt', status: 'queued', direction: 'suspend', batch_id: null, requested_by: null, noticed: true });
		expect(row!['lawful_on']).toMatch(/^\d{4}-\d\d-\d\d$/);
		expect((row!['reasons'] as { code: string }[]).map(({ code }) => code)).toEqual(expect.arrayContaining(['overdue', 'legal_notice']));
		expect(woken).toBe(1);
		await applyQueued(db.pool, clock());
		expect((await db.pool.query(`select status from subscription where id = $1`, [plan.subscriptionId])).rows).toEqual([
			{ status: 'suspended' }
		]);
	});

	test('is queued once, however often and on however many nodes it runs', async () => {
		const plans = [await addPlan(db.pool, provider), await addPlan(db.pool, provider)];
		await Promise.all([run(), run(), run()]);
		await run();
		for (const plan of plans) expect(await rowsOf(plan)).toHaveLength(1);
	});

	test.each([
		['(271) whose debt is below the minimum value', `update billing_method set suspend_minimum_cents = 10000`],
		['(272) who is not overdue for long enough', `update billing_method set suspend_days_overdue = 90`],
		['(273) whose days of warning have not passed', `update billing_method set suspend_days_before = 90`],
		[
			'(274) whose fixed date has not come',
			`update billing_method set suspend_days_overdue = 59, suspend_fixed_day = extract(day from current_date - 2)`
		],
		['to whom no notice was given', `delete from debt_notice`],
		[
			'who has promised to pay',
			`insert into payment_promise (id, branch_id, customer_id, made_on, promised_on, amount_cents, created_at, updated_at) select gen_random_uuid(), branch_id, id, current_date, current_date + 3, 9990, now(), now() from customer`
		],
		['(85) (94) whose option says no', `update customer set auto_suspend = false`]
	])('not somebody %s', async (_who, sql) => {
		const plan = await addPlan(db.pool, provider);
		await db.pool.query(sql);
		try {
			await run();
			expect(await rowsOf(plan)).toEqual([]);
		} finally {
			await db.pool.query(
				`update billing_method set suspend_minimum_cents = 0, suspend_days_overdue = 10, suspend_days_before = 0, suspend_fixed_day = null`
			);
		}
	});

	test('not on a Saturday or Sunday, where the billing method suspends on business days only, but on Monday', async () => {
		const plan = await addPlan(db.pool, provider);
		await db.pool.query(`update billing_method set suspend_on_business_day = true`);
		try {
			// The lawful day was weeks ago. The next weekend that no holiday follows.
			const noon = (day: string) => new Date(`${day}T12:00:00-03:00`);
			let saturday = addDays(dayAt(new Date().toISOString()), 1);
			while (weekday(saturday) !== 6 || !isBusinessDay(addDays(saturday, 2))) saturday = addDays(saturday, 1);
			for (const closed of [saturday, addDays(saturday, 1)]) await run(noon(closed));
			expect(await rowsOf(plan)).toEqual([]);
			await run(noon(addDays(saturday, 2)));
			expect(await rowsOf(plan)).toHaveLength(1);
		} finally {
			await db.pool.query(`update billing_method set suspend_on_business_day = false`);
		}
	});

	test('nobody, where the Painel has it off', async () => {
		const plan = await addPlan(db.pool, provider);
		await db.pool.query(`update setting set value = 'false' where key = 'suspendAutomatically'`);
		await run();
		expect(await rowsOf(plan)).toEqual([]);
	});
});

test('what somebody gave back stays so, until a broken promise brings a later day', async () => {
	const plan = await addPlan(db.pool, provider);
	await run();
	await givenBack(plan);
	await run();
	expect((await rowsOf(plan)).map((row) => row['restore_cause'])).toEqual(['asked']);
	// A week later: the promise that came with it was not kept.
	await db.pool.query(`update suspension set ended_at = ended_at - interval '10 days'`);
	await db.pool.query(
		`insert into payment_promise (id, branch_id, customer_id, made_on, promised_on, amount_cents, created_at, updated_at)
		select gen_random_uuid(), branch_id, id, current_date - 10, current_date - 8, 9990, now(), now() from customer`
	);
	await run();
	expect(await rowsOf(plan)).toHaveLength(2);
});

test('it runs by the clock', () => {
	expect(jobKinds).toContain(suspensionLadder);
	expect(suspensionLadder.cron).toBe('30 8 * * *');
});
