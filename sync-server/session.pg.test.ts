import { describe, expect, it } from 'vitest';
import { endSession, wipeSession } from '#lib/server/auth/sessions.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ready } from './testing/world.ts';
import { until, useWorld } from './testing/use-world.ts';

const at = useWorld();
const someone = async (role = 'attendant') => {
	const branch = await at.world.branch('Centro');
	return { branch, person: await at.world.person(role, [branch]) };
};
const codes = { signedOut: 4001, wiped: 4002, rights: 4003, protocol: 4004, reload: 4005 };

describe('who may open a socket', () => {
	it('[S1] (!) nobody without a session, none with a made-up token, none from another origin', async () => {
		const { person } = await someone();
		expect(await (await at.raw(null, { headers: { origin: at.world.url } })).end()).toBe(401);
		expect(await (await at.raw('x'.repeat(43))).end()).toBe(401);
		expect(await (await at.raw(null)).end()).toBe(403);
		expect(await (await at.raw(person.token, { headers: { origin: 'https://evil.example' } })).end()).toBe(403);
		const own = await at.raw(person.token);
		await own.join();
	});

	it('[S1] an expired or ended session is nobody', async () => {
		const { person } = await someone();
		await at.world.pool.query(`update session set expires_at = now() - interval '1 minute' where user_id = $1`, [person.userId]);
		expect(await (await at.raw(person.token)).end()).toBe(401);
	});

	it('[L1] pages of a first load ask for the session as well', async () => {
		const { branch, person } = await someone();
		await at.world.customer(branch);
		const page = (token: string | null) =>
			fetch(`${at.world.url}/sync/page?table=customer`, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
		expect((await page(null)).status).toBe(401);
		expect((await page(person.token)).status).toBe(200);
		const other = await someone();
		expect(await (await page(other.person.token)).text()).toBe('');
		for (const bad of ['table=session', `table=customer&after=1'`, 'table=customer&rows=0', 'table=customer&rows=1e9'])
			expect((await fetch(`${at.world.url}/sync/page?${bad}`, { headers: { authorization: `Bearer ${person.token}` } })).status).toBe(400);
	});
});

describe('what is said on a socket', () => {
	it.each([
		['a push before hello', { t: 'push', mutations: [] }],
		['no JSON', '{'],
		['JSON that is no message', { t: 'hello', clientId: 'x' }],
		['an unknown kind', { t: 'drop table' }]
	])('[S2] %s closes it', async (_, message) => {
		const client = await at.raw((await someone()).person.token);
		client.say(message);
		expect(await client.end()).toBe(codes.protocol);
	});

	it('[S2] hello twice, join without a load, a check of an unknown table, binary, each close it', async () => {
		const { person } = await someone();
		for (const say of [
			(c: Awaited<ReturnType<typeof at.raw>>) => c.hello(),
			(c: Awaited<ReturnType<typeof at.raw>>) => c.say({ t: 'join', cursor: '1:1:@' + newUuid() }),
			(c: Awaited<ReturnType<typeof at.raw>>) => c.say({ t: 'check', table: 'session', after: null, rows: 10 }),
			(c: Awaited<ReturnType<typeof at.raw>>) => c.say({ t: 'lease', kind: 'nonsense', count: 10 }),
			(c: Awaited<ReturnType<typeof at.raw>>) => c.socket.send(Buffer.from('{}'), { binary: true })
		]) {
			const client = await at.raw(person.token);
			await client.join();
			say(client);
			expect(await client.end()).toBe(codes.protocol);
		}
	});

	it('[S2] more than 4 MiB at once closes it, and nothing of it is kept', async () => {
		const client = await at.raw((await someone()).person.token);
		await client.join();
		client.push(1, 'observation.create', { text: 'x'.repeat(4 * 1024 * 1024) });
		expect(await client.end()).toBe(1009);
		expect((await at.world.pool.query(`select from sync.mutation where client_id = $1`, [client.clientId])).rowCount).toBe(0);
	});

	it('[S2] a flood of messages closes it', async () => {
		const client = await at.raw((await someone()).person.token);
		await client.join();
		for (let i = 0; i < 3_000; i++) client.say({ t: 'check', table: 'branch', after: null, rows: 1 });
		expect(await client.end()).toBe(codes.protocol);
	});

	it('[S2 S7] who says nothing for 10 s, or answers no ping, is sent away; who only listens stays', async () => {
		const { person } = await someone();
		const silent = await at.raw(person.token);
		const mute = await at.raw(person.token, { mute: true });
		await mute.join();
		const listener = await at.raw(person.token);
		await listener.join();
		expect(await silent.end(15_000)).toBe(codes.protocol);
		expect(await mute.end(30_000)).toBe(1006);
		expect(listener.ended).toBeNull();
	});

	it('[S3] (!) an outbox of somebody else: hello and push with a forged client id close it', async () => {
		const [one, other] = [await someone(), await someone()];
		const own = await at.raw(one.person.token);
		await own.join();
		const thief = await at.raw(other.person.token);
		thief.hello({ clientId: own.clientId });
		expect(await thief.end()).toBe(codes.protocol);
		expect((await at.world.pool.query(`select user_id from sync.client where client_id = $1`, [own.clientId])).rows).toEqual([
			{ user_id: one.person.userId }
		]);
	});

	it('[S5] another protocol or other tables are told to reload', async () => {
		const { person } = await someone();
		for (const change of [{ protocol: 0 }, { protocol: 999 }, { schema: 'other' }]) {
			const client = await at.raw(person.token);
			client.hello(change);
			expect(await client.end()).toBe(codes.reload);
		}
	});
});

describe('cursors of strangers', () => {
	const forged = (beacon: string) => [
		`1:99999999999999999999:@${beacon}`,
		`1:5:99999999999999999999@${beacon}`,
		`18446744073709551615:18446744073709551615:@${beacon}`,
		`9:3:@${beacon}`,
		`3:9:2,20@${beacon}`
	];

	it('[H1 H3] (!) a forged or future cursor in hello is answered by verify and harms nobody else', async () => {
		const { branch, person } = await someone();
		const bystander = await at.replica(await at.world.person('attendant', [branch]));
		await bystander.until(ready);
		const { epoch, audience, cursor } = await (await at.raw(person.token)).join();
		const beacon = cursor.split('@')[1]!;
		for (const text of forged(beacon)) {
			const client = await at.raw(person.token);
			const welcome = await client.join({ replica: { epoch, audience, cursor: text } });
			expect(welcome.mode).toBe('verify');
		}
		const future = await at.raw(person.token);
		expect((await future.join({ replica: { epoch, audience, cursor: `900000000:900000000:@${beacon}` } })).mode).toBe('verify');
		const garbage = await at.raw(person.token);
		expect((await garbage.join({ replica: { epoch, audience, cursor: `'; drop table customer` } })).mode).toBe('verify');
		const name = `Depois ${newUuid()}`;
		await at.world.customer(branch, name);
		await bystander.sees(`select name from customer where name = '${name}'`, [{ name }]);
	});

	it('[H3] (!) a forged cursor in join closes the socket and harms nobody else', async () => {
		const { branch, person } = await someone();
		const bystander = await at.replica(await at.world.person('attendant', [branch]));
		await bystander.until(ready);
		for (const text of [...forged(newUuid()), `1:5:@${newUuid()}`, `900000000:900000000:@${newUuid()}`]) {
			const client = await at.raw(person.token);
			client.hello();
			const { message } = await client.next('welcome');
			client.say({ t: 'join', cursor: text.replace(/@.*/, `@${message.cursor.split('@')[1]}`) });
			if (!text.startsWith('1:5:@')) expect([codes.protocol, text]).toContain(await client.end());
			else client.close();
		}
		const name = `Depois ${newUuid()}`;
		await at.world.customer(branch, name);
		await bystander.sees(`select name from customer where name = '${name}'`, [{ name }]);
	});

	it('[H1] an unknown beacon, another epoch and other rights are verified', async () => {
		const { person } = await someone();
		const { epoch, audience, cursor } = await (await at.raw(person.token)).join();
		for (const replica of [
			{ epoch: newUuid(), audience, cursor },
			{ epoch, audience: 'other', cursor },
			{ epoch, audience, cursor: cursor.replace(/@.*/, `@${newUuid()}`) }
		])
			expect((await (await at.raw(person.token)).join({ replica })).mode).toBe('verify');
		expect((await (await at.raw(person.token)).join({ replica: { epoch, audience, cursor } })).mode).toBe('resume');
	});
});

describe('the end of a session', () => {
	it('[S4] changed rights reconnect, verify, and take the rows of the lost branch away', async () => {
		const [north, south] = [await at.world.branch('Norte'), await at.world.branch('Sul')];
		await at.world.customer(north, 'Do Norte');
		await at.world.customer(south, 'Do Sul');
		const person = await at.world.person('attendant', [north, south]);
		const replica = await at.replica(person);
		await replica.until(ready);
		await replica.sees(`select name from customer order by name`, [{ name: 'Do Norte' }, { name: 'Do Sul' }]);
		await at.world.pool.query(`delete from user_branch where user_id = $1 and branch_id = $2`, [person.userId, south]);
		await replica.sees(`select name from customer order by name`, [{ name: 'Do Norte' }]);
		await replica.until((s) => ready(s) && replica.core.actor.branchIds.length === 1);
		expect(replica.status().repairs).toBe(0);
		await at.world.pool.query(`insert into user_branch (id, user_id, branch_id) values ($1, $2, $3)`, [newUuid(), person.userId, south]);
		await replica.sees(`select name from customer order by name`, [{ name: 'Do Norte' }, { name: 'Do Sul' }]);
	});

	it('[S4] an ended session is signed out and does not come back', async () => {
		const { person } = await someone();
		const replica = await at.replica(person);
		await replica.until(ready);
		const { rows } = await at.world.pool.query<{ id: string }>(`select id from session where user_id = $1`, [person.userId]);
		await endSession(at.world.pool, rows[0]!.id, new Date());
		at.world.centre.closeSessions({ userId: person.userId }, 'signedOut');
		await replica.until((s) => s.link.state === 'stopped' && s.link.because === 'signedOut');
		expect(replica.journal.state).not.toBeNull();
	});

	it('[S4] a wipe erases replica and journal, at once or at the next contact', async () => {
		const { branch, person } = await someone();
		await at.world.customer(branch);
		const replica = await at.replica(person);
		await replica.until(ready);
		replica.transport.down = true;
		replica.transport.cut();
		const { rows } = await at.world.pool.query<{ id: string }>(`select id from session where user_id = $1`, [person.userId]);
		await wipeSession(at.world.pool, rows[0]!.id, new Date());
		replica.transport.down = false;
		replica.core.reconnect();
		await replica.until((s) => s.link.state === 'stopped' && s.link.because === 'wiped');
		await until(() => replica.journal.state === null && replica.storage.kept.size === 0, 'erased');
	});

	it('[S2] a socket that goes away while it is greeted leaves nothing behind', async () => {
		const { branch, person } = await someone();
		const witness = await at.raw((await at.world.person('attendant', [branch])).token);
		await witness.join();
		const metric = (name: string) => Number(new RegExp(`${name} (\\d+)`).exec(at.world.centre.metrics())?.[1]);
		// The greeting waits for this lock, and the socket does not.
		const lock = await at.database.pool.connect();
		await lock.query('begin');
		await lock.query('lock table sync.client in access exclusive mode');
		const client = await at.raw(person.token);
		client.hello({ replica: { epoch: newUuid(), audience: 'x', cursor: `1:1:@${newUuid()}` } });
		await until(
			async () =>
				(await at.database.pool.query(`select from pg_locks where relation = 'sync.client'::regclass and not granted`)).rowCount! > 0,
			'greeting waits'
		);
		client.close();
		await until(() => metric('sessions') === 1, 'closed');
		await lock.query('commit');
		lock.release();
		await until(
			async () => (await at.database.pool.query(`select from sync.client where client_id = $1`, [client.clientId])).rowCount! > 0,
			'greeted'
		);
		witness.close();
		await until(() => metric('sessions') === 0 && metric('audiences') === 0, 'no audience is kept for it');
	});
});
