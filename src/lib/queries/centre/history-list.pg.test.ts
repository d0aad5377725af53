import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { customerCreate } from '#lib/mutators/customer/create.ts';
import { customerUpdate } from '#lib/mutators/customer/update.ts';
import { observationCreate } from '#lib/mutators/observation/create.ts';
import { person } from '#lib/mutators/testing/customers.ts';
import { branches, people, typeId } from '#lib/mutators/testing/place.ts';
import type { Actor, Mutator } from '#lib/sync/model.ts';
import { historyList } from './history-list.ts';
import { actingAs, addUsers, runAs } from './testing/centre.ts';

let database: FreshDatabase;
beforeAll(async () => {
	database = await freshDatabase();
	for (const id of Object.values(branches))
		await database.pool.query(
			`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, 'Filial', 'Campinas', 'SP', '19', now(), now())`,
			[id]
		);
	await addUsers(database.pool, Object.values(people));
	await database.pool.query(`insert into observation_type (id, name, created_at, updated_at) values ($1, 'Geral', now(), now())`, [typeId]);
});
afterAll(() => database.drop());

const run = <A, R>(mutator: Mutator<A, R>, args: A, actor: Actor, code?: number): Promise<R> =>
	runAs(database.pool, actor, mutator, args, code);
const list = (actor: Actor, customerId: string, more: { before?: string | null; limit?: number } = {}) =>
	actingAs(database.pool, actor, (tx) => historyList(tx, { customerId, limit: 50, ...more }));

test('(170) (171) (172) (173) (174) every change of a registration is listed with date, login, IP and detail', async () => {
	const { id } = (await run(customerCreate, customerCreate.args.parse(person(1)), people.ana, 1)) as { id: string };
	await run(
		customerUpdate,
		{ id, changes: { district: { from: 'Centro', to: 'Cambuí' }, email: { from: null, to: 'x@y.com' } } },
		people.bia
	);
	await run(observationCreate, { customerId: id, observationTypeId: typeId, text: 'Ligar depois', mustRead: false }, people.tito);
	await database.pool.query(`update customer set phone = null where id = $1`, [id]);

	const { entries, nextBefore } = await list(people.ana, id);
	expect(nextBefore).toBeNull();
	expect(entries.map((entry) => [entry.operation, entry.tableName, entry.userLogin, entry.ip])).toEqual([
		['update', 'customer', null, null],
		['insert', 'observation', 'tito', '10.0.0.3'],
		['update', 'customer', 'bia', '10.0.0.2'],
		['insert', 'customer', 'ana', '10.0.0.1']
	]);
	expect(entries[2]?.changes).toEqual({ district: ['Centro', 'Cambuí'], email: [null, 'x@y.com'] });
	expect(entries[0]?.changes).toEqual({ phone: ['1932510001', null] });
	expect(entries[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT.*\+00:00$/);

	const first = await list(people.ana, id, { limit: 3 });
	const rest = await list(people.ana, id, { limit: 3, before: first.nextBefore });
	expect([...first.entries, ...rest.entries]).toEqual(entries);
	expect((await list(people.sul, id)).entries).toEqual([]);
});

test('what technicians may not see of a customer they do not see in Histórico either, table by table', async () => {
	const { id } = (await run(customerCreate, customerCreate.args.parse(person(2)), people.ana, 2)) as { id: string };
	const { rows: tables } = await database.pool.query<{ name: string }>(
		`select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_attribute a on a.attrelid = c.oid
		 where t.tgname = 'history_insert' and a.attname = 'customer_id' and not a.attisdropped`
	);
	await database.pool.query(
		`insert into history (id, branch_id, customer_id, table_name, row_id, operation, at, changes)
		 select gen_random_uuid(), $1, $2, name, $2, 'insert', now(), '{}' from unnest($3::text[]) as name`,
		[branches.north, id, tables.map(({ name }) => name)]
	);
	const seenBy = async (actor: Actor) => new Set((await list(actor, id)).entries.map(({ tableName }) => tableName));
	const [technician, attendant] = [await seenBy({ ...people.tito, role: 'technician' }), await seenBy(people.ana)];
	const money = ['invoice', 'payment_method', 'payment', 'charge', 'agreement', 'payment_promise', 'debt_notice'];
	expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(money));
	for (const { name } of tables) {
		expect(attendant.has(name), name).toBe(true);
		expect(technician.has(name), name).toBe(!money.includes(name));
	}
});
