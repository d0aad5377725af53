/**
 * A thousand plans suspended by one click, with a real FreeRADIUS where it is installed and a NAS that has all of their sessions open: how
 * soon each login is refused, how soon the last result stands on another browser's screen, and what the office notices.
 */
import { newUuid } from '#lib/sync/ids.ts';
import { startFreeRadius, type FreeRadius } from '#lib/server/network/testing/freeradius.ts';
import { startNas } from '#lib/server/network/testing/nas.ts';
import type { Figure, Measured } from './support/figure.ts';
import type { Database } from './support/lab.ts';
import { loadAverage } from './support/machine.ts';
import { Office } from './support/office.ts';
import { openRadiusClient } from './support/radius-client.ts';
import { nowMs, summarise } from './support/stats.ts';

const customers = 5000;
const secret = 'segredo-do-bench';
const password = 'senha-do-bench';
const finished = ['verified', 'failed', 'withdrawn'];

interface Plan {
	readonly subscriptionId: string;
	readonly username: string;
}
/** Asks whether a login is let in, and tells of sessions: FreeRADIUS, or its views and tables by SQL. */
interface Network {
	readonly how: string;
	refused(plan: Plan): Promise<boolean>;
	account(plan: Plan, sessionId: string, what: 'start' | 'stop'): Promise<void>;
	close(): Promise<void>;
}

export const suspension: Figure = {
	name: 'suspension',
	what: 'suspending 1,000 plans: commit → refused login, click → last result on another screen, the office meanwhile',
	async run(lab) {
		const database = await lab.database(customers);
		const plans = await choosePlans(database, lab.times(1000));
		const nas = await startNas(secret);
		await database.pool.query(
			`insert into network_server (id, name, address, secret, coa_port, created_at, updated_at) values ($1, 'bench', '127.0.0.1', $2, $3, now(), now())
			 on conflict (address) do update set secret = excluded.secret, coa_port = excluded.coa_port, active = true`,
			[newUuid(), secret, nas.port]
		);
		const network = await openNetwork(database);
		try {
			const bySession = new Map(plans.map((plan, n) => [`bench${String(n)}`, plan]));
			for (const [id, { username }] of bySession) nas.sessions.set(id, { username });
			nas.onEnded = (id) => network.account(bySession.get(id)!, id, 'stop');
			for (const [id, plan] of bySession) await network.account(plan, id, 'start');
			for (const plan of plans.slice(0, 5))
				if (await network.refused(plan)) throw new Error(`${plan.username} is refused before it is suspended`);

			const centre = await lab.centre(database);
			const office = await Office.open(lab, database, centre);
			const [clicks, watches] = [lab.child('./replica-process.ts'), lab.child('./replica-process.ts')];
			for (const child of [clicks, watches])
				await child.call('open', { url: centre.url, person: await database.signIn('admin'), folder: lab.folder });
			const { value, figures } = await office.beside('suspension', async () => {
				let last = 0;
				const seen: [at: number, states: string][] = [];
				const shown = new Promise<void>((done) =>
					watches.on<{ at: number; states: Record<string, number> }>('batch', ({ at, states }) => {
						seen.push([at, JSON.stringify(states)]);
						if (finished.reduce((sum, state) => sum + (states[state] ?? 0), 0) < plans.length) return;
						last = at;
						done();
					})
				);
				const logins = refusals(database, network, plans);
				const {
					at,
					saved,
					value: asked
				} = await clicks.call<{ at: number; saved: number; value: { batchId: string } }>('mutate', {
					name: 'suspension.request',
					args: { plans: plans.map(({ subscriptionId }) => subscriptionId), reason: 'Medição' }
				});
				await watches.call('watchBatch', { batchId: asked.batchId });
				await shown;
				// Where the time went: for whoever finds it too long.
				const steps = seen.filter((_, n) => n % Math.ceil(seen.length / 12) === 0);
				lab.options.log(
					`  saved ${(saved - at).toFixed(0)} ms; ${steps.map(([when, states]) => `${(when - at).toFixed(0)} ms ${states}`).join('; ')}`
				);
				return { click: last - at, refused: await logins, batchId: asked.batchId };
			});
			const { rows: ends } = await database.pool.query<{ status: string; n: number }>(
				`select status, count(*)::int as n from suspension where batch_id = $1 group by 1`,
				[value.batchId]
			);
			if (ends.length !== 1 || ends[0]?.status !== 'verified') throw new Error(`not all were verified: ${JSON.stringify(ends)}`);
			const params = { plans: plans.length, customers, network: network.how, load: loadAverage() };
			return [
				{
					name: 'suspension/commit to refused login',
					unit: 'ms',
					...summarise(value.refused),
					target: { kind: 'atMost', p99: 100 },
					params: { ...params, from: 'a look that sees the commit; the login is the first after it' }
				},
				{
					name: 'suspension/click to last result elsewhere',
					unit: 's',
					...summarise([value.click / 1000]),
					target: { kind: 'atMost', p50: (30 * plans.length) / 1000 },
					params
				},
				...figures
			] satisfies Measured[];
		} finally {
			await network.close();
			await nas.close();
		}
	}
};

/** Plans that are active and have one login, each of another customer. */
async function choosePlans({ pool }: Database, count: number): Promise<readonly Plan[]> {
	const { rows } = await pool.query<Plan>(
		`select s.id as "subscriptionId", min(l.username) as username from subscription s join login l on l.subscription_id = s.id and l.deleted_at is null
		 where s.status = 'active' and not exists (select from suspension x where x.subscription_id = s.id and x.ended_at is null)
			and not exists (select from login o where o.username = l.username and o.id <> l.id)
		 group by s.id having count(*) = 1 order by s.id limit $1`,
		[count]
	);
	if (rows.length < count) throw new Error(`only ${String(rows.length)} plans have a login`);
	await pool.query(`update login set password = $1 where username = any ($2)`, [password, rows.map(({ username }) => username)]);
	return rows;
}

/** From the look that first sees a plan's commit to the refusal of a login that is asked right then. ms, of the first three plans of each look. */
async function refusals({ pool }: Database, network: Network, plans: readonly Plan[]): Promise<number[]> {
	const left = new Map(plans.map((plan) => [plan.subscriptionId, plan]));
	const times: number[] = [];
	const asking: Promise<void>[] = [];
	while (left.size > 0) {
		const { rows } = await pool.query<{ id: string }>(`select id from subscription where id = any ($1::uuid[]) and status = 'suspended'`, [
			[...left.keys()]
		]);
		const at = nowMs();
		for (const [n, { id }] of rows.entries()) {
			const plan = left.get(id)!;
			left.delete(id);
			// Fifty customers who dial in at the same instant would measure FreeRADIUS and not us.
			if (n < 3)
				asking.push(
					network.refused(plan).then((refused) => {
						if (!refused) throw new Error(`${plan.username} was let in after the commit`);
						times.push(nowMs() - at);
					})
				);
		}
		await new Promise((done) => setTimeout(done, 10));
	}
	await Promise.all(asking);
	return times;
}

async function openNetwork(database: Database): Promise<Network> {
	const { pool } = database;
	let radius: FreeRadius;
	try {
		radius = await startFreeRadius(database, secret);
	} catch (error) {
		if (!(error instanceof Error && error.message.startsWith('FreeRADIUS is missing'))) throw error;
		// What FreeRADIUS would read, without it.
		return {
			how: 'views of FreeRADIUS by SQL',
			async refused({ username }) {
				const { rows } = await pool.query<{ groupname: string }>(
					`select groupname from radius.radusergroup where username = $1 order by priority limit 1`,
					[username]
				);
				return rows[0]?.groupname.startsWith('suspenso') ?? true;
			},
			async account({ username }, sessionId, what) {
				if (what === 'start')
					await pool.query(
						`insert into radius.radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime) values ($1, $1, $2, '127.0.0.1', now())`,
						[sessionId, username]
					);
				else await pool.query(`update radius.radacct set acctstoptime = now() where acctuniqueid = $1`, [sessionId]);
			},
			close: () => Promise.resolve()
		};
	}
	const client = await openRadiusClient({ auth: radius.authPort, acct: radius.acctPort }, secret);
	return {
		how: 'FreeRADIUS',
		refused: async ({ username }) => !(await client.login(username, password)),
		account: ({ username }, sessionId, what) => client.account(username, sessionId, what),
		async close() {
			client.close();
			await radius.stop();
		}
	};
}
