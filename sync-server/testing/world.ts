/**
 * A real centre on a real Postgres and a real port, with as many real replicas as a test wants: the same client code as
 * in a browser, PGlite in memory, websockets over loopback.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { PGlite, type PGliteInterface, type Transaction } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import pg from 'pg';
import WebSocket from 'ws';
import { mutators as productMutators } from '#lib/mutators/index.ts';
import { queries } from '#lib/queries/index.ts';
import { imageName, noInitdb, unpackImage } from '#lib/replica/storage/image.ts';
import { startParams } from '#lib/replica/storage/settings.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import { createCore, type Core } from '#lib/sync/client/core.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Actor, MutatorRegistry } from '#lib/sync/model.ts';
import type { Clock, Journal, JournalState, ReplicaDatabase, ReplicaStorage, Transport } from '#lib/sync/ports.ts';
import type { ReplicaStatus } from '#lib/replica/contract.ts';
import { buildReplicaImage } from '../../scripts/replica-image.ts';
import { openCentre, type Centre, type CentreOptions } from '../centre.ts';

export interface Person {
	readonly userId: string;
	readonly token: string;
	readonly actor: Actor;
}

export interface World {
	readonly url: string;
	readonly centre: Centre;
	readonly pool: pg.Pool;
	readonly databaseUrl: string;
	readonly logs: string[];
	branch(name: string): Promise<string>;
	person(role: string, branchIds: readonly string[]): Promise<Person>;
	customer(branchId: string, name?: string): Promise<string>;
	/** A second node on the same database. */
	anotherNode(): Promise<{ url: string; stop(): Promise<void> }>;
	close(): Promise<void>;
}

const at = '2026-11-21T12:00:00Z';

export async function serve(centre: Centre, port = 0): Promise<{ server: Server; url: string }> {
	const server = createServer((request, response) => {
		if (!centre.handleRequest(request, response)) response.writeHead(404).end();
	});
	server.on('upgrade', (request, socket, head) => {
		if (!centre.handleUpgrade(request, socket, head)) socket.destroy();
	});
	await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Somebody with these rights, signed in. */
export async function person(pool: pg.Pool, role: string, branchIds: readonly string[]): Promise<Person> {
	const userId = newUuid();
	const login = `${role}-${userId.slice(-6)}`;
	await pool.query(`insert into app_user (id, login, name, role, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)`, [
		userId,
		login,
		`Pessoa ${login}`,
		role,
		at
	]);
	for (const branchId of branchIds)
		await pool.query(`insert into user_branch (id, user_id, branch_id) values ($1, $2, $3)`, [newUuid(), userId, branchId]);
	const { token } = await startSession(pool, { userId, ip: '127.0.0.1', userAgent: 'test', now: new Date() });
	return { userId, token, actor: { userId, login, name: `Pessoa ${login}`, role, branchIds } };
}

export async function openWorld(databaseUrl: string, options: Partial<CentreOptions> = {}): Promise<World> {
	const logs: string[] = [];
	const centreOptions: CentreOptions = { databaseUrl, build: 'test', log: (line) => void logs.push(line), jobs: false, ...options };
	const centre = await openCentre(centreOptions);
	const { server, url } = await serve(centre);
	const { pool } = centre;
	// Far above the codes that are leased.
	let code = 1_000_000;
	return {
		url,
		centre,
		pool,
		databaseUrl,
		logs,
		async branch(name) {
			const id = newUuid();
			await pool.query(
				`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, $2, 'Campinas', 'SP', '19', $3, $3)`,
				[id, name, at]
			);
			return id;
		},
		person: (role, branchIds) => person(pool, role, branchIds),
		async customer(branchId, name = 'Maria de Souza') {
			const id = newUuid();
			await pool.query(
				`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at) values ($1, $2, $3, 'natural', $4, '52998224725', '2026-01-10', 'Rua das Flores, 10', 'Campinas', 'SP', $5, $5)`,
				[id, branchId, code++, name, at]
			);
			return id;
		},
		async anotherNode() {
			const second = await openCentre(centreOptions);
			const served = await serve(second);
			return {
				url: served.url,
				stop: async () => {
					await second.close(50);
					served.server.close();
				}
			};
		},
		async close() {
			await centre.close(50);
			server.closeAllConnections();
			server.close();
		}
	};
}

export const wallClock: Clock = {
	now: () => new Date(),
	setTimeout: (run, ms) => setTimeout(run, ms),
	clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
	random: Math.random
};

/** One socket of a replica: which rights it has is decided between its opening and the centre's welcome. */
export interface SocketSeen {
	readonly number: number;
	readonly openedAt: number;
}

/** Sockets and pages over loopback. `address` may change while the replica lives; `cut` kills the present socket. */
export function loopback(
	address: { url: string },
	token: string,
	watch?: (message: string, socket: SocketSeen) => void
): Transport & { cut(): void; down: boolean } {
	const headers = { authorization: `Bearer ${token}` };
	let present: WebSocket | null = null;
	let number = 0;
	const transport = {
		down: false,
		cut: () => present?.terminate(),
		connect(handlers: Parameters<Transport['connect']>[0]) {
			if (transport.down) {
				setImmediate(() => handlers.closed(1006, 'down'));
				return { send: () => undefined, close: () => undefined, bufferedAmount: 0 };
			}
			const seen: SocketSeen = { number: ++number, openedAt: Date.now() };
			const socket = (present = new WebSocket(address.url.replace('http', 'ws') + '/sync', { headers }));
			socket.on('open', () => handlers.opened());
			socket.on('message', (data: Buffer, isBinary) => {
				watch?.(isBinary ? inflateRawSync(data).toString('utf8') : data.toString('utf8'), seen);
				handlers.message(isBinary ? new Uint8Array(data) : data.toString('utf8'));
			});
			let refused = 0;
			socket.on('unexpected-response', (_request, response) => {
				refused = response.statusCode ?? 0;
				socket.terminate();
			});
			// A browser learns nothing of a refused upgrade and asks by HTTP; here the status is at hand.
			socket.on('close', (code, reason) => handlers.closed(refused === 401 ? 4001 : code, reason.toString()));
			socket.on('error', () => undefined);
			return {
				send: (message: string | Uint8Array) => socket.readyState === WebSocket.OPEN && socket.send(message),
				close: () => socket.terminate(),
				get bufferedAmount() {
					return socket.bufferedAmount;
				}
			};
		},
		fetchPage: (path: string, signal: AbortSignal) =>
			transport.down ? Promise.reject(new Error('down')) : fetch(address.url + path, { headers, signal })
	};
	return transport;
}

/** One run of a replica's process: when it is over, nothing it still tries reaches its disk. */
export class Life {
	over = false;
	async act<T>(work: () => Promise<T>): Promise<T> {
		if (this.over) throw new Error('the process is dead');
		const result = await work();
		if (this.over) throw new Error('the process is dead');
		return result;
	}
}

/** A journal that outlives its core, as a disk would. */
export class MemoryJournal implements Journal {
	state: JournalState | null = null;
	/** Set to have the next writes fail, as a full disk would. */
	failing = false;
	async read() {
		return this.state && structuredClone(this.state);
	}
	async write(change: Parameters<Journal['write']>[0]) {
		if (this.failing) throw new Error('the disk is full');
		const { addOutbox, dropOutboxThrough, addInbox, removeInbox, replaceOutbox, ...rest } = change;
		const s = this.state ?? {
			clientId: '',
			userId: '',
			nextSeq: 1,
			outbox: [],
			inbox: [],
			leases: {},
			generation: null,
			lastContactAt: null
		};
		const kept = (replaceOutbox ?? s.outbox).filter((r) => dropOutboxThrough === undefined || r.seq > dropOutboxThrough);
		const gone = new Set([...(removeInbox ?? []), ...(addInbox ?? []).map((e) => e.id)]);
		this.state = structuredClone({
			...s,
			...rest,
			outbox: [...kept, ...(addOutbox ?? [])],
			inbox: [...s.inbox.filter((e) => !gone.has(e.id)), ...(addInbox ?? [])]
		});
	}
	async erase() {
		this.state = null;
	}
	/** The same disk as one process sees it. */
	during(life: Life): Journal {
		return {
			read: () => life.act(() => this.read()),
			write: (change) => life.act(() => this.write(change)),
			erase: () => life.act(() => this.erase())
		};
	}
}

/** The prepared image that browsers start from: opening it takes a quarter of a second, initdb several. Read once per process. */
let image: Promise<Blob> | null = null;
const preparedImage = (): Promise<Blob> =>
	(image ??= (async () => {
		await buildReplicaImage();
		const path = join(import.meta.dirname, '../../static/replica', imageName);
		const blob = await unpackImage(new Uint8Array(await readFile(path)));
		if (!blob) throw new Error(`${path} is no image`);
		return blob;
	})());

export const newPglite = async (): Promise<PGlite> =>
	PGlite.create({
		extensions: { pg_trgm },
		loadDataDir: await preparedImage(),
		initdbWasmModule: noInitdb(),
		startParams: startParams(PGlite.defaultStartParams)
	});

/** Databases in memory that outlive their core: "closing" one keeps it for the next opening, as a directory would. */
export class MemoryStorage implements ReplicaStorage {
	readonly kept = new Map<string, PGlite>();
	async open(generation: string): Promise<ReplicaDatabase | null> {
		const pglite = this.kept.get(generation);
		return pglite ? { pg: pglite, storage: 'memory', generation, close: async () => undefined } : null;
	}
	async create(generation: string): Promise<ReplicaDatabase> {
		const pglite = await newPglite();
		this.kept.set(generation, pglite);
		return { pg: pglite, storage: 'memory', generation, close: async () => undefined };
	}
	async deleteOthers(keep: string | null) {
		for (const [name, pglite] of this.kept) {
			if (name === keep) continue;
			this.kept.delete(name);
			await pglite.close().catch(() => undefined);
		}
	}
	/** The same disk as one process sees it. */
	during(life: Life): ReplicaStorage {
		const mortal = (database: ReplicaDatabase): ReplicaDatabase => ({ ...database, pg: mortalPglite(database.pg, life) });
		return {
			open: async (generation) => {
				const database = await life.act(() => this.open(generation));
				return database && mortal(database);
			},
			create: async (generation) => mortal(await life.act(() => this.create(generation))),
			deleteOthers: (keep) => life.act(() => this.deleteOthers(keep))
		};
	}
}

/** PGlite as far as the engine uses it, failing at whatever statement the process dies: an open transaction is rolled back. */
function mortalPglite(pg: PGliteInterface, life: Life): PGliteInterface {
	const statements = (sql: Pick<Transaction, 'query' | 'exec'>) => ({
		query: (...args: Parameters<Transaction['query']>) => life.act(() => sql.query(...args)),
		exec: (...args: Parameters<Transaction['exec']>) => life.act(() => sql.exec(...args))
	});
	return {
		...statements(pg),
		runExclusive: (work: () => Promise<unknown>) => life.act(() => pg.runExclusive(work)),
		execProtocolStream: (...args: Parameters<PGlite['execProtocolStream']>) => (pg as PGlite).execProtocolStream(...args),
		transaction: (work: (tx: Transaction) => Promise<unknown>) =>
			life.act(() =>
				pg.transaction((tx) => life.act(() => work({ ...statements(tx), rollback: () => tx.rollback() } as unknown as Transaction)))
			)
	} as unknown as PGliteInterface;
}

export interface TestReplica {
	core: Core;
	readonly person: Person;
	readonly journal: MemoryJournal;
	readonly storage: MemoryStorage;
	readonly transport: ReturnType<typeof loopback>;
	readonly errors: unknown[];
	/** Every text frame received, when asked for. */
	readonly frames: string[];
	status(): ReplicaStatus;
	/** Resolves when the status fulfils the condition; rejects with the last status after 20 s. */
	until(condition: (status: ReplicaStatus) => boolean, what?: string): Promise<void>;
	/** Resolves when the SQL answers this (as JSON). */
	sees(sql: string, expected: unknown): Promise<void>;
	/** Ends the process of the replica without a word, wherever it is, and starts another on the same disk. */
	restart(): Promise<void>;
	close(): Promise<void>;
}

export interface ReplicaOptions {
	readonly mutators?: MutatorRegistry;
	readonly keepFrames?: boolean;
	/** Is given every frame received. */
	watch?(message: string, socket: SocketSeen): void;
	readonly clock?: Clock;
	/** Wraps the transport: to look at what passes, or to stop it. */
	transport?(transport: ReturnType<typeof loopback>): Transport;
}

export async function openReplica(world: { url: string }, person: Person, options: ReplicaOptions = {}): Promise<TestReplica> {
	const journal = new MemoryJournal();
	const storage = new MemoryStorage();
	const errors: unknown[] = [];
	const frames: string[] = [];
	const listeners = new Set<() => void>();
	const transport = loopback(world, person.token, options.watch ?? (options.keepFrames ? (m) => void frames.push(m) : undefined));
	let life = new Life();
	const open = () =>
		createCore({
			storage: storage.during(life),
			journal: journal.during(life),
			transport: options.transport?.(transport) ?? transport,
			clock: options.clock ?? wallClock,
			tables: syncedTables,
			mutators: options.mutators ?? productMutators,
			queries,
			user: person.actor,
			build: 'test',
			offlineHours: null,
			dayOf: (instant) => instant.toISOString().slice(0, 10),
			onStatus: () => listeners.forEach((l) => l()),
			onError: (
				(of) => (e) =>
					void (of.over || errors.push(e))
			)(life)
		});
	const waitFor = async (met: () => boolean | Promise<boolean>, explain: () => string | Promise<string>) => {
		const deadline = Date.now() + 20_000;
		while (!(await met())) {
			if (Date.now() > deadline) throw new Error(`waited in vain: ${await explain()}`);
			await new Promise<void>((done) => {
				const timer = setTimeout(finish, 20);
				function finish() {
					clearTimeout(timer);
					listeners.delete(finish);
					done();
				}
				listeners.add(finish);
			});
		}
	};
	const replica: TestReplica = {
		core: await open(),
		person,
		journal,
		storage,
		transport,
		errors,
		frames,
		status: () => replica.core.status,
		until: (condition, what = 'status') =>
			waitFor(
				() => condition(replica.core.status),
				() => `${what}: ${JSON.stringify(replica.core.status)} ${errors.map(String).join('; ')}`
			),
		sees: (sql, expected) => {
			let last: unknown;
			return waitFor(
				async () => JSON.stringify((last = await replica.core.sql(sql))) === JSON.stringify(expected),
				() => `${sql} → ${JSON.stringify(last)} instead of ${JSON.stringify(expected)}; ${errors.map(String).join('; ')}`
			);
		},
		async restart() {
			life.over = true;
			transport.cut();
			await replica.core.close();
			life = new Life();
			replica.core = await open();
		},
		async close() {
			await replica.core.close();
			await storage.deleteOthers(null);
		}
	};
	return replica;
}

export const ready = (s: ReplicaStatus): boolean => s.load.phase === 'ready' && s.link.state === 'online' && s.pending === 0;
