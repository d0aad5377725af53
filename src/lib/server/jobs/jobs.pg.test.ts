import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inTransaction, openPool, readWrite } from '#sync-server/database.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { request } from './hand-over.ts';
import { Jobs } from './jobs.ts';
import { JobFailure, type AnyJobKind, type JobContext, type JobEnd, type JobNews } from './kind.ts';
import { listJobs } from './list.ts';

let database: FreshDatabase;
let pool: pg.Pool;
const running: Jobs[] = [];
const logs: string[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	pool = openPool(database.url, 12);
});
afterAll(async () => {
	await pool.end();
	await database.drop();
});
afterEach(async () => {
	for (const jobs of running.splice(0)) await jobs.stop(1000);
});

const data = z.object({ n: z.number().optional() });
let kindsMade = 0;
function kind(run: (n: number, context: JobContext) => Promise<JobEnd>, more: Partial<AnyJobKind> = {}): AnyJobKind {
	return {
		name: `try-${++kindsMade}`,
		data,
		attempts: 3,
		pauseSeconds: 1,
		longestPauseSeconds: 2,
		atOnce: 2,
		run: ({ n = 0 }: { n?: number }, context) => run(n, context),
		...more
	};
}
async function node(...kinds: AnyJobKind[]): Promise<Jobs> {
	const jobs = new Jobs({
		pool,
		kinds,
		timeZone: 'America/Sao_Paulo',
		wake: () => undefined,
		dayOf: () => '2026-11-22',
		log: (line) => void logs.push(line)
	});
	await jobs.start();
	running.push(jobs);
	return jobs;
}
const ask = (one: AnyJobKind, key: string, n = 0, on: pg.Pool | pg.ClientBase = pool): Promise<void> =>
	request(on, { name: one.name, key, data: { n } });
const until = (look: () => unknown, timeout = 30_000) => expect.poll(look, { timeout, interval: 20 });
const list = async (jobs: Jobs) => (await listJobs(pool, jobs)).map(({ state, reason, attempts }) => ({ state, reason, attempts }));

describe('a job', () => {
	test('is asked for with the change and is lost with it', async () => {
		const seen: number[] = [];
		const one = kind(async (n) => (seen.push(n), 'done'));
		const jobs = await node(one);
		await expect(
			inTransaction(pool, readWrite, async (connection) => {
				await ask(one, 'a', 1, connection);
				throw new Error('no');
			})
		).rejects.toThrow('no');
		await inTransaction(pool, readWrite, (connection) => ask(one, 'b', 2, connection));
		jobs.poke();
		await until(() => seen).toEqual([2]);
		await until(() => list(jobs)).toEqual([{ state: 'done', reason: null, attempts: 1 }]);
	});

	test('of one key waits once only, whoever asks how often; one that is at work does not count', async () => {
		let began = 0;
		let go: () => void = () => undefined;
		const gate = new Promise<void>((done) => (go = done));
		const one = kind(async () => (began++, await gate, 'done'), { atOnce: 1 });
		const jobs = await node(one);
		await ask(one, 'a');
		jobs.poke();
		await until(() => began).toBe(1);
		await Promise.all(Array.from({ length: 5 }, () => ask(one, 'a')));
		jobs.poke();
		await until(async () => (await pool.query(`select from job_request`)).rowCount).toBe(0);
		go();
		await until(() => list(jobs)).toEqual(Array(2).fill({ state: 'done', reason: null, attempts: 1 }));
		expect(began).toBe(2);
	});

	test('is shared by several nodes: each is run once', async () => {
		const seen: string[] = [];
		const name = `shared-${++kindsMade}`;
		const on = (where: string) => kind(async (n) => (seen.push(`${where}${n}`), await delay(5), 'done'), { name });
		const [a, b] = await Promise.all([node(on('a')), node(on('b'))]);
		await inTransaction(pool, readWrite, async (connection) => {
			for (let n = 0; n < 30; n++) await ask({ ...kind(async () => 'done'), name }, `k${n}`, n, connection);
		});
		a.poke();
		b.poke();
		await until(() => seen.length).toBe(30);
		expect(new Set(seen.map((one) => Number(one.slice(1)))).size).toBe(30);
	});

	test('fails, is tried again after a pause, is given up, is kept, and a person tries it again', async () => {
		let attempts = 0;
		const news: JobNews[] = [];
		const one = kind(
			async () => {
				attempts++;
				if (attempts < 3) throw new JobFailure('bank_unsupported');
				if (attempts === 3) throw new Error('Key (tax_id)=(52998224725) already exists');
				return 'done';
			},
			{ told: async (_data: object, what: JobNews) => void news.push(what) }
		);
		const jobs = await node(one);
		await ask(one, 'a');
		jobs.poke();
		await until(() => list(jobs)).toEqual([{ state: 'retrying', reason: 'bank_unsupported', attempts: 1 }]);
		expect((await listJobs(pool, jobs))[0]!.nextAt! > (await listJobs(pool, jobs))[0]!.createdAt).toBe(true);
		await until(() => list(jobs)).toEqual([{ state: 'failed', reason: 'defect', attempts: 3 }]);
		await until(() => news).toEqual(['gaveUp']);
		// What people and logs are told quotes nobody's data.
		const [kept] = (await pool.query<{ output: object }>(`select output from pgboss.job where name = $1`, [one.name])).rows;
		expect(JSON.stringify(kept) + logs.join()).not.toContain('52998224725');

		const id = (await listJobs(pool, jobs))[0]!.id;
		expect(await jobs.retry(one.name, id)).toEqual({ ok: true });
		await until(() => list(jobs)).toEqual([{ state: 'done', reason: null, attempts: 4 }]);
		expect(news).toEqual(['gaveUp', 'retried']);
		expect(await jobs.retry(one.name, id)).toMatchObject({ ok: false, code: 'job_not_failed' });
	}, 60_000);

	test('that is cancelled hears of it, and does not go on', async () => {
		let stopped = false;
		let began = false;
		const one = kind(async (_n, { signal }) => {
			began = true;
			await new Promise<void>((done) => signal.addEventListener('abort', () => done()));
			stopped = true;
			return 'again';
		});
		const jobs = await node(one);
		await ask(one, 'a');
		jobs.poke();
		await until(() => began).toBe(true);
		const id = (await listJobs(pool, jobs))[0]!.id;
		expect(await jobs.cancel(one.name, id)).toEqual({ ok: true });
		expect(await jobs.cancel(one.name, id)).toMatchObject({ ok: false, code: 'job_ended' });
		await until(() => stopped).toBe(true);
		expect(await list(jobs)).toEqual([{ state: 'cancelled', reason: null, attempts: 1 }]);
		expect((await pool.query(`select from job_request`)).rowCount).toBe(0);
	}, 60_000);

	test('at work when its node ends stops at its next safe point, and the next node goes on', async () => {
		const parts: string[] = [];
		const name = `drained-${++kindsMade}`;
		const one = (where: string) =>
			kind(
				async (_n, { signal }) => {
					while (parts.length < 6) {
						if (signal.aborted) return 'again';
						parts.push(where);
						await delay(50);
					}
					return 'done';
				},
				{ name }
			);
		const first = await node(one('first'));
		await ask(one(''), 'a');
		first.poke();
		await until(() => parts.length).toBeGreaterThan(1);
		await first.stop(2000);
		const done = parts.length;
		expect(done).toBeLessThan(6);
		const second = await node(one('second'));
		await until(() => parts.length).toBe(6);
		expect(parts.slice(done)).toEqual(Array(6 - done).fill('second'));
		await until(async () => (await list(second)).every(({ state }) => state === 'done')).toBe(true);
	});

	test('whose node is killed is taken over by another', async () => {
		const name = `killed-${++kindsMade}`;
		const child = spawn(process.execPath, [new URL('./testing/hanging-process.ts', import.meta.url).pathname, database.url, name], {
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const said = new Promise<void>((done) => child.stdout.once('data', () => done()));
		const one = kind(async () => 'done', { name });
		await ask(one, 'a');
		await said;
		child.kill('SIGKILL');
		let attempt = 0;
		const jobs = await node({ ...one, run: async (_d: object, context: JobContext) => ((attempt = context.attempt), 'done') as 'done' });
		await until(() => attempt, 60_000).toBe(2);
		await until(() => list(jobs)).toEqual([{ state: 'done', reason: null, attempts: 2 }]);
	}, 90_000);

	test('by the clock tells when it runs next, and is forgotten with its kind', async () => {
		const one = kind(async () => 'done', { cron: '30 3 * * *' });
		const jobs = await node(one);
		const [next] = await jobs.schedules();
		expect(next).toMatchObject({ name: one.name, nextAt: expect.stringMatching(/T06:30:00.000Z$/) });
		await jobs.stop(1000);
		expect(await (await node(kind(async () => 'done'))).schedules()).toEqual([]);
	});
});

test('whoever works at a screen can ask for a job, and can read or change none', async () => {
	await inTransaction(pool, readWrite, async (connection) => {
		await connection.query(`set local role balcao_user`);
		await connection.query(`select app.request_job('nothing', 'k', '{}')`);
		await connection.query('savepoint s');
		for (const sql of [`select from job_request`, `delete from job_request`, `select from pgboss.job`]) {
			await expect(connection.query(sql)).rejects.toThrow(/permission denied/);
			await connection.query('rollback to savepoint s');
		}
		await connection.query('reset role');
		await connection.query(`delete from job_request where name = 'nothing'`);
	});
});
