import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '#lib/demo/load.ts';
import { type FreshDatabase, freshDatabase } from '../testing/database.ts';
import { backup, type BackupManifest, ownToEachServer } from './backup.ts';
import { restore } from './restore.ts';

let office: FreshDatabase;
let scratch: string;
let manifest: BackupManifest;

beforeAll(async () => {
	scratch = mkdtempSync(join(tmpdir(), 'balcao-backup-'));
	office = await freshDatabase();
	await loadDemo(office.url, { customers: 60 });
	await office.pool.query(`insert into sync.client (client_id, user_id, last_seq) select gen_random_uuid(), id, 3 from app_user limit 1`);
	await office.pool.query(
		`insert into sync.mutation (client_id, seq, mutation_id, name, result) select client_id, 3, gen_random_uuid(), 'x', '{"ok":true}' from sync.client`
	);
	manifest = await backup(office.url, join(scratch, 'monday'));
});
afterAll(async () => {
	await office.drop();
	rmSync(scratch, { recursive: true });
});

/** A database in which nothing was ever done, not even migrations. */
async function emptyDatabase(): Promise<FreshDatabase> {
	const empty = await freshDatabase();
	await empty.pool.query('drop schema app, sync, migration, radius, public cascade; create schema public');
	return empty;
}

/** Every row of every table as text, without the transaction numbers, which belong to one server. */
async function contents(pool: pg.Pool): Promise<Record<string, string[]>> {
	const all: Record<string, string[]> = {};
	for (const { name } of manifest.tables) {
		const { rows } = await pool.query<{ row: string }>(`select (to_jsonb(t) - 'xid')::text as row from ${name} t order by 1`);
		all[name] = rows.map((r) => r.row);
	}
	return all;
}

describe('a backup', () => {
	test('holds every table but those that are a server’s own', async () => {
		const { rows } = await office.pool.query<{ name: string }>(
			`select schemaname || '.' || tablename as name from pg_tables where schemaname !~ '^pg_' and schemaname <> 'information_schema'`
		);
		const saved = manifest.tables.map((t) => t.name.replaceAll('"', ''));
		expect([...saved, ...ownToEachServer].sort()).toEqual(rows.map((r) => r.name).sort());
		expect(saved).toEqual(
			expect.arrayContaining(['public.customer', 'public.credential', 'public.history', 'sync.mutation', 'sync.lease'])
		);
	});

	test('is of one moment, also while people write', async () => {
		const folder = join(scratch, 'busy');
		let writing = true;
		const writer = (async () => {
			// Two tables in one transaction, each time one more row in both.
			while (writing)
				await office.pool.query(
					`with u as (insert into sync.client (client_id, user_id) select gen_random_uuid(), id from app_user limit 1 returning client_id) insert into sync.crash (mutation_id, times, message) select client_id, 1, 'x' from u`
				);
		})();
		const { tables } = await backup(office.url, folder);
		writing = false;
		await writer;
		const rows = (name: string) => tables.find((t) => t.name === `"sync"."${name}"`)!.rows;
		expect(rows('client')).toBe(rows('crash') + 1); // the one that was there before
		await office.pool.query('delete from sync.crash');
	});

	test('does not overwrite an earlier one', async () => {
		await expect(backup(office.url, join(scratch, 'monday'))).rejects.toThrow(/is not empty/);
	});

	test('leaves nothing when it fails', async () => {
		const empty = await emptyDatabase();
		await expect(backup(empty.url, join(scratch, 'never'))).rejects.toThrow('never used by Balcão');
		expect(existsSync(join(scratch, 'never'))).toBe(false);
		await empty.drop();
	});
});

describe('a restore', () => {
	let restored: FreshDatabase;
	beforeAll(async () => {
		restored = await emptyDatabase();
		await backup(office.url, join(scratch, 'tuesday'));
		await restore(restored.url, join(scratch, 'tuesday'));
	});
	afterAll(() => restored.drop());

	test('brings every row back', async () => {
		const [before, after] = [await contents(office.pool), await contents(restored.pool)];
		delete before['"sync"."number"'];
		delete after['"sync"."number"'];
		expect(after['"public"."customer"']).toHaveLength(60);
		expect(after).toEqual(before);
	});

	test('starts a new epoch and keeps no transaction number of the old server', async () => {
		const epoch = async (pool: pg.Pool) => (await pool.query<{ epoch: string }>('select epoch from sync.state')).rows[0]!.epoch;
		expect(await epoch(restored.pool)).not.toBe(await epoch(office.pool));
		expect((await restored.pool.query('select from sync.mutation where xid >= pg_snapshot_xmax(pg_current_snapshot())')).rowCount).toBe(0);
		expect((await restored.pool.query('select from sync.change')).rowCount).toBe(0);
	});

	test('never gives out a number again that was leased after the backup', async () => {
		const next = async (pool: pg.Pool) =>
			Number((await pool.query<{ next: string }>(`select next from sync.number where kind = 'protocol'`)).rows[0]!.next);
		expect(await next(restored.pool)).toBe((await next(office.pool)) + 10_000);
	});

	test('leaves a database that works: changes are logged and recorded again', async () => {
		await restored.pool.query(`update customer set phone = '1133334444' where code = (select min(code) from customer)`);
		expect((await restored.pool.query('select from sync.change where table_id = 7')).rowCount).toBe(1);
		expect((await restored.pool.query(`select from history where changes ? 'phone' and at > now() - interval '1 minute'`)).rowCount).toBe(
			1
		);
	});

	test('refuses a database that is in use', async () => {
		await expect(restore(restored.url, join(scratch, 'tuesday'))).rejects.toThrow(/is not empty/);
	});

	test('refuses a damaged backup before it touches anything', async () => {
		const folder = join(scratch, 'damaged');
		const { tables } = await backup(office.url, folder);
		appendFileSync(join(folder, tables[0]!.file), 'x');
		const empty = await emptyDatabase();
		await expect(restore(empty.url, folder)).rejects.toThrow(/damaged/);
		expect((await empty.pool.query(`select to_regclass('migration.landed') as t`)).rows).toEqual([{ t: null }]);
		await empty.drop();
	});

	test('refuses the backup of a newer version', async () => {
		const folder = join(scratch, 'newer');
		await backup(office.url, folder);
		const file = join(folder, 'manifest.json');
		const changed = JSON.parse(readFileSync(file, 'utf8')) as { migrations: object[] };
		changed.migrations.push({ tag: '9999_future', sha256: '0' });
		writeFileSync(file, JSON.stringify(changed));
		const empty = await emptyDatabase();
		await expect(restore(empty.url, folder)).rejects.toThrow(/9999_future, which this version of Balcão does not know/);
		await empty.drop();
	});
});
