import { describe, expect, it } from 'vitest';
import { newUuid } from '#lib/sync/ids.ts';
import { prune } from './retention.ts';
import { ready, type TestReplica } from './testing/world.ts';
import { until, useWorld } from './testing/use-world.ts';

const at = useWorld();

const contacts = (branch: string, customer: string, count: number): Promise<unknown> =>
	at.world.pool.query(
		`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) select gen_random_uuid(), $1, $2, 'Contato ' || n, now(), now() from generate_series(1, $3::int) n`,
		[branch, customer, count]
	);

async function office(): Promise<{ branch: string; customer: string; replica: TestReplica }> {
	const branch = await at.world.branch('Centro');
	const customer = await at.world.customer(branch);
	const replica = await at.replica(await at.world.person('attendant', [branch]), { keepFrames: true });
	await replica.until(ready);
	return { branch, customer, replica };
}
async function goOffline(replica: TestReplica): Promise<void> {
	replica.transport.down = true;
	replica.transport.cut();
	await replica.until((s) => s.link.state === 'offline');
	replica.frames.length = 0;
}
async function comeBack(replica: TestReplica): Promise<void> {
	replica.transport.down = false;
	replica.core.reconnect();
	await replica.until(ready, 'back');
}
const kinds = (replica: TestReplica, t: string) =>
	replica.frames.map((f) => JSON.parse(f.split('\n')[0]!) as { t: string; mode?: string; table?: string }).filter((m) => m.t === t);

describe('cursors that cannot be trusted', () => {
	it('[H1] after a new epoch the replica compares itself, and only ranges that differ are sent again', async () => {
		const { branch, customer, replica } = await office();
		await contacts(branch, customer, 3_000);
		await replica.sees(`select count(*)::int as n from contact`, [{ n: 3_000 }]);
		await goOffline(replica);
		await at.world.pool.query(`select sync.new_epoch()`);
		await at.world.pool.query(
			`update contact set name = 'Outro' where id = (select id from contact where branch_id = $1 order by id limit 1)`,
			[branch]
		);
		await comeBack(replica);
		expect(kinds(replica, 'welcome').map((m) => m.mode)).toEqual(['verify']);
		expect(kinds(replica, 'range').map((m) => m.table)).toEqual(['contact']);
		expect(
			replica.frames.filter((f) => f.startsWith('{"t":"range"')).map((f) => (JSON.parse(f.slice(f.indexOf('\n') + 1)) as unknown[]).length)
		).toEqual([2_000]);
		await replica.sees(`select count(*)::int as n from contact where name = 'Outro'`, [{ n: 1 }]);
		expect(replica.status().repairs).toBe(0);
		await goOffline(replica);
		await comeBack(replica);
		expect(kinds(replica, 'welcome').map((m) => m.mode)).toEqual(['resume']);
	});

	it('[H2] a replica that is connected when the epoch changes verifies itself at once', async () => {
		const { branch, customer, replica } = await office();
		await contacts(branch, customer, 3);
		await replica.sees(`select count(*)::int as n from contact`, [{ n: 3 }]);
		// TRUNCATE leaves no rows to log; its trigger makes a new epoch.
		await at.world.pool.query(`truncate contact, extra_field_value`);
		await replica.sees(`select count(*)::int as n from contact`, [{ n: 0 }]);
		await replica.until(ready);
		expect(replica.status().repairs).toBe(0);
	});

	it('[H1 R1] a cursor older than the retention is verified; what it would have needed is gone', async () => {
		const { branch, replica } = await office();
		await goOffline(replica);
		await at.world.customer(branch, 'Enquanto fora');
		await at.world.pool.query(`update sync.beacon set at = at - interval '31 days'`);
		await at.world.pool.query(`insert into sync.beacon (at) values (now() - interval '31 days')`);
		await prune(at.world.pool, 30);
		await comeBack(replica);
		expect(kinds(replica, 'welcome').map((m) => m.mode)).toEqual(['verify']);
		await replica.sees(`select count(*)::int as n from customer where name = 'Enquanto fora'`, [{ n: 1 }]);
		expect(replica.status().repairs).toBe(0);
	});

	it('[R1] changes of a transaction that was open when the beacon was written are kept', async () => {
		const client = await at.database.pool.connect();
		await client.query('begin');
		await client.query(`insert into observation_type (id, name, created_at, updated_at) values ($1, 'Aberta', now(), now())`, [newUuid()]);
		const { xid } = (await client.query<{ xid: string }>(`select pg_current_xact_id()::text as xid`)).rows[0]!;
		await at.world.pool.query(`insert into sync.beacon (at) values (now() - interval '31 days')`);
		await client.query('commit');
		client.release();
		await prune(at.world.pool, 30);
		expect((await at.world.pool.query(`select count(*)::int as n from sync.change where xid = $1::xid8`, [xid])).rows).toEqual([{ n: 1 }]);
		expect((await at.world.pool.query(`select pruned_before <= $1::xid8 as ok from sync.state`, [xid])).rows).toEqual([{ ok: true }]);
	});

	it('[H1] a link lost while verifying: the next greeting verifies again, with the rights of then', async () => {
		const [north, south] = [await at.world.branch('Norte'), await at.world.branch('Sul')];
		await at.world.customer(north, 'Do Norte');
		await at.world.customer(south, 'Do Sul');
		const person = await at.world.person('attendant', [north, south]);
		let cuts = 0;
		const replica = await at.replica(person, {
			keepFrames: true,
			transport: (t) => ({
				...t,
				// Each comparison gets as far as the customers, three times.
				connect: (handlers) =>
					t.connect({
						...handlers,
						message: (m) =>
							cuts > 0 && String(m).startsWith('{"t":"checked","table":"customer"')
								? (cuts--, replica.core.reconnect())
								: handlers.message(m)
					})
			})
		});
		await replica.until(ready);
		cuts = 3;
		await at.world.pool.query(`delete from user_branch where user_id = $1 and branch_id = $2`, [person.userId, south]);
		await replica.sees(`select name from customer`, [{ name: 'Do Norte' }]);
		await replica.until(ready);
		expect(cuts).toBe(0);
		expect(replica.status().repairs).toBe(0);
		await replica.restart();
		await replica.until(ready);
		expect(kinds(replica, 'welcome').at(-1)!.mode).toBe('resume');
	});
});

describe('a centre restored from a copy', () => {
	it('[H1] numbering starts anew, what was pending lands once, also when the computer dies in between', async () => {
		const branch = await at.world.branch('Centro');
		const id = await at.world.customer(branch);
		let mute = false;
		let welcomes = 0;
		const replica = await at.replica(await at.world.person('attendant', [branch]), {
			transport: (t) => ({
				...t,
				// After the first greeting, which starts the numbering anew, the link is gone.
				connect: (handlers) =>
					t.connect({
						...handlers,
						message: (m) => (mute && String(m).startsWith('{"t":"welcome"') && ++welcomes > 1 ? t.cut() : handlers.message(m))
					})
			})
		});
		await replica.until(ready);
		for (const district of ['Um', 'Dois', 'Três'])
			await replica.core.mutate('customer.update', { id, changes: { district: { from: null, to: district } } });
		await replica.until(ready);
		await goOffline(replica);
		await replica.core.mutate('customer.update', { id, changes: { remarks: { from: null, to: 'pendente' } } });
		const old = replica.journal.state!.clientId;
		await at.world.pool.query(`delete from sync.mutation where client_id = $1`, [old]);
		await at.world.pool.query(`delete from sync.client where client_id = $1`, [old]);
		await at.world.pool.query(`select sync.new_epoch()`);
		mute = true;
		replica.transport.down = false;
		replica.core.reconnect();
		await until(() => replica.journal.state!.clientId !== old, 'renumbered');
		replica.transport.down = true;
		await replica.restart();
		expect(replica.status().pending).toBe(1);
		mute = false;
		await comeBack(replica);
		expect(
			(
				await at.world.pool.query(
					`select remarks, (select count(*)::int from sync.mutation where client_id = $2) as mutations from customer where id = $1`,
					[id, replica.journal.state!.clientId]
				)
			).rows
		).toEqual([{ remarks: 'pendente', mutations: 1 }]);
		expect(await replica.core.verifyNow()).toBe(0);
	});
});
