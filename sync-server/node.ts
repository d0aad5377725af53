/**
 * One node of the sync server: takes sockets, greets replicas, runs what they push, wakes their audiences.
 * Knows no customer and no invoice: tables, mutators and rights are given to it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type pg from 'pg';
import { WebSocketServer, type WebSocket } from 'ws';
import { formatCursor, isWithin, parseCursor, parseSnapshot, type Cursor } from '#lib/sync/cursor.ts';
import type { Projection } from '#lib/sync/projection.ts';
import type { Farewell, Welcome } from '#lib/sync/protocol/down.ts';
import { upMessage, type Hello, type PushedMutation, type UpMessage } from '#lib/sync/protocol/up.ts';
import { oldestSpoken, protocolVersion } from '#lib/sync/protocol/version.ts';
import type { Actor } from '#lib/sync/model.ts';
import { Audience, audienceKey } from './audience.ts';
import { checksumFrame, rangeFrame } from './check.ts';
import { assumeRights, inTransaction, rows, snapshotRead, type Connection } from './database.ts';
import { placeHere } from './delta.ts';
import { leaseNumbers } from './lease.ts';
import { Metrics } from './metrics.ts';
import { parsePageRequest, sendPage } from './page.ts';
import { runPushed, type PushOptions } from './push.ts';
import { prune, writeBeacon } from './retention.ts';
import { Session, type SignedIn } from './session.ts';
import { Slots } from './slots.ts';
import { Watcher, type Noticed } from './watcher.ts';

/** Largest message a replica may send. */
const maxMessageBytes = 4 * 1024 * 1024;
/** Messages a replica may send in one second, averaged over ten; a person and an outbox stay far below. */
const messagesPerSecond = 200;
const greetingMs = 10_000;
const beatMs = 3_000;
const pingMs = 10_000;
const minuteMs = 60_000;
/** Unused numbers one client may hold of a kind, so that nobody empties a range. */
const leaseLimitPerMinute = 20;

export interface NodeOptions extends PushOptions {
	readonly pool: pg.Pool;
	readonly projections: readonly Projection[];
	/** Hash of the projections: a replica built for other tables is asked to reload. */
	readonly schemaHash: string;
	/** Who is behind this request; null when nobody is signed in. `wipe` asks for the replica to be erased. */
	authenticate(request: IncomingMessage): Promise<(SignedIn & { wipe: boolean }) | null>;
	/** Table numbers whose change may change somebody's rights. */
	readonly rightsTableIds: readonly number[];
	/** The session's present standing, looked at when rights may have changed and once a minute. */
	recheck(signedIn: SignedIn): Promise<'same' | 'rights' | 'signedOut' | 'wiped'>;
	readonly retentionDays: number;
	/** A mutation was committed here: what it has asked for beyond the replicas may begin. */
	committed?(): void;
	/** Somebody is about to be sent a page of a table (SQL name); when this fails, they are not. */
	beforePage(actor: Actor, table: string): Promise<void>;
}

export class SyncNode {
	readonly metrics = new Metrics();
	readonly #options: NodeOptions;
	readonly #audiences = new Map<string, Audience>();
	readonly #sessions = new Set<Session>();
	readonly #server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false, clientTracking: false });
	readonly #watcher: Watcher;
	// Both stream to readers of any speed and hold a connection meanwhile; together they leave half of the pool to the others.
	readonly #catchUps = new Slots(5);
	readonly #pages = new Slots(5);
	readonly #timers: ReturnType<typeof setInterval>[] = [];
	#closing = false;

	constructor(options: NodeOptions) {
		this.#options = options;
		this.#watcher = new Watcher({
			pool: options.pool,
			notice: (n) => this.#notice(n),
			// Whoever comes back is greeted with `verify`.
			newEpoch: () => this.closeSessions({}, 'restart'),
			polled: () => void this.metrics.polls++,
			log: options.log
		});
	}

	start(): void {
		this.#watcher.start();
		this.#timers.push(
			setInterval(() => this.#beat(), beatMs / 3),
			setInterval(() => this.#ping(), pingMs),
			setInterval(() => void this.#everyMinute(), minuteMs)
		);
	}

	get sessionCount(): number {
		return this.#sessions.size;
	}
	get audienceCount(): number {
		return this.#audiences.size;
	}

	/** A write passed through this process: its audiences need not wait for the watcher's next look. */
	wake(): void {
		this.#watcher.poke();
	}

	/** `/sync`: a websocket for a signed-in replica of the same origin; everything else is refused before it is one. [SPEC S1] */
	async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		const refuse = (status: string): void => {
			this.metrics.refusedSockets++;
			socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
		};
		socket.on('error', () => socket.destroy());
		try {
			if (this.#closing) return refuse('503 Service Unavailable');
			if (!sameOrigin(request)) return refuse('403 Forbidden');
			const who = await this.#options.authenticate(request);
			if (!who) return refuse('401 Unauthorized');
			this.#server.handleUpgrade(request, socket, head, (ws) => this.#opened(ws, who));
		} catch (error) {
			this.#options.log(`upgrade: ${error instanceof Error ? error.message : String(error)}`);
			refuse('503 Service Unavailable');
		}
	}

	/** `GET /sync/page`. */
	async page(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
		const who = await this.#options.authenticate(request);
		if (!who || who.wipe) return void response.writeHead(401).end();
		const page = parsePageRequest(url, this.#options.projections);
		if (!page) return void response.writeHead(400).end();
		this.metrics.pages++;
		await this.#pages.run(async () => {
			if (response.destroyed) return;
			await this.#options.beforePage(who.actor, page.table.name);
			await sendPage(this.#options.pool, who.actor, page, response);
		});
	}

	/** Ends the sockets of a user or of one session, telling them why. [SPEC S4] */
	closeSessions(filter: { userId?: string; sessionId?: string }, because: Farewell['because']): void {
		for (const session of this.#sessions) {
			if (filter.userId !== undefined && session.actor.userId !== filter.userId) continue;
			if (filter.sessionId !== undefined && session.signedIn.sessionId !== filter.sessionId) continue;
			session.farewell(because);
		}
	}

	async close(graceMs = 500): Promise<void> {
		this.#closing = true;
		for (const timer of this.#timers) clearInterval(timer);
		for (const session of this.#sessions) session.farewell('restart');
		const sockets = [...this.#sessions].map((s) => s.socket);
		await Promise.race([
			Promise.all(sockets.map((s) => new Promise((done) => s.once('close', done)))),
			new Promise((done) => setTimeout(done, graceMs))
		]);
		for (const socket of sockets) socket.terminate();
		await this.#watcher.stop();
		for (const audience of this.#audiences.values()) await audience.idle();
	}

	#opened(ws: WebSocket, who: SignedIn & { wipe: boolean }): void {
		const session = new Session(ws, who);
		this.#sessions.add(session);
		let alive = true;
		let budget = messagesPerSecond * 10;
		let refilledAt = performance.now();
		const greeting = setTimeout(() => session.state.kind === 'greeting' && session.farewell('protocol'), greetingMs);
		this.#aliveness.set(session, { answered: () => alive, reset: () => void (alive = false) });
		ws.on('pong', () => void (alive = true));
		ws.on('error', () => ws.terminate());
		ws.on('close', () => {
			clearTimeout(greeting);
			session.state = { kind: 'closed' };
			this.#forget(session);
		});
		if (who.wipe) return session.farewell('wiped');
		// Messages of one replica are handled one after another: that is what keeps the order of its outbox.
		let chain = Promise.resolve();
		let queued = 0;
		ws.on('message', (data, isBinary) => {
			alive = true;
			const now = performance.now();
			budget = Math.min(messagesPerSecond * 10, budget + ((now - refilledAt) * messagesPerSecond) / 1000) - 1;
			refilledAt = now;
			if (budget < 0 || queued > 1000 || isBinary) return session.farewell('protocol');
			const message = parseUp(data as Buffer);
			if (!message) return session.farewell('protocol');
			queued++;
			chain = chain
				.then(() => (session.open ? this.#handle(session, message) : undefined))
				.catch((error: unknown) => {
					this.#options.log(`session: ${error instanceof Error ? error.message : String(error)}`);
					session.farewell('restart');
				})
				.finally(() => void queued--);
		});
	}
	readonly #aliveness = new Map<Session, { answered(): boolean; reset(): void }>();

	#forget(session: Session): void {
		this.#sessions.delete(session);
		this.#aliveness.delete(session);
		const audience = this.#audiences.get(audienceKey(session.actor));
		audience?.forget(session);
		if (audience?.sessions.size === 0) this.#audiences.delete(audience.key);
	}

	async #handle(session: Session, message: UpMessage): Promise<void> {
		if ((message.t === 'hello') !== (session.state.kind === 'greeting')) return session.farewell('protocol');
		switch (message.t) {
			case 'hello':
				return await this.#greet(session, message);
			case 'join': {
				const cursor = session.state.kind === 'loading' ? parseCursor(message.cursor) : null;
				if (!cursor || !(await inTransaction(this.#options.pool, snapshotRead, (c) => isOurs(c, cursor))))
					return session.farewell('protocol');
				return this.#join(session, message.cursor);
			}
			case 'push':
				return await this.#push(session, message.mutations);
			case 'check': {
				const p = this.#options.projections.find((x) => x.name === message.table);
				if (!p || session.state.kind === 'loading') return session.farewell('protocol');
				this.metrics.checks++;
				return this.#audienceOf(session).ask(session, {
					table: p,
					respond: async (c) => [await checksumFrame(c, p, message.after, message.rows)]
				});
			}
			case 'repair': {
				const p = this.#options.projections.find((x) => x.name === message.table);
				if (!p || session.state.kind === 'loading') return session.farewell('protocol');
				if (message.expected) this.metrics.expectedRepairs++;
				else {
					this.metrics.repairs++;
					this.#options.log(`DEFECT: replica of ${session.actor.login} differed from the centre in ${p.name}; repaired`);
				}
				return this.#audienceOf(session).ask(session, {
					table: p,
					respond: async (c) => [await rangeFrame(c, p, message.after, message.upto)]
				});
			}
			case 'lease': {
				const used = (this.#leased.get(session) ?? 0) + 1;
				this.#leased.set(session, used);
				const block =
					used > leaseLimitPerMinute ? null : await leaseNumbers(this.#options.pool, session.clientId, message.kind, message.count);
				if (!block) return session.farewell('protocol');
				return session.send({ t: 'leased', kind: message.kind, from: block.from, to: block.to });
			}
		}
	}
	#leased = new WeakMap<Session, number>();

	/** Decides how this replica may go on. [SPEC S3, S5, H1] */
	async #greet(session: Session, hello: Hello): Promise<void> {
		const options = this.#options;
		if (hello.protocol < oldestSpoken || hello.protocol > protocolVersion || hello.schema !== options.schemaHash)
			return session.farewell('reload');
		const [client] = await rows<{ user_id: string; last_seq: string }>(
			options.pool,
			`insert into sync.client (client_id, user_id, build) values ($1, $2, $3)
			 on conflict (client_id) do update set seen_at = now(), build = case when sync.client.user_id = excluded.user_id then excluded.build else sync.client.build end
			 returning user_id, last_seq, sync.epoch()`, // renewed here, where writing is allowed, and read below
			[hello.clientId, session.actor.userId, hello.build]
		);
		if (client!.user_id !== session.actor.userId) return session.farewell('protocol');
		session.clientId = hello.clientId;
		session.ackedSeq = hello.ackedSeq;
		session.ranThrough = Number(client!.last_seq); // what an earlier socket left unacknowledged is sent by this one
		const audience = audienceKey(session.actor);
		const here = await inTransaction(options.pool, snapshotRead, async (c) => {
			const { cursor, epoch } = await placeHere(c);
			if (epoch === null) throw new Error('Postgres ended uncleanly between two statements'); // the socket closes; the next one finds a new epoch
			const known = hello.replica ? parseCursor(hello.replica.cursor) : null;
			const trusted = known !== null && hello.replica?.epoch === epoch && hello.replica.audience === audience && (await isOurs(c, known));
			const estimates = hello.replica === null ? await this.#estimate(c, session) : {};
			return {
				epoch,
				cursor,
				mode: (hello.replica === null ? 'load' : trusted ? 'resume' : 'verify') as Welcome['mode'],
				resumeFrom: trusted && known ? formatCursor(known.snapshot, known.beacon) : cursor,
				estimates
			};
		});
		session.epoch = here.epoch;
		const { userId, login, name, role, branchIds } = session.actor;
		session.send({
			t: 'welcome',
			mode: here.mode,
			epoch: here.epoch,
			audience,
			cursor: here.resumeFrom,
			actor: { userId, login, name, role, branchIds: [...branchIds] },
			lastSeq: Number(client!.last_seq),
			estimates: here.estimates,
			now: options.now().toISOString()
		});
		if (here.mode === 'load') session.state = { kind: 'loading' };
		else this.#join(session, here.resumeFrom);
	}

	/** Rows that a first load will bring, for its progress bar: exact for essential tables, scaled for the others. */
	async #estimate(c: Parameters<typeof placeHere>[0], session: Session): Promise<Record<string, number>> {
		const sizes = await rows<{ name: string; tuples: number }>(
			c,
			`select relname as name, greatest(reltuples, 0)::float8 as tuples from pg_class where relname = any ($1) and relkind = 'r'`,
			[`{${this.#options.projections.map((p) => p.name).join(',')}}`]
		);
		const total = new Map(sizes.map((s) => [s.name, s.tuples]));
		await assumeRights(c, session.actor);
		let share = 1;
		const estimates: Record<string, number> = {};
		for (const p of this.#options.projections) {
			if (!p.essential) continue;
			const [row] = await rows<{ n: number }>(c, `select count(*)::int as n from ${p.name}`);
			estimates[p.name] = row!.n;
			const all = total.get(p.name) ?? 0;
			if (all > 0) share = Math.min(1, row!.n / all);
		}
		for (const p of this.#options.projections)
			estimates[p.name] ??= Math.round((total.get(p.name) ?? 0) * (p.scope === 'branch' ? share : 1));
		await c.query('reset role');
		return estimates;
	}

	#audienceOf(session: Session): Audience {
		const key = audienceKey(session.actor);
		let audience = this.#audiences.get(key);
		if (!audience) {
			audience = new Audience({
				pool: this.#options.pool,
				projections: this.#options.projections,
				actor: session.actor,
				metrics: this.metrics,
				catchUps: this.#catchUps,
				log: this.#options.log
			});
			this.#audiences.set(key, audience);
		}
		audience.sessions.add(session);
		return audience;
	}

	#join(session: Session, cursor: string): void {
		if (!session.open) return; // gone while it was greeted
		session.state = { kind: 'behind', cursor, busy: false };
		this.#audienceOf(session).wake();
	}

	async #push(session: Session, mutations: readonly PushedMutation[]): Promise<void> {
		for (const mutation of mutations) {
			let pause = 100;
			for (;;) {
				if (!session.open) return;
				const result = await runPushed(this.#options.pool, this.#options, session.actor, session.clientId, mutation);
				if (result.kind === 'forged') return session.farewell('protocol');
				if (result.kind === 'gap') return session.send({ t: 'rewind', seq: result.expected });
				if (result.kind === 'crashed' && !result.parked) {
					this.metrics.mutationsCrashed++;
					await new Promise((done) => setTimeout(done, pause));
					pause *= 2;
					continue;
				}
				if (result.kind === 'done') {
					if (result.outcome.ok) this.metrics.mutationsDone++;
					else this.metrics.mutationsRefused++;
				}
				break;
			}
			session.ranThrough = Math.max(session.ranThrough, mutation.seq);
			this.wake();
			this.#audiences.get(audienceKey(session.actor))?.wake();
			this.#options.committed?.();
		}
	}

	#notice(noticed: Noticed): void {
		const everyone = noticed.scopes.includes(null);
		for (const audience of this.#audiences.values())
			if (everyone || noticed.scopes.some((s) => audience.actor.branchIds.includes(s!))) audience.wake(noticed.snapshot);
		if (noticed.tableIds.some((id) => this.#options.rightsTableIds.includes(id))) void this.#recheckAll();
	}

	async #recheckAll(): Promise<void> {
		const seen = new Map<string, ReturnType<NodeOptions['recheck']>>();
		for (const session of [...this.#sessions]) {
			if (!session.open) continue;
			const key = session.signedIn.sessionId;
			if (!seen.has(key)) seen.set(key, this.#options.recheck(session.signedIn));
			const standing = await seen.get(key)!.catch(() => 'same' as const);
			if (standing !== 'same') session.farewell(standing);
		}
	}

	/** A beat claims no more than is known: with the database away, or the reader behind, its `at` stands still. */
	#beat(): void {
		const now = performance.now();
		for (const session of this.#sessions) {
			if (session.state.kind === 'greeting' || !session.open || now - session.lastSentAt <= beatMs - 500) continue;
			const looked = this.#watcher.lookedAt.toISOString();
			if (session.state.kind === 'live' && looked > session.asOf) session.asOf = looked;
			session.send({ t: 'beat', at: session.asOf });
		}
	}

	#ping(): void {
		for (const [session, aliveness] of this.#aliveness) {
			if (!aliveness.answered()) {
				session.socket.terminate();
				continue;
			}
			aliveness.reset();
			session.socket.ping();
		}
	}

	async #everyMinute(): Promise<void> {
		this.#leased = new WeakMap();
		await this.#recheckAll();
		try {
			await writeBeacon(this.#options.pool);
			if (this.#minutes++ % 60 === 0) await prune(this.#options.pool, this.#options.retentionDays);
		} catch (error) {
			this.#options.log(`beacon: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	#minutes = 0;
}

/** A cursor of this history that the changes still kept reach back to: not from a restored copy, not too old, not of the future. [SPEC H1] */
async function isOurs(c: Connection, { snapshot, beacon }: Cursor): Promise<boolean> {
	const [here] = await rows<{ snapshot: string; pruned_before: string; beacon_known: boolean }>(
		c,
		`select pg_current_snapshot()::text as snapshot, pruned_before::text, exists (select from sync.beacon where id = $1) as beacon_known from sync.state`,
		[beacon]
	);
	return here!.beacon_known && parseSnapshot(snapshot).xmin >= BigInt(here!.pruned_before) && isWithin(snapshot, here!.snapshot);
}

function parseUp(data: Buffer): UpMessage | null {
	try {
		const parsed = upMessage.safeParse(JSON.parse(data.toString('utf8')));
		return parsed.success ? parsed.data : null;
	} catch {
		return null;
	}
}

/** Browsers always send Origin on a websocket; programs send none and authenticate with a header instead. */
function sameOrigin(request: IncomingMessage): boolean {
	const origin = request.headers.origin;
	if (origin === undefined) return request.headers.authorization !== undefined;
	try {
		return new URL(origin).host === (request.headers['x-forwarded-host'] ?? request.headers.host);
	} catch {
		return false;
	}
}
