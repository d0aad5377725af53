import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newUuid } from '#lib/sync/ids.ts';
import { freshDatabase, type FreshDatabase } from './testing/database.ts';
import { openReplica, openWorld, ready, type TestReplica, type World } from './testing/world.ts';

let database: FreshDatabase;
let world: World;
const open: TestReplica[] = [];
const replicaOf = async (...args: Parameters<typeof openReplica>) => {
	const replica = await openReplica(...args);
	open.push(replica);
	return replica;
};

beforeAll(async () => {
	database = await freshDatabase();
	world = await openWorld(database.url);
});
afterEach(async () => {
	for (const replica of open.splice(0)) {
		expect(replica.errors).toEqual([]);
		await replica.close();
	}
});
afterAll(async () => {
	await world.close();
	await database.drop();
});

describe('a replica follows the centre', () => {
	it('[L1 D1 W1] loads, then sees plain SQL, insert, update and delete', async () => {
		const branch = await world.branch('Centro');
		const customer = await world.customer(branch, 'Ana Lima');
		const attendant = await world.person('attendant', [branch]);
		const replica = await replicaOf(world, attendant);
		await replica.until(ready, 'ready');
		await replica.sees(`select name from customer`, [{ name: 'Ana Lima' }]);
		await world.pool.query(`update customer set name = 'Ana Lima Castro' where id = $1`, [customer]);
		await replica.sees(`select name, name_folded from customer`, [{ name: 'Ana Lima Castro', name_folded: 'ana lima castro' }]);
		await world.pool.query(`delete from customer where id = $1`, [customer]);
		await replica.sees(`select count(*)::int as n from customer`, [{ n: 0 }]);
		expect(await replica.core.verifyNow()).toBe(0);
	});

	it('[D5 A1] a customer moved to another branch leaves one replica and enters the other, with all that hangs on it', async () => {
		const [north, south] = [await world.branch('Norte'), await world.branch('Sul')];
		const customer = await world.customer(north);
		await world.pool.query(
			`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) values ($1, $2, $3, 'Filho', now(), now())`,
			[newUuid(), north, customer]
		);
		const a = await replicaOf(world, await world.person('attendant', [north]));
		const b = await replicaOf(world, await world.person('attendant', [south]));
		await Promise.all([a.until(ready), b.until(ready)]);
		await a.sees(`select (select count(*)::int from customer) as customers, (select count(*)::int from contact) as contacts`, [
			{ customers: 1, contacts: 1 }
		]);
		await world.pool.query(`update customer set branch_id = $1 where id = $2`, [south, customer]);
		await a.sees(`select (select count(*)::int from customer) as customers, (select count(*)::int from contact) as contacts`, [
			{ customers: 0, contacts: 0 }
		]);
		await b.sees(`select (select count(*)::int from customer) as customers, (select count(*)::int from contact) as contacts`, [
			{ customers: 1, contacts: 1 }
		]);
	});

	it('[P2 P10] a mutation is on the own screen at once, at the centre and in another replica soon, and no longer pending', async () => {
		const branch = await world.branch('Leste');
		const customer = await world.customer(branch);
		const a = await replicaOf(world, await world.person('attendant', [branch]));
		const b = await replicaOf(world, await world.person('attendant', [branch]));
		await Promise.all([a.until(ready), b.until(ready)]);
		const result = await a.core.mutate('customer.update', { id: customer, changes: { district: { from: null, to: 'Cambuí' } } });
		expect(result).toMatchObject({ ok: true });
		expect(await a.core.sql(`select district from customer where id = '${customer}'`)).toEqual([{ district: 'Cambuí' }]);
		await b.sees(`select district from customer where id = '${customer}'`, [{ district: 'Cambuí' }]);
		await a.until(ready, 'acknowledged');
		expect((await world.pool.query(`select district from customer where id = $1`, [customer])).rows).toEqual([{ district: 'Cambuí' }]);
		expect(await a.core.verifyNow()).toBe(0);
	});

	it('[P1 P3] works while the link is down, survives the end of the process, and lands once', async () => {
		const branch = await world.branch('Oeste');
		const customer = await world.customer(branch);
		const type = newUuid();
		await world.pool.query(`insert into observation_type (id, name, created_at, updated_at) values ($1, 'Aviso', now(), now())`, [type]);
		const a = await replicaOf(world, await world.person('attendant', [branch]));
		await a.until(ready);
		a.transport.down = true;
		a.transport.cut();
		await a.until((s) => s.link.state === 'offline');
		for (const text of ['um', 'dois', 'três'])
			expect(
				await a.core.mutate('observation.create', { customerId: customer, observationTypeId: type, text, mustRead: true })
			).toMatchObject({ ok: true });
		await a.restart();
		expect(a.status().pending).toBe(3);
		expect(await a.core.sql(`select count(*)::int as n from observation where customer_id = '${customer}'`)).toEqual([{ n: 3 }]);
		a.transport.down = false;
		a.core.reconnect();
		await a.until(ready, 'landed');
		expect(
			(await world.pool.query(`select text from observation where customer_id = $1 order by created_at, id`, [customer])).rows
				.map((r: { text: string }) => r.text)
				.sort()
		).toEqual(['dois', 'três', 'um']);
		expect(await a.core.verifyNow()).toBe(0);
	});

	it('[P5] a refusal is undone, kept in the inbox, and does not block what follows', async () => {
		const branch = await world.branch('Vila');
		const customer = await world.customer(branch);
		const a = await replicaOf(world, await world.person('attendant', [branch]));
		await a.until(ready);
		a.transport.down = true;
		a.transport.cut();
		await a.until((s) => s.link.state === 'offline');
		const doomed = await world.customer(branch, 'Vai Embora');
		void doomed;
		await a.core.mutate('customer.update', { id: customer, changes: { district: { from: null, to: 'Antes' } } });
		await world.pool.query(`delete from customer where id = $1`, [customer]);
		const other = await world.customer(branch, 'Fica');
		a.transport.down = false;
		a.core.reconnect();
		await a.until((s) => ready(s) && s.refused === 1, 'refused');
		await a.sees(`select count(*)::int as n from customer where id = '${customer}'`, [{ n: 0 }]);
		await a.sees(`select name from customer where id = '${other}'`, [{ name: 'Fica' }]);
		expect((await a.core.inbox())[0]).toMatchObject({ name: 'customer.update', code: 'not_found', parked: false });
		expect(await a.core.mutate('customer.update', { id: other, changes: { district: { from: null, to: 'Depois' } } })).toMatchObject({
			ok: true
		});
		await a.until((s) => s.pending === 0);
		expect(await a.core.verifyNow()).toBe(0);
	});
});
