import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';
import { isPortFree } from './free-port.ts';
import { isAlive } from './postmaster.ts';

let dataDir: string;
const started: EmbeddedPostgres[] = [];
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'balcao-embedded-'));
});
afterEach(async () => {
	for (const postgres of started.splice(0)) await postgres.stop('immediate');
	rmSync(dataDir, { recursive: true, force: true });
});

async function start(options: { port?: number; fsync?: boolean } = {}): Promise<EmbeddedPostgres> {
	const postgres = await startEmbeddedPostgres({ dataDir, fsync: false, ...options });
	started.push(postgres);
	return postgres;
}

async function ask<R extends object>(postgres: EmbeddedPostgres, sql: string): Promise<R[]> {
	const client = new pg.Client({ connectionString: postgres.url });
	await client.connect();
	try {
		return (await client.query<R>(sql)).rows;
	} finally {
		await client.end();
	}
}

test('what was committed is there again after kill -9, on the same port', async () => {
	const first = await start({ fsync: true });
	await ask(first, 'create table kept as select 7 as n');
	process.kill(first.pid, 'SIGKILL');
	await first.ended;
	const second = await start({ fsync: true });
	expect(second.port).toBe(first.port);
	expect(await ask(second, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('a Postgres that a killed launcher left running is ended before a new one starts', async () => {
	const left = await start();
	const next = await start();
	expect(isAlive(left.pid)).toBe(false);
	expect(await ask(next, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('stops although a client is in the middle of a transaction', async () => {
	const postgres = await start();
	const client = new pg.Client({ connectionString: postgres.url });
	client.on('error', () => {});
	await client.connect();
	await client.query('begin');
	await client.query('create table never (n int)');
	await postgres.stop();
	expect(isAlive(postgres.pid)).toBe(false);
	expect(existsSync(join(dataDir, 'cluster/postmaster.pid'))).toBe(false);
	await client.end().catch(() => {});
});

test('keeps its password to itself and listens on loopback only', async () => {
	const postgres = await start();
	expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
	expect(statSync(join(dataDir, 'cluster')).mode & 0o777).toBe(0o700);
	const wrong = new pg.Client({ connectionString: postgres.url.replace(/:[^:@]+@/, ':guess@') });
	await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
	expect(await ask(postgres, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
	const outside = Object.values(networkInterfaces())
		.flat()
		.find((a) => a && a.family === 'IPv4' && !a.internal);
	if (outside)
		await expect(new pg.Client({ connectionString: postgres.url.replace('127.0.0.1', outside.address) }).connect()).rejects.toThrow(
			/ECONNREFUSED/
		);
});

test('takes another port when its own was taken meanwhile', async () => {
	const first = await start();
	await first.stop();
	const squatter = createServer();
	await new Promise<void>((done) => squatter.listen(first.port, '127.0.0.1', done));
	expect(await isPortFree(first.port)).toBe(false);
	const second = await start();
	squatter.close();
	expect(second.port).not.toBe(first.port);
	expect(second.port).toBeLessThan(32_768);
});

test('a cluster that was being made when the launcher was killed is made anew', async () => {
	mkdirSync(join(dataDir, 'making-1/base'), { recursive: true });
	const postgres = await start();
	expect(await ask(postgres, 'select 1 as n')).toEqual([{ n: 1 }]);
	expect(readdirSync(dataDir).filter((name) => name.startsWith('making'))).toEqual([]);
});

test('runs with the settings that cursors depend on', async () => {
	const postgres = await start({ fsync: true });
	expect(
		await ask(
			postgres,
			`select name, setting from pg_settings where name in ('synchronous_commit', 'fsync', 'TimeZone', 'max_connections') order by name`
		)
	).toEqual([
		{ name: 'TimeZone', setting: 'UTC' },
		{ name: 'fsync', setting: 'on' },
		{ name: 'max_connections', setting: '200' },
		{ name: 'synchronous_commit', setting: 'on' }
	]);
	expect(await ask(postgres, `select lower('AÇÃO') as folded, 'a' < 'B' as bytewise`)).toEqual([{ folded: 'ação', bytewise: false }]);
});
