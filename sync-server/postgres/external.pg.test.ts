import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backup } from './backup.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';
import { migrate } from './migrate.ts';
import { requireReachable } from './reach.ts';
import { restore } from './restore.ts';

/** A server on which we are a guest, as at a provider that runs its own Postgres: the owner of a database, no superuser. */
let server: EmbeddedPostgres;
let dataDir: string;

beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'balcao-external-'));
	server = await startEmbeddedPostgres({ dataDir, fsync: false });
	await as(server.url, `create role helper login password 'pw' createrole; create role plain login password 'pw'`);
	for (const name of ['first', 'second']) await as(server.url, `create database ${name} owner helper`);
	await as(server.url, 'create database third owner plain');
});
afterAll(async () => {
	await server.stop('immediate');
	rmSync(dataDir, { recursive: true, force: true });
});

function address(user: string, database: string): string {
	const url = new URL(server.url);
	[url.username, url.password, url.pathname] = [user, 'pw', `/${database}`];
	return url.href;
}
async function as<R extends object>(url: string, sql: string): Promise<R[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query<R>(sql)).rows;
	} finally {
		await client.end();
	}
}
/** What a node does for every read; fails when it may not. */
const asPerson = `begin; select set_config('app.user_id', gen_random_uuid()::text, true), set_config('role', 'balcao_user', true); select count(*) from branch; commit`;

test('an owner with CREATEROLE migrates and may take on the role of people', async () => {
	const url = address('helper', 'first');
	await requireReachable(url);
	expect(await migrate(url)).not.toEqual([]);
	await as(url, asPerson);
});

test('an owner without it is told what to ask for, and after that it works', async () => {
	const url = address('plain', 'third');
	await expect(migrate(url)).rejects.toThrow(/needs a right .* grant balcao_user, balcao_network to <user>/);
	await as(server.url, 'grant balcao_user, balcao_network to plain');
	expect(await migrate(url)).toContain('0002_sync');
	await as(url, asPerson);
});

test('backup and restore need no superuser either', async () => {
	const folder = join(dataDir, 'backup');
	await as(
		address('helper', 'first'),
		`insert into branch (id, name, city, state, area_code, created_at, updated_at) values (gen_random_uuid(), 'Norte', 'Olinda', 'PE', '81', now(), now())`
	);
	await backup(address('helper', 'first'), folder);
	await restore(address('helper', 'second'), folder);
	expect(await as(address('helper', 'second'), 'select name from branch')).toEqual([{ name: 'Norte' }]);
});

test('a standby is refused, because cursors are read on the primary', async () => {
	await server.stop();
	writeFileSync(join(dataDir, 'cluster', 'standby.signal'), '');
	server = await startEmbeddedPostgres({ dataDir, fsync: false });
	await expect(requireReachable(server.url)).rejects.toThrow(/read-only standby: set DATABASE_URL to the primary/);
});
