import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { suspensionBatchUndo } from '#lib/mutators/suspension/undo-batch.ts';
import { suspensionPause } from '#lib/mutators/suspension/pause.ts';
import { suspensionRequest } from '#lib/mutators/suspension/request.ts';
import { suspensionRetry } from '#lib/mutators/suspension/retry.ts';
import { startFreeRadius, type FreeRadius } from '#lib/server/network/testing/freeradius.ts';
import { startNas, type SimulatedNas } from '#lib/server/network/testing/nas.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { applyQueued } from './apply.ts';
import { claim, endSessions } from './end-sessions.ts';
import { queueOver } from './over.ts';
import { staleSessions } from './sessions.ts';
import { addPlan, addProvider, addServer, runAs, type Plan, type Provider } from './testing/plans.ts';
import { SuspensionWorker } from './worker.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const secret = 'segredo-do-nas';
const nasAddress = '127.0.0.1';
let db: FreshDatabase;
let radius: FreeRadius;
let nas: SimulatedNas;
let provider: Provider;
let worker: SuspensionWorker;
let logs: string[];
let serverId: string;

beforeAll(async () => {
	db = await freshDatabase();
	provider = await addProvider(db.pool);
	serverId = await addServer(db.pool, { name: 'bras1', address: nasAddress, secret, port: 3799 });
	radius = await startFreeRadius(db, secret);
});
afterAll(async () => {
	await radius.stop();
	await db.drop();
});
beforeEach(async () => {
	nas = await startNas(secret);
	// As a real NAS: the end of a session is told to accounting.
	nas.onEnded = async (sessionId) => void (await account(sessionId, 'Stop'));
	await db.pool.query(`update network_server set coa_port = $1, secret = $2, active = true, failing_since = null`, [nas.port, secret]);
	await db.pool.query(`delete from setting where key like 'suspension%'`);
	logs = [];
	worker = start();
});
afterEach(async () => {
	await worker.stop(100);
	await nas.close();
});

const start = (): SuspensionWorker =>
	new SuspensionWorker({ pool: db.pool, log: (line) => void logs.push(line), patience: { firstMs: 50, tries: 3 }, accountingMs: 1000 });
const setting = (key: string, value: string) =>
	db.pool.query(
		`insert into setting (id, key, value, created_at, updated_at) values (gen_random_uuid(), $1, to_jsonb($2::text), now(), now())`,
		[key, value]
	);

const users = new Map<string, { username: string; class: string | undefined }>();
const account = (session: string, type: 'Start' | 'Stop') =>
	radius.account({
		'User-Name': users.get(session)!.username,
		'Acct-Session-Id': session,
		'Acct-Status-Type': type,
		'NAS-IP-Address': nasAddress,
		...(users.get(session)!.class === undefined ? {} : { Class: users.get(session)!.class! }),
		...(type === 'Stop' ? { 'Acct-Terminate-Cause': 'Admin-Reset' } : {})
	});
let sessions = 0;
/** The customer's router dials in and is let in. */
async function dialIn(plan: Plan, withClass = true): Promise<string> {
	const answer = await radius.login(plan.username, plan.password);
	expect(answer?.accepted).toBe(true);
	const session = `81a${String(++sessions).padStart(5, '0')}`;
	users.set(session, { username: plan.username, class: withClass ? answer!.attributes['Class'] : undefined });
	nas.sessions.set(session, { username: plan.username });
	expect(await account(session, 'Start')).toBe(true);
	return session;
}

const ask = async (plans: readonly Plan[], more: object = {}) => {
	const outcome = await runAs(db.pool, provider.fin, suspensionRequest, { plans: plans.map((plan) => plan.subscriptionId), ...more });
	expect(outcome).toMatchObject({ ok: true });
	return (outcome as { value: { batchId: string } }).value.batchId;
};
interface Row {
	id: string;
	status: string;
	direction: string;
	failure: string | null;
	failure_detail: Record<string, unknown> | null;
	ticket_id: string | null;
	ended_at: Date | null;
	restore_cause: string | null;
}
const rowOf = async (plan: Plan): Promise<Row> =>
	(await db.pool.query<Row>(`select * from suspension where subscription_id = $1 order by created_at desc limit 1`, [plan.subscriptionId]))
		.rows[0]!;
const becomes = (plan: Plan, expected: Partial<Row>) =>
	expect.poll(() => rowOf(plan), { timeout: 20_000, interval: 20 }).toMatchObject(expected);
const openSessions = async (plan: Plan): Promise<number> =>
	Number(
		(await db.pool.query(`select count(*) from radius.radacct where username = $1 and acctstoptime is null`, [plan.username])).rows[0].count
	);
const pay = (plan: Plan) => db.pool.query(`update invoice set paid_at = now(), paid_cents = amount_cents where id = $1`, [plan.invoiceId]);
const now = () => ({ now: new Date().toISOString(), today: new Date().toISOString().slice(0, 10) });

describe('a suspension on the network', () => {
	test('(342) the very first login after the commit is refused, and the first after the payment is accepted', async () => {
		const plan = await addPlan(db.pool, provider);
		const open = await radius.login(plan.username, plan.password);
		expect(open).toMatchObject({ accepted: true, attributes: { 'Mikrotik-Rate-Limit': '150000k/300000k' } });
		expect(await radius.login(plan.username, 'errada')).toMatchObject({ accepted: false });
		await ask([plan]);
		expect((await radius.login(plan.username, plan.password))?.accepted).toBe(true); // asked for, and not in force yet
		expect(await applyQueued(db.pool, now())).toBe(1);
		const refused = await radius.login(plan.username, plan.password);
		expect(refused).toMatchObject({ accepted: false, attributes: { 'Reply-Message': 'Servico suspenso' } });
		await pay(plan);
		expect(await applyQueued(db.pool, now())).toBe(1);
		expect((await radius.login(plan.username, plan.password))?.accepted).toBe(true);
		worker.start();
		await becomes(plan, { direction: 'restore', status: 'verified', restore_cause: 'paid' });
	});

	test('(341) a live session is ended and verified in accounting: queued, in force, ended, verified', async () => {
		const plan = await addPlan(db.pool, provider);
		const session = await dialIn(plan);
		expect(await openSessions(plan)).toBe(1);
		await ask([plan]);
		expect((await rowOf(plan)).status).toBe('queued');
		worker.start();
		await becomes(plan, { status: 'verified', failure: null });
		expect(nas.sessions.has(session)).toBe(false);
		expect(await openSessions(plan)).toBe(0);
		expect((await db.pool.query(`select acctterminatecause from radius.radacct where acctsessionid = $1`, [session])).rows).toEqual([
			{ acctterminatecause: 'Admin-Reset' }
		]);
		expect((await db.pool.query(`select count(*)::int as n from suspension_step`)).rows).toEqual([{ n: 0 }]);
	});

	test('in the walled garden a suspended plan logs in to where it can pay; both ways the session is opened anew', async () => {
		await setting('suspensionStyle', 'walled_garden');
		const plan = await addPlan(db.pool, provider);
		await dialIn(plan);
		await ask([plan]);
		worker.start();
		await becomes(plan, { status: 'verified' });
		expect(await radius.login(plan.username, plan.password)).toMatchObject({
			accepted: true,
			attributes: { 'Framed-Pool': 'suspensos', 'Mikrotik-Address-List': 'SUSPENSOS', 'Mikrotik-Rate-Limit': '256k/256k' }
		});
		const inGarden = await dialIn(plan);
		// It is under the right answer, and its class says so: nothing is left to be ended.
		const { rows } = await db.pool.query(`select class from radius.radacct where acctsessionid = $1`, [inGarden]);
		expect(rows).toEqual([{ class: expect.stringMatching(/^(suspenso|0x73757370656e736f)$/) }]);
		const since = new Date().toISOString();
		expect(await staleSessions(db.pool, [{ suspensionId: (await rowOf(plan)).id, direction: 'suspend', since }])).toEqual([]);
		await pay(plan);
		await becomes(plan, { direction: 'restore', status: 'verified' });
		expect(nas.sessions.has(inGarden)).toBe(false);
		expect((await radius.login(plan.username, plan.password))?.attributes['Framed-Pool']).toBeUndefined();
	});

	test('a NAS that brings no Class back is judged by the time', async () => {
		const plan = await addPlan(db.pool, provider);
		await dialIn(plan, false);
		await ask([plan]);
		worker.start();
		await becomes(plan, { status: 'verified' });
		expect(await openSessions(plan)).toBe(0);
	});

	test('a lost datagram is sent again with the same id, and done once', async () => {
		const plan = await addPlan(db.pool, provider);
		await dialIn(plan);
		nas.lose(1);
		await ask([plan]);
		worker.start();
		await becomes(plan, { status: 'verified' });
		expect(nas.log.map(({ what }) => what)).toEqual(['lost', 'done']);
		expect(new Set(nas.log.map(({ id }) => id)).size).toBe(1);
	});

	test('a session that the NAS has lost is closed in accounting', async () => {
		const plan = await addPlan(db.pool, provider);
		const session = await dialIn(plan);
		nas.sessions.clear();
		await ask([plan]);
		worker.start();
		await becomes(plan, { status: 'verified' });
		expect((await db.pool.query(`select acctterminatecause from radius.radacct where acctsessionid = $1`, [session])).rows).toEqual([
			{ acctterminatecause: 'Lost-Service' }
		]);
	});
});

describe('what does not get through', () => {
	/** Every attempt at once: what the waiting between them would have brought. */
	async function exhaust(plan: Plan): Promise<void> {
		for (let n = 0; n < 4; n++) {
			await db.pool.query(`update suspension_step set due_at = '-infinity'`);
			const claimed = await claim({ pool: db.pool, now: () => new Date() }, 10);
			const options = {
				pool: db.pool,
				now: () => new Date(),
				patience: { firstMs: 20, tries: 2 },
				accountingMs: 100,
				alarm: (line: string) => void logs.push(line)
			};
			await endSessions(options, claimed, new AbortController().signal);
		}
		expect((await rowOf(plan)).status).toBe('failed');
	}

	test('a wrong secret: failed with the reason, an alarm, and "Tentar de novo" once it is mended; new logins are refused meanwhile', async () => {
		const plan = await addPlan(db.pool, provider);
		await dialIn(plan);
		await db.pool.query(`update network_server set secret = 'outro-segredo' where id = $1`, [serverId]);
		await ask([plan]);
		await applyQueued(db.pool, now());
		await exhaust(plan);
		expect(await rowOf(plan)).toMatchObject({ failure: 'server_silent', failure_detail: { server: 'bras1' } });
		expect(logs).toEqual([`network: bras1 silence`, expect.stringContaining('server_silent')]);
		expect((await db.pool.query(`select failure, failing_since is not null as failing from network_server`)).rows).toEqual([
			{ failure: 'silence', failing: true }
		]);
		await db.pool.query(`update network_server set secret = $1`, [secret]);
		expect(await radius.login(plan.username, plan.password)).toMatchObject({ accepted: false });
		expect(await runAs(db.pool, provider.fin, suspensionRetry, { ids: [(await rowOf(plan)).id] })).toMatchObject({ ok: true });
		worker.start();
		await becomes(plan, { status: 'verified', failure: null });
		expect((await db.pool.query(`select failure from network_server`)).rows).toEqual([{ failure: null }]);
	});

	test.each([
		[
			'a NAS that nobody entered',
			async () => void (await db.pool.query(`update network_server set active = false`)),
			{ failure: 'server_unknown', failure_detail: { server: '127.0.0.1' } }
		],
		['a NAS that answers with another secret', () => void (nas.manner = 'liar'), { failure: 'server_not_genuine' }],
		['a NAS that says yes and does nothing', () => void (nas.manner = 'keeper'), { failure: 'session_alive' }]
	])('%s', async (_what, arrange, expected) => {
		const plan = await addPlan(db.pool, provider);
		await dialIn(plan);
		await arrange();
		await ask([plan]);
		await applyQueued(db.pool, now());
		await exhaust(plan);
		expect(await rowOf(plan)).toMatchObject(expected);
	});

	test('what was tried already waits behind what was not, and of that whoever has paid goes first', async () => {
		const [tried, first, back] = [await addPlan(db.pool, provider), await addPlan(db.pool, provider), await addPlan(db.pool, provider)];
		const next = async () => (await claim({ pool: db.pool, now: () => new Date() }, 1))[0]?.suspensionId;
		await ask([tried]);
		await applyQueued(db.pool, now());
		expect(await next()).toBe((await rowOf(tried)).id);
		await db.pool.query(`update suspension_step set due_at = '-infinity'`);
		await ask([first]);
		await applyQueued(db.pool, now());
		await ask([back]);
		await applyQueued(db.pool, now());
		await pay(back);
		await applyQueued(db.pool, now());
		expect([await next(), await next(), await next(), await next()]).toEqual([
			(await rowOf(back)).id,
			(await rowOf(first)).id,
			(await rowOf(tried)).id,
			undefined
		]);
		await db.pool.query(`update suspension_step set due_at = '-infinity'`);
		worker.start();
		for (const plan of [tried, first, back]) await becomes(plan, { status: 'verified' });
	});

	test('a NAS that is silent keeps its own place, and not those of the others that were taken with it', async () => {
		const mute = await startNas(secret, '127.0.0.2');
		mute.manner = 'mute';
		const muteId = await addServer(db.pool, { name: 'bras2', address: '127.0.0.2', secret, port: mute.port });
		const stuck = await addPlan(db.pool, provider);
		const session = await dialIn(stuck);
		await db.pool.query(`update radius.radacct set nasipaddress = '127.0.0.2' where acctsessionid = $1`, [session]);
		// As many as a node is at together.
		const others: Plan[] = [];
		while (others.length < 63) others.push(await addPlan(db.pool, provider));
		await ask([stuck, ...others]);
		while ((await applyQueued(db.pool, now())) > 0);
		const patient = new SuspensionWorker({
			pool: db.pool,
			log: (line) => void logs.push(line),
			patience: { firstMs: 120_000, tries: 1 },
			accountingMs: 1000
		});
		patient.start();
		await expect.poll(() => mute.log.length, { timeout: 20_000 }).toBe(1);
		const late = await addPlan(db.pool, provider);
		await ask([late]);
		await becomes(late, { status: 'verified' });
		expect(await rowOf(stuck)).toMatchObject({ status: 'in_force' });
		await patient.stop(0);
		await mute.close();
		// Off for good: it is taken out of the settings, and its session is over.
		await db.pool.query(`delete from network_server where id = $1`, [muteId]);
		await db.pool.query(`update radius.radacct set acctstoptime = now() where acctsessionid = $1`, [session]);
		await db.pool.query(`update suspension_step set due_at = '-infinity'`);
		worker.start();
		await becomes(stuck, { status: 'verified' });
	});
});

describe('batches', () => {
	test('(343) (344) with "Criar Ocorrência" each suspension has one ticket of its own, however often the worker runs', async () => {
		const plans = [await addPlan(db.pool, provider), await addPlan(db.pool, provider), await addPlan(db.pool, provider)];
		await ask(plans, { opensTickets: true });
		const second = start();
		await Promise.all([applyQueued(db.pool, now()), applyQueued(db.pool, now()), applyQueued(db.pool, now())]);
		worker.start();
		second.start();
		for (const plan of plans) await becomes(plan, { status: 'verified' });
		await second.stop(100);
		const { rows } = await db.pool.query(
			`select t.customer_id, t.subject, t.protocol, t.created_by, s.ticket_id = t.id as ours from ticket t join suspension s on s.customer_id = t.customer_id where t.customer_id = any ($1::uuid[])`,
			[plans.map((plan) => plan.customerId)]
		);
		expect(rows).toHaveLength(3);
		expect(new Set(rows.map((row) => row.protocol)).size).toBe(3);
		for (const row of rows)
			expect(row).toMatchObject({ subject: 'Suspensão por débito: Fibra 300', created_by: provider.fin.userId, ours: true });
		const without = await addPlan(db.pool, provider);
		await ask([without]);
		await becomes(without, { status: 'verified', ticket_id: null });
	});

	test('a batch that a node died with is finished by another, and Histórico says who asked', async () => {
		const plans = [await addPlan(db.pool, provider), await addPlan(db.pool, provider)];
		for (const plan of plans) await dialIn(plan);
		await ask(plans);
		await applyQueued(db.pool, now());
		expect(await claim({ pool: db.pool, now: () => new Date() }, 10)).toHaveLength(2); // … and here the node dies
		expect(await claim({ pool: db.pool, now: () => new Date() }, 10)).toEqual([]);
		await db.pool.query(`update suspension_step set due_at = now() - interval '1 second'`); // its lease has ended
		worker.start();
		for (const plan of plans) await becomes(plan, { status: 'verified' });
		const { rows } = await db.pool.query(
			`select user_id, changes -> 'status' as status from history where table_name = 'subscription' and row_id = $1`,
			[plans[0]!.subscriptionId]
		);
		expect(rows).toContainEqual({ user_id: provider.fin.userId, status: ['active', 'suspended'] });
	});

	test('a debt that is paid before the worker comes is not suspended', async () => {
		const plan = await addPlan(db.pool, provider);
		await ask([plan]);
		await db.pool.query(`alter table invoice disable trigger restore_paid`); // as if both had happened at the same moment
		await pay(plan);
		await db.pool.query(`alter table invoice enable trigger restore_paid`);
		await applyQueued(db.pool, now());
		expect(await rowOf(plan)).toMatchObject({ status: 'withdrawn', restore_cause: 'paid' });
		expect((await radius.login(plan.username, plan.password))?.accepted).toBe(true);
	});

	test('a wrong batch is undone: its plans are back on the network', async () => {
		const plans = [await addPlan(db.pool, provider), await addPlan(db.pool, provider)];
		const batchId = await ask(plans);
		worker.start();
		for (const plan of plans) await becomes(plan, { status: 'verified' });
		expect(await runAs(db.pool, provider.fin, suspensionBatchUndo, { id: batchId })).toMatchObject({ ok: true, value: { restored: 2 } });
		for (const plan of plans) {
			await becomes(plan, { direction: 'restore', status: 'verified', restore_cause: 'undone' });
			expect((await radius.login(plan.username, plan.password))?.accepted).toBe(true);
		}
	});

	test('(347) a temporary suspension begins on its first day and ends after its last', async () => {
		const plan = await addPlan(db.pool, provider);
		await pay(plan);
		const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
		expect(await runAs(db.pool, provider.mara, suspensionPause, { plans: [plan.subscriptionId], from: day(2), to: day(40) })).toMatchObject(
			{ ok: true }
		);
		const on = (n: number) => ({ now: new Date(Date.now() + n * 86_400_000).toISOString(), today: day(n) });
		expect(await applyQueued(db.pool, on(1))).toBe(0);
		expect(await applyQueued(db.pool, on(2))).toBe(1);
		expect((await radius.login(plan.username, plan.password))?.accepted).toBe(false);
		expect(await queueOver(db.pool, on(40))).toBe(0);
		expect(await queueOver(db.pool, on(41))).toBe(1);
		await applyQueued(db.pool, on(41));
		expect((await radius.login(plan.username, plan.password))?.accepted).toBe(true);
		expect(await rowOf(plan)).toMatchObject({ direction: 'restore', restore_cause: 'over' });
	});
});

describe('what FreeRADIUS may', () => {
	test('reads its views under forced row-level security, and no table behind them', async () => {
		const plan = await addPlan(db.pool, provider);
		for (const table of ['login', 'subscription', 'network_server', 'setting'])
			await db.pool.query(`alter table ${table} force row level security`);
		expect((await radius.login(plan.username, plan.password))?.accepted).toBe(true);
		for (const table of ['login', 'subscription', 'network_server', 'setting'])
			await db.pool.query(`alter table ${table} no force row level security`);
		const client = await db.pool.connect();
		try {
			await client.query('set role balcao_radius');
			for (const table of ['login', 'customer', 'network_server', 'invoice'])
				await expect(client.query(`select * from public.${table}`)).rejects.toThrow('permission denied');
			await expect(client.query(`update radius.radcheck set value = 'x'`)).rejects.toThrow();
			await client.query('reset role');
			await client.query('set role balcao_user');
			for (const name of ['radcheck', 'nas', 'radacct'])
				await expect(client.query(`select * from radius.${name}`)).rejects.toThrow('permission denied');
		} finally {
			client.release(true);
		}
	});

	test('passwords that people try are not kept', async () => {
		const plan = await addPlan(db.pool, provider);
		await radius.login(plan.username, 'segredo do vizinho');
		const { rows } = await db.pool.query(`select pass, reply from radius.radpostauth where username = $1`, [plan.username]);
		expect(rows).toEqual([{ pass: null, reply: 'Access-Reject' }]);
	});
});
