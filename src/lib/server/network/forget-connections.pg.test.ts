import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayAt } from '#lib/domain/day/zone.ts';
import type { JobContext } from '#lib/server/jobs/kind.ts';
import { jobKinds } from '#lib/server/jobs/kinds.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { forgetConnections } from './forget-connections-job.ts';

let db: FreshDatabase;
beforeAll(async () => {
	db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(() => db.pool.query(`truncate radius.radacct, radius.radpostauth; delete from setting where key = 'connectionLogMonths'`));

const now = new Date('2026-11-22T07:20:00Z');
const lines: string[] = [];
const context = (signal = new AbortController().signal): JobContext => ({
	pool: db.pool,
	wake: () => undefined,
	signal,
	attempt: 1,
	now: () => now,
	dayOf: (at) => dayAt(at.toISOString()),
	log: (line) => void lines.push(line)
});
const session = (name: string, start: string, stop: string | null) =>
	db.pool.query(
		`insert into radius.radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctstoptime) values ($1, $1, $1, '10.0.0.9', $2, $3)`,
		[name, start, stop]
	);
const left = async () =>
	(await db.pool.query<{ username: string }>(`select username from radius.radacct order by username`)).rows.map((row) => row.username);
const keep = (months: number) =>
	db.pool.query(
		`insert into setting (id, key, value, created_at, updated_at) values (gen_random_uuid(), 'connectionLogMonths', $1, now(), now())`,
		[JSON.stringify(months)]
	);

describe('accounting is forgotten', () => {
	test('after thirteen months from its end, what is open or younger stays', async () => {
		await session('old', '2025-09-01T00:00:00Z', '2025-10-22T07:19:59Z');
		await session('just-in-time', '2025-01-01T00:00:00Z', '2025-10-22T07:20:01Z');
		await session('never-ended', '2024-01-01T00:00:00Z', null);
		await session('new', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z');
		await db.pool.query(
			`insert into radius.radpostauth (username, reply, authdate) values ('old', 'Access-Accept', '2025-10-22T07:00:00Z'), ('new', 'Access-Reject', '2026-11-21T07:00:00Z')`
		);
		expect(await forgetConnections.run({}, context())).toBe('done');
		expect(await left()).toEqual(['just-in-time', 'never-ended', 'new']);
		expect((await db.pool.query(`select username from radius.radpostauth`)).rows).toEqual([{ username: 'new' }]);
		expect(lines).toEqual(['connections: 2 records older than 13 months forgotten']);
		// Again: nothing is left to be done.
		expect(await forgetConnections.run({}, context())).toBe('done');
		expect(await left()).toHaveLength(3);
	});

	test('after as many months as the Painel says, and never within the year of the law whatever a row says', async () => {
		await session('two-years', '2024-11-01T00:00:00Z', '2024-12-01T00:00:00Z');
		await session('half-a-year', '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z');
		await keep(36);
		await forgetConnections.run({}, context());
		expect(await left()).toHaveLength(2);
		await db.pool.query(`delete from setting where key = 'connectionLogMonths'`);
		await keep(1);
		await forgetConnections.run({}, context());
		expect(await left()).toEqual(['half-a-year']);
	});

	test('in batches, without waiting for a row that FreeRADIUS holds, and a node that stops leaves the rest to the next', async () => {
		await db.pool.query(
			`insert into radius.radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctstoptime)
			 select n, n, n, '10.0.0.9', '2025-01-01', '2025-01-02' from generate_series(1, 12001) n`
		);
		const stopped = new AbortController();
		stopped.abort();
		expect(await forgetConnections.run({}, context(stopped.signal))).toBe('again');
		expect(await left()).toHaveLength(12_001);
		const client = await db.pool.connect();
		await client.query(`begin; update radius.radacct set acctterminatecause = 'x' where username = '7'`);
		await forgetConnections.run({}, context());
		await client.query('commit');
		client.release();
		expect(await left()).toEqual(['7']);
		await forgetConnections.run({}, context());
		expect(await left()).toEqual([]);
	});

	test('every night by itself', () => {
		expect(jobKinds).toContain(forgetConnections);
		expect(forgetConnections.cron).toBe('20 4 * * *');
	});
});
