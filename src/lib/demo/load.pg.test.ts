import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyPassword } from '#lib/server/auth/password.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { loadDemo, NotEmpty } from './load.ts';
import { signIns } from './sign-ins.ts';
import { tables } from './tables.ts';
import { makeWorld } from './world.ts';

const options = { customers: 500, seed: 7, today: '2026-11-21' };
let db: FreshDatabase;
let epochBefore: string;
const one = async <T>(sql: string, args: unknown[] = []): Promise<T> => (await db.pool.query<{ v: T }>(sql, args)).rows[0]!.v;

beforeAll(async () => {
	db = await freshDatabase();
	epochBefore = await one('select epoch as v from sync.state');
	expect((await loadDemo(db.url, options)).signIns).toBe(signIns);
});
afterAll(() => db.drop());

describe('loading 500 customers', () => {
	test('every table has exactly the generator’s rows', async () => {
		const world = makeWorld(options);
		for (const { name, rows } of tables)
			expect(await one<number>(`select count(*)::int as v from ${name}`), name).toBe([...rows(world)].length);
		expect(await one('select count(*)::int as v from customer')).toBe(500);
	});

	test('every foreign key holds, though nothing checked it while loading', async () => {
		const { rows } = await db.pool.query<{ table: string; broken: string }>(`
			select c.conrelid::regclass::text as "table", format('select count(*)::int as v from %s a where not exists (select from %s b where %s) and %s', c.conrelid::regclass, c.confrelid::regclass,
				(select string_agg(format('b.%I = a.%I', f.attname, o.attname), ' and ') from unnest(c.conkey, c.confkey) k(o, f)
					join pg_attribute o on o.attrelid = c.conrelid and o.attnum = k.o join pg_attribute f on f.attrelid = c.confrelid and f.attnum = k.f),
				(select string_agg(format('a.%I is not null', o.attname), ' and ') from unnest(c.conkey) k(o) join pg_attribute o on o.attrelid = c.conrelid and o.attnum = k.o)) as broken
			from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`);
		expect(rows.length).toBeGreaterThan(10);
		for (const { table, broken } of rows) expect(await one(broken), table).toBe(0);
		// These have no foreign key of their own.
		for (const [table, column] of [
			['customer', 'created_by'],
			['observation', 'updated_by'],
			['ticket', 'created_by'],
			['reading', 'user_id'],
			['history', 'user_id']
		]) {
			expect(
				await one(
					`select count(*)::int as v from ${table} t where ${column} is not null and not exists (select from app_user u where u.id = t.${column})`
				),
				table
			).toBe(0);
		}
	});

	test('triggers and indexes are as the migrations made them', async () => {
		const fresh = await freshDatabase();
		try {
			for (const sql of [
				`select array_agg(indexdef order by indexdef) as v from pg_indexes where schemaname = 'public'`,
				`select array_agg(format('%s %s %s', tgrelid::regclass, tgname, tgenabled) order by 1) as v from (select * from pg_trigger where not tgisinternal order by tgrelid::regclass::text, tgname) t`
			]) {
				expect(await one(sql)).toEqual((await fresh.pool.query<{ v: unknown }>(sql)).rows[0]?.v);
			}
		} finally {
			await fresh.drop();
		}
		expect(await one('select count(*)::int as v from sync.change')).toBe(0);
		await db.pool.query(`update customer set reference = 'Portão verde' where code = 1`);
		expect(await one('select count(*)::int as v from sync.change')).toBe(1);
	});

	test('replicas of before verify themselves, and numbers go on after those that were used', async () => {
		expect(await one('select epoch as v from sync.state')).not.toBe(epochBefore);
		expect(Number(await one(`select sync.take_numbers('customerCode', 1) as v`))).toBe(501);
		expect(Number(await one(`select sync.take_numbers('protocol', 1) as v`))).toBe(
			1 + Number(await one('select max(protocol) as v from ticket'))
		);
		expect(Number(await one('select max(protocol) as v from ticket'))).toBeGreaterThan(20_260_000_000);
	});

	test('everybody can sign in, and the mode is marked', async () => {
		for (const { login, password, role } of signIns) {
			const { rows } = await db.pool.query<{ role: string; password_hash: string }>(
				`select u.role, c.password_hash from app_user u join credential c on c.user_id = u.id where u.login = $1 and u.active`,
				[login]
			);
			expect(rows[0]?.role, login).toBe(role);
			if (login === 'admin') expect(await verifyPassword(password, rows[0]!.password_hash)).toBe(true);
		}
		expect(await one(`select value as v from setting where key = 'demonstration'`)).toBe(true);
	});

	test('a database with customers is refused and left as it was', async () => {
		await expect(loadDemo(db.url, options)).rejects.toThrow(NotEmpty);
		expect(await one('select count(*)::int as v from customer')).toBe(500);
	});
});

test('an owner who may not silence foreign keys loads the same, and leaves all triggers on', async () => {
	const other = await freshDatabase();
	const url = new URL(other.url);
	const owner = `owner_${url.pathname.slice(1)}`;
	try {
		await other.pool.query(`
			create role ${owner} login password 'secret-of-the-test';
			grant all on schema public, sync, app to ${owner};
			do $$ declare t record; begin
				for t in select format('alter table %I.%I owner to ${owner}', schemaname, tablename) as do from pg_tables where schemaname in ('public', 'sync') loop execute t.do; end loop;
			end $$`);
		url.username = owner;
		url.password = 'secret-of-the-test';
		await loadDemo(url.href, { ...options, customers: 40 });
		const client = new pg.Client({ connectionString: url.href });
		await client.connect();
		const { rows } = await client.query(
			`select (select count(*)::int from customer) as customers, (select count(*)::int from pg_trigger where not tgisinternal and tgenabled <> 'O') as asleep, (select count(*)::int from sync.change) as changes`
		);
		await client.end();
		expect(rows[0]).toEqual({ customers: 40, asleep: 0, changes: 0 });
	} finally {
		// The views of FreeRADIUS are another role's, over these tables.
		await other.pool.query(`drop owned by ${owner} cascade; drop role ${owner}`);
		await other.drop();
	}
});

test('without customers there are branches, people and lists', async () => {
	const other = await freshDatabase();
	try {
		await loadDemo(other.url, { ...options, customers: 0 });
		const { rows } = await other.pool.query(
			`select (select count(*)::int from branch) as branches, (select next::int from sync.number where kind = 'customerCode') as next`
		);
		expect(rows[0]).toEqual({ branches: 5, next: 1 });
	} finally {
		await other.drop();
	}
});
