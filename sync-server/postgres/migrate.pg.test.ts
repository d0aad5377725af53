import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import * as schema from '#lib/schema/index.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { type FreshDatabase, freshDatabase } from '../testing/database.ts';
import { migrate } from './migrate.ts';

let db: FreshDatabase;
const north = randomUUID();
const south = randomUUID();
const ana = randomUUID();

beforeAll(async () => {
	db = await freshDatabase();
	for (const [id, name] of [
		[north, 'Norte'],
		[south, 'Sul']
	])
		await db.pool.query(
			`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, $2, 'Olinda', 'PE', '81', now(), now())`,
			[id, name]
		);
	await db.pool.query(
		`insert into app_user (id, login, name, role, created_at, updated_at) values ($1, 'ana', 'Ana', 'attendant', now(), now())`,
		[ana]
	);
});
afterAll(() => db.drop());

async function newCustomer(branchId: string, code: number): Promise<string> {
	const id = randomUUID();
	await db.pool.query(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
		values ($1, $2, $3, 'natural', 'João Conceição', '52998224725', '2026-01-02', 'Rua A, 1', 'Olinda', 'PE', now(), now())`,
		[id, branchId, code]
	);
	return id;
}

/** Runs `sql` as somebody with these rights, as a node does for every read and every mutator. */
async function asActor<R extends object>(
	rights: { role: string; branches: string[]; ip?: string },
	sql: string,
	values: unknown[] = []
): Promise<R[]> {
	const client = await db.pool.connect();
	try {
		await client.query('begin');
		await client.query(
			`select set_config('app.user_id', $1, true), set_config('app.user_role', $2, true), set_config('app.branch_ids', $3, true), set_config('app.ip', $4, true)`,
			[ana, rights.role, `{${rights.branches.join(',')}}`, rights.ip ?? '']
		);
		await client.query('set local role balcao_user');
		const { rows } = await client.query<R>(sql, values);
		await client.query('commit');
		return rows;
	} catch (error) {
		await client.query('rollback');
		throw error;
	} finally {
		client.release();
	}
}

describe('the migrations', () => {
	test('make every table and every column that the schema describes', async () => {
		const { rows } = await db.pool.query<{ table: string; columns: string[] }>(
			`select table_name as table, array_agg(column_name::text order by column_name) as columns from information_schema.columns where table_schema = 'public' group by 1`
		);
		const made = new Map(rows.map((r) => [r.table, r.columns]));
		const described = Object.values(schema).filter((t) => typeof t === 'object' && t !== null && Symbol.for('drizzle:IsDrizzleTable') in t);
		expect(described.length).toBeGreaterThan(15);
		for (const table of described) {
			const config = getTableConfig(table as Parameters<typeof getTableConfig>[0]);
			expect(made.get(config.name), config.name).toEqual(config.columns.map((c) => c.name).sort());
		}
		expect([...made.keys()].sort()).toEqual(described.map((t) => getTableConfig(t as Parameters<typeof getTableConfig>[0]).name).sort());
	});

	test('track exactly the tables that src/lib/schema/synced.ts replicates, under the same numbers', async () => {
		const { rows } = await db.pool.query('select table_id, table_name, scope from sync.tracked order by table_id');
		expect(rows).toEqual(
			[...syncedTables]
				.sort((a, b) => a.id - b.id)
				.map((s) => ({ table_id: s.id, table_name: getTableConfig(s.table).name, scope: s.scope }))
		);
	});

	test('protect every tracked table by row-level security', async () => {
		const { rows } = await db.pool.query(
			`select t.table_name from sync.tracked t join pg_class c on c.oid = t.table_name::regclass where not c.relrowsecurity`
		);
		expect(rows).toEqual([]);
	});
});

describe('the change log', () => {
	test('names each row that a transaction touched, with the scope it left and the scope it came to', async () => {
		const customer = await newCustomer(north, 101);
		await db.pool.query(
			`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) values ($1, $2, $3, 'Bia', now(), now())`,
			[randomUUID(), north, customer]
		);
		await db.pool.query('truncate sync.change');
		await db.pool.query('update customer set branch_id = $1 where id = $2', [south, customer]);
		const { rows } = await db.pool.query('select table_id, scope from sync.change order by table_id, scope = $1', [south]);
		expect(rows).toEqual([
			{ table_id: 7, scope: north },
			{ table_id: 7, scope: south },
			{ table_id: 10, scope: north },
			{ table_id: 10, scope: south }
		]);
		const xids = await db.pool.query('select count(distinct xid)::int as n from sync.change');
		expect(xids.rows).toEqual([{ n: 1 }]);
	});

	test('keeps nothing of a transaction that was rolled back', async () => {
		const client = await db.pool.connect();
		const before = await client.query('select count(*)::int as n from sync.change');
		await client.query('begin');
		await client.query(`update branch set name = 'Leste' where id = $1`, [north]);
		await client.query('rollback');
		const after = await client.query('select count(*)::int as n from sync.change');
		client.release();
		expect(after.rows).toEqual(before.rows);
	});

	test('a truncated table starts a new epoch', async () => {
		const epoch = async () => (await db.pool.query<{ epoch: string }>('select epoch from sync.state')).rows[0]!.epoch;
		const before = await epoch();
		await db.pool.query('truncate overwrite_notice');
		expect(await epoch()).not.toBe(before);
	});
});

describe('row-level security', () => {
	test('hides the rows of other branches, and refuses to write there', async () => {
		const here = await newCustomer(north, 201);
		const there = await newCustomer(south, 202);
		const rights = { role: 'attendant', branches: [north] };
		expect(await asActor(rights, 'select id from customer where id = any ($1)', [[here, there]])).toEqual([{ id: here }]);
		expect(await asActor(rights, `update customer set name = 'X' where id = $1 returning id`, [there])).toEqual([]);
		await expect(asActor(rights, `update customer set branch_id = $1 where id = $2`, [south, here])).rejects.toThrow(/row-level security/);
	});

	test('shows a technician no invoice', async () => {
		const customer = await newCustomer(north, 203);
		await db.pool.query(
			`insert into invoice (id, branch_id, customer_id, number, due_on, amount_cents, created_at, updated_at) values ($1, $2, $3, 1, '2026-12-10', 9990, now(), now())`,
			[randomUUID(), north, customer]
		);
		const ask = (role: string) => asActor({ role, branches: [north] }, 'select number from invoice where customer_id = $1', [customer]);
		expect(await ask('finance')).toHaveLength(1);
		expect(await ask('technician')).toEqual([]);
	});

	test('shows nothing at all to somebody without rights', async () => {
		await newCustomer(north, 204);
		expect(await asActor({ role: '', branches: [] }, 'select id from customer')).toEqual([]);
		await expect(asActor({ role: 'administrator', branches: [north, south] }, 'select * from credential')).rejects.toThrow(
			/permission denied/
		);
	});
});

describe('Histórico', () => {
	test('(171) is written by the database: who, from which address, which field, old and new value', async () => {
		const customer = await newCustomer(north, 301);
		await asActor(
			{ role: 'attendant', branches: [north], ip: '10.0.0.7' },
			`update customer set phone = '8133334444', updated_at = now() where id = $1`,
			[customer]
		);
		const { rows } = await db.pool.query(
			`select user_id, ip, table_name, customer_id, changes from history where row_id = $1 and operation = 'update'`,
			[customer]
		);
		expect(rows).toEqual([
			{ user_id: ana, ip: '10.0.0.7', table_name: 'customer', customer_id: customer, changes: { phone: [null, '8133334444'] } }
		]);
	});

	test('records what was inserted and what was deleted, and no change that changed nothing', async () => {
		const customer = await newCustomer(north, 302);
		await db.pool.query('update customer set updated_at = now() where id = $1', [customer]);
		await db.pool.query('delete from customer where id = $1', [customer]);
		const { rows } = await db.pool.query<{ operation: string; changes: Record<string, unknown> }>(
			'select operation, changes from history where row_id = $1 order by at',
			[customer]
		);
		expect(rows.map((r) => r.operation)).toEqual(['insert', 'delete']);
		expect(rows[0]!.changes['name']).toEqual([null, 'João Conceição']);
		expect(rows[1]!.changes['name']).toEqual(['João Conceição', null]);
	});
});

describe('migrate', () => {
	const ours = join(import.meta.dirname, '../../migrations');
	/** A copy of our migrations that a test may change. */
	function copied(): { folder: string; remove(): void } {
		const folder = mkdtempSync(join(tmpdir(), 'balcao-migrations-'));
		cpSync(ours, folder, { recursive: true });
		return { folder, remove: () => rmSync(folder, { recursive: true }) };
	}

	test('applies nothing twice, also when several nodes start at once', async () => {
		const url = new URL(inject('postgresUrl'));
		const empty = await freshDatabase();
		await empty.pool.query('drop schema migration, sync, app, radius, public cascade; create schema public');
		url.pathname = new URL(empty.url).pathname;
		const applied = await Promise.all([migrate(url.href), migrate(url.href), migrate(url.href)]);
		expect(applied.flat()).toEqual(
			(JSON.parse(readFileSync(join(ours, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] }).entries.map((e) => e.tag)
		);
		await empty.drop();
	});

	test('refuses a migration that was edited after it landed', async () => {
		const { folder, remove } = copied();
		writeFileSync(join(folder, '0000_foundations.sql'), '-- something else\n', { flag: 'a' });
		await expect(migrate(db.pool, { folder })).rejects.toThrow(/Migration 0000_foundations was edited/);
		remove();
	});

	test('refuses a database that a newer version has used', async () => {
		const { folder, remove } = copied();
		const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] };
		const dropped = journal.entries.pop()!;
		writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify(journal));
		await expect(migrate(db.pool, { folder })).rejects.toThrow(
			`The database has migration ${dropped.tag}, which this version of Balcão does not know`
		);
		remove();
	});

	test('leaves nothing behind of a file that fails in the middle', async () => {
		const { folder, remove } = copied();
		const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: object[] };
		journal.entries.push({ idx: journal.entries.length, tag: '9999_broken', when: 0, version: '7', breakpoints: true });
		writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify(journal));
		writeFileSync(join(folder, '9999_broken.sql'), 'create table half (id int);\n--> statement-breakpoint\nselect nothing_like_this();');
		await expect(migrate(db.pool, { folder })).rejects.toThrow(/9999_broken failed/);
		expect((await db.pool.query(`select to_regclass('half') as t`)).rows).toEqual([{ t: null }]);
		remove();
	});
});
