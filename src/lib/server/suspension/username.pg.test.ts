import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type pg from 'pg';
import { newUuid } from '#lib/sync/ids.ts';
import { openPool } from '#sync-server/database.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { staleSessions } from './sessions.ts';
import { addPlan, addProvider, type Plan, type Provider } from './testing/plans.ts';

let database: FreshDatabase;
let pool: pg.Pool;
let provider: Provider;
const sql = async <R extends object>(text: string, values: unknown[] = []): Promise<R[]> => (await pool.query<R>(text, values)).rows;

beforeAll(async () => {
	database = await freshDatabase();
	pool = openPool(database.url, 4);
	provider = await addProvider(pool);
});
afterAll(async () => {
	await pool.end();
	await database.drop();
});
beforeEach(async () => {
	await sql(`delete from login`);
});

const give = (plan: Plan, username: string, deleted = false): Promise<unknown> =>
	sql(
		`insert into login (id, branch_id, customer_id, subscription_id, username, password, deleted_at, created_at, updated_at)
		 values ($1, $2, $3, $4, $5, 'x', case when $6 then now() end, now(), now())`,
		[newUuid(), provider.branchId, plan.customerId, plan.subscriptionId, username, deleted]
	);

test('one RADIUS user name is one plan’s; a deleted login lets its name go, once', async () => {
	const [one, other, third] = [await addPlan(pool, provider), await addPlan(pool, provider), await addPlan(pool, provider)];
	await give(one, 'maria.12');
	await expect(give(other, 'maria.12')).rejects.toMatchObject({ code: '23505', constraint: 'login_username_once' });
	await sql(`update login set deleted_at = now() where username = 'maria.12'`);
	await give(other, 'maria.12');
	await expect(give(third, 'maria.12')).rejects.toMatchObject({ code: '23505' });
	await expect(sql(`update login set deleted_at = null where subscription_id = $1`, [one.subscriptionId])).rejects.toMatchObject({
		code: '23505'
	});
});

test('a suspension ends the sessions of its own plan, not of whoever has its old user name now', async () => {
	const [suspended, other] = [await addPlan(pool, provider), await addPlan(pool, provider)];
	await sql(`delete from login`);
	await give(suspended, 'porta.7', true);
	await give(suspended, 'porta.8');
	await give(suspended, 'porta.9', true);
	await give(other, 'porta.7');
	for (const username of ['porta.7', 'porta.8', 'porta.9'])
		await sql(
			`insert into radius.radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, class) values ($1, $1, $1, '10.0.0.9', now(), 'ativo')`,
			[username]
		);
	const suspensionId = newUuid();
	await sql(
		`insert into suspension (id, branch_id, customer_id, subscription_id, kind, status, from_on, in_force_at, created_at, updated_at)
		 values ($1, $2, $3, $4, 'debt', 'in_force', current_date, now(), now(), now())`,
		[suspensionId, provider.branchId, suspended.customerId, suspended.subscriptionId]
	);
	const stale = await staleSessions(pool, [{ suspensionId, direction: 'suspend', since: new Date(Date.now() + 60_000).toISOString() }]);
	// A login that was deleted while it was connected, and that nobody else has, is still this plan's.
	expect(stale.map(({ username }) => username)).toEqual(['porta.8', 'porta.9']);
});

describe('where names were shared before', () => {
	const migrate = async (): Promise<void> => {
		const file = readFileSync(new URL('../../../../migrations/0020_login_username.sql', import.meta.url), 'utf8');
		const client = await pool.connect();
		try {
			await client.query('begin');
			for (const statement of file.split('--> statement-breakpoint')) await client.query(statement);
			await client.query('commit');
		} catch (error) {
			await client.query('rollback');
			throw error;
		} finally {
			client.release();
		}
	};
	beforeEach(() => sql(`drop index if exists login_username_once`));

	test('a cancelled plan lets go of its name', async () => {
		const [gone, here] = [await addPlan(pool, provider), await addPlan(pool, provider)];
		await sql(`delete from login`);
		await give(gone, 'jose.3');
		await give(gone, 'so.dele');
		await give(here, 'jose.3');
		await sql(`update subscription set status = 'cancelled' where id = $1`, [gone.subscriptionId]);
		await migrate();
		expect(await sql(`select username, subscription_id, deleted_at is null as live from login order by username, live`)).toEqual([
			{ username: 'jose.3', subscription_id: gone.subscriptionId, live: false },
			{ username: 'jose.3', subscription_id: here.subscriptionId, live: true },
			{ username: 'so.dele', subscription_id: gone.subscriptionId, live: true }
		]);
	});

	test('of two in service a person decides: the update names them and changes nothing', async () => {
		const [one, other] = [await addPlan(pool, provider), await addPlan(pool, provider)];
		await sql(`delete from login`);
		await give(one, 'casa.1');
		await give(other, 'casa.1');
		await expect(migrate()).rejects.toThrow(/share a RADIUS user name: casa\.1\./);
		expect(await sql(`select from login where deleted_at is null`)).toHaveLength(2);
	});
});
