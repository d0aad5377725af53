/** Storm, calm, compare; again and again until the time is over. */
import { setTimeout as delay } from 'node:timers/promises';
import { randomFor } from '#lib/demo/random.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { projectAll } from '#lib/sync/projection.ts';
import { openPool } from '../../database.ts';
import { startTestPostgres } from '../database.ts';
import { openReplica, person, ready, type TestReplica } from '../world.ts';
import { Guard } from './guard.ts';
import { Ledger } from './ledger.ts';
import { fuzzMutators } from './mutators.ts';
import { Nodes } from './nodes.ts';
import { centreRows, differences, replicaRows } from './oracle.ts';
import { Rights } from './rights.ts';
import { Storm } from './storm.ts';
import { Wire } from './wire.ts';

export interface FuzzOptions {
	readonly seconds: number;
	readonly seed: number;
	readonly log: (line: string) => void;
}

export interface FuzzResult {
	readonly rounds: number;
	readonly mutations: number;
	readonly divergences: number;
	readonly lost: number;
	readonly duplicated: number;
	readonly leaked: number;
	/** Each thing that went wrong, in words. */
	readonly complaints: readonly string[];
}

const calmMs = 90_000;
/** No step takes so long: what does, waits for something that never comes. */
const stepMs = 120_000;

export async function fuzz({ seconds, seed, log }: FuzzOptions): Promise<FuzzResult> {
	const random = randomFor(seed, 'fuzz', 0);
	const projections = projectAll(syncedTables);
	const postgres = await startTestPostgres();
	// The storm leaves transactions open and goes on: a statement that waits for one of them waits for the storm itself.
	const pool = openPool(postgres.url, 6, '-c lock_timeout=500ms');
	const nodes = await Nodes.open(postgres.url, 2);
	const wires: Wire[] = [];
	const replicas: TestReplica[] = [];
	const complaints: string[] = [];
	const complain = (line: string) => {
		complaints.push(line);
		log(`  ${line}`);
	};
	let [rounds, divergences, lost, duplicated, leaked] = [0, 0, 0, 0, 0];
	const ledger = new Ledger();
	let storm: Storm | null = null;
	let stuck = false;
	/** False when it does not end: says where Postgres and the replicas stand, because a storm that stands still tells nothing. */
	const ends = async (what: string, work: Promise<void>): Promise<boolean> => {
		const patience = new AbortController();
		const ended = await Promise.race([work.then(() => true), delay(stepMs, false, { signal: patience.signal }).catch(() => true)]).finally(
			() => patience.abort()
		);
		if (ended) return true;
		stuck = true;
		divergences++;
		complain(`${what} never ended; replicas: ${JSON.stringify(replicas.map((r) => r.status()))}`);
		const { rows } = await pool.query<{ state: string; wait: string | null; query: string }>(
			`select state, wait_event as wait, left(query, 200) as query from pg_stat_activity where backend_type = 'client backend'`
		);
		for (const row of rows) log(`  ${row.state}, waits for ${row.wait ?? 'nothing'}: ${row.query}`);
		return false;
	};
	try {
		const branches = await seedCentre(pool);
		const [a, b, c] = branches as [string, string, string];
		await ledger.begin(pool);
		const rights = new Rights(pool);
		const people = [
			await person(pool, 'attendant', [a]),
			await person(pool, 'attendant', [a, b]),
			await person(pool, 'technician', [b, c]),
			await person(pool, 'manager', [a, c]),
			await person(pool, 'administrator', [])
		];
		// The second once more, on another computer: two sessions of one audience.
		people.push(people[1]!);
		await rights.know(people.map((p) => p.userId));
		const guards = people.map((p) => new Guard(p.userId, rights, projections));
		for (const [i, who] of people.entries()) {
			const wire = await Wire.open(() => nodes.ports[Math.floor(random() * nodes.ports.length)] ?? null);
			wires.push(wire);
			replicas.push(
				await openReplica({ url: `http://127.0.0.1:${wire.port}` }, who, {
					mutators: fuzzMutators,
					watch: (text, socket) => guards[i]!.frame(text, socket),
					transport: (transport) => ({
						...transport,
						connect: transport.connect,
						fetchPage: async (path, signal) => {
							const askedAt = Date.now();
							const response = await transport.fetchPage(path, signal);
							if (response.ok)
								guards[i]!.page(new URL(path, 'http://x').searchParams.get('table')!, await response.clone().text(), askedAt);
							return response;
						}
					})
				})
			);
		}
		storm = new Storm({ random, postgres, pool, nodes, replicas, wires, rights, ledger, branches, log });
		const deadline = Date.now() + seconds * 1000;
		while (Date.now() < deadline && complaints.length === 0) {
			for (let steps = 20 + Math.floor(random() * 80); steps > 0 && !stuck; steps--) await ends('a step of the storm', storm.step());
			if (stuck || !(await ends('calm', storm.calm()))) break;
			const calmAt = Date.now();
			const marker = `${rounds}-${random()}`;
			await pool.query(`update setting set value = to_jsonb($1::text) where key = 'fuzz'`, [marker]);
			await Promise.all(
				replicas.map(async (replica, i) => {
					const words = await settled(replica, async () => (await rights.actor(people[i]!.userId)).branchIds.join(), marker);
					if (words === null) return;
					divergences++;
					complain(`replica ${i} never came to rest: ${words}`);
				})
			);
			for (const [i, replica] of replicas.entries()) {
				if (complaints.length > 0) break;
				const found = differences(
					await centreRows(pool, await rights.actor(people[i]!.userId), projections),
					await replicaRows((sql) => replica.core.sql(sql), projections)
				);
				divergences += found.length;
				for (const line of found) complain(`replica ${i} differs in ${line}`);
				const { repairs } = replica.status();
				if (repairs > 0) {
					// Healed, but it should not have been ill.
					divergences += repairs;
					complain(`replica ${i} had to repair ${repairs} ranges`);
				}
				for (const error of replica.errors.splice(0).filter((e) => !isWeather(e))) {
					divergences++;
					complain(`replica ${i}: ${error instanceof Error ? error.stack : String(error)}`);
				}
			}
			const verdict = await ledger.audit(
				pool,
				await Promise.all(replicas.map(async (r) => new Set((await r.core.inbox()).map((e) => e.id))))
			);
			lost += verdict.lost.length;
			duplicated += verdict.duplicated.length;
			for (const line of [...verdict.lost, ...verdict.duplicated]) complain(line);
			for (const [i, guard] of guards.entries()) {
				const leaks = guard.judge();
				leaked += leaks.length;
				for (const line of leaks.slice(0, 5)) complain(`leak to replica ${i}: ${line}`);
			}
			rounds++;
			log(
				`round ${rounds}: ${storm.mutations} mutations, ${guards.reduce((sum, g) => sum + g.rows, 0)} rows seen, at rest after ${Date.now() - calmAt} ms, greetings ${JSON.stringify(guards.map((g) => g.modes))}`
			);
		}
		if (complaints.length > 0) for (const line of nodes.logs.slice(-60)) log(`  ${line}`);
	} finally {
		if (!stuck) await storm?.calm().catch(() => undefined);
		for (const replica of replicas) await replica.close().catch(() => undefined);
		for (const wire of wires) wire.close();
		await nodes.close();
		await pool.end().catch(() => undefined);
		await postgres.stop();
	}
	return { rounds, mutations: storm.mutations, divergences, lost, duplicated, leaked, complaints };
}

/** A link that went away while pages were fetched is no defect. */
const isWeather = (error: unknown): boolean =>
	error instanceof Error && (error.name === 'PageRefused' || /fetch failed|down|terminated|aborted/i.test(error.message));

/** Waits until a replica is connected, idle, complete and has seen the marker; answers its state when it never is. */
async function settled(replica: TestReplica, branchIds: () => Promise<string>, marker: string): Promise<string | null> {
	const deadline = Date.now() + calmMs;
	let knockedAt = Date.now();
	for (;;) {
		const status = replica.status();
		if (status.link.state === 'stopped') return JSON.stringify(status);
		if (ready(status)) {
			const [seen] = await replica.core.sql<{ value: unknown }>(`select value from setting where key = 'fuzz'`);
			if (seen?.value === marker && [...replica.core.actor.branchIds].sort().join() === (await branchIds())) return null;
		} else if (status.link.state === 'offline' && Date.now() - knockedAt > 2_000) {
			knockedAt = Date.now();
			replica.core.reconnect();
		}
		if (Date.now() > deadline) return `${JSON.stringify(status)} ${replica.errors.map(String).join('; ')}`;
		await delay(20);
	}
}

/** Three branches, a little of everything in each. */
async function seedCentre(pool: Parameters<typeof person>[0]): Promise<string[]> {
	const branches: string[] = [];
	for (const name of ['Centro', 'Norte', 'Sul']) {
		const id = newUuid();
		branches.push(id);
		await pool.query(
			`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, $2, 'Campinas', 'SP', '19', now(), now())`,
			[id, name]
		);
	}
	await pool.query(`insert into observation_type (id, name, created_at, updated_at) values ($1, 'Aviso', now(), now())`, [newUuid()]);
	await pool.query(
		`insert into service_plan (id, name, download_kbps, upload_kbps, price_cents, created_at, updated_at) values ($1, 'Fibra', 500000, 250000, 9990, now(), now())`,
		[newUuid()]
	);
	await pool.query(
		`insert into billing_method (id, name, kind, created_at, updated_at) values ($1, 'Débito', 'bank_debit', now(), now())`,
		[newUuid()]
	);
	await pool.query(`insert into setting (id, key, value, created_at, updated_at) values ($1, 'fuzz', '""', now(), now())`, [newUuid()]);
	await pool.query(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
		 select gen_random_uuid(), b.id, 1000000 + row_number() over (), 'natural', 'Cliente ' || n, '52998224725', '2026-01-10', 'Rua ' || n, 'Campinas', 'SP', now(), now() from branch b, generate_series(1, 12) n`
	);
	await pool.query(
		`insert into subscription (id, branch_id, customer_id, service_plan_id, status, price_cents, due_day, started_on, created_at, updated_at) select gen_random_uuid(), c.branch_id, c.id, p.id, 'active', 9990, 10, '2026-01-10', now(), now() from customer c, service_plan p`
	);
	await pool.query(
		`insert into invoice (id, branch_id, customer_id, number, due_on, amount_cents, created_at, updated_at) select gen_random_uuid(), branch_id, id, row_number() over (), '2026-02-10', 9990, now(), now() from customer, generate_series(1, 4)`
	);
	await pool.query(
		`insert into contact (id, branch_id, customer_id, name, created_at, updated_at) select gen_random_uuid(), branch_id, id, 'Contato ' || n, now(), now() from customer, generate_series(1, 5) n`
	);
	return branches;
}
