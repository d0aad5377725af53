/**
 * Sessions with the same rights. A delta is read and encoded once for all of them: one transaction, one cursor, the same
 * bytes. Who is behind joins inside the same transaction when little is missing, or catches up alone first. [SPEC A1–A7]
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Actor } from '#lib/sync/model.ts';
import { isWithin, parseCursor } from '#lib/sync/cursor.ts';
import { quote, type Projection } from '#lib/sync/projection.ts';
import type { Ack } from '#lib/sync/protocol/down.ts';
import { assumeRights, inTransaction, rows, snapshotRead, type Connection } from './database.ts';
import { changedSince, countChanged, placeHere, readDelta, readSections, type Changed, type Section } from './delta.ts';
import { deltaFrame, deltaFrames, pack } from './frames.ts';
import type { Metrics } from './metrics.ts';
import { capBytes, type Session } from './session.ts';
import type { Slots } from './slots.ts';

/** Missing more rows than this, a session catches up alone, so that it does not hold up the others. */
const joinLimit = 500;

/** A question about one moment of one table. */
export interface Question {
	readonly table: Projection;
	/** Reads what is asked for, in the session's own transaction and with its rights. */
	respond(connection: Connection): Promise<Buffer[]>;
}

/** Sessions that are at the same cursor, and what they are missing. */
interface Group {
	readonly sessions: readonly Session[];
	readonly changed: Changed;
	sections: readonly Section[];
}

/** Rights, as a name that both ends can compare: a replica made under other rights must verify itself. */
export function audienceKey(actor: Pick<Actor, 'role' | 'branchIds'>): string {
	return createHash('sha256')
		.update(`${actor.role}:${[...actor.branchIds].sort().join(',')}`)
		.digest('hex')
		.slice(0, 24);
}

export class Audience {
	readonly key: string;
	readonly actor: Actor;
	readonly sessions = new Set<Session>();
	#cursor: string | null = null;
	#running: Promise<void> | null = null;
	#dirty = false;
	readonly #pool: pg.Pool;
	readonly #projections: readonly Projection[];
	readonly #metrics: Metrics;
	readonly #slots: Slots;
	readonly #log: (line: string) => void;

	constructor(options: {
		pool: pg.Pool;
		projections: readonly Projection[];
		actor: Actor;
		metrics: Metrics;
		/** Shared by all audiences of a node. */
		catchUps: Slots;
		log: (line: string) => void;
	}) {
		this.#pool = options.pool;
		this.#projections = options.projections;
		this.#metrics = options.metrics;
		this.#slots = options.catchUps;
		this.#log = options.log;
		this.key = audienceKey(options.actor);
		// Nobody's name: what a delta shows must depend on role and branches alone, or sharing it would be a leak.
		this.actor = {
			userId: '00000000-0000-0000-0000-000000000000',
			login: '',
			name: '',
			role: options.actor.role,
			branchIds: [...options.actor.branchIds].sort()
		};
	}

	/**
	 * Something may be new, or somebody wants to join: run (again) as soon as possible.
	 * @param seen snapshot in which the news was noticed; nothing is read again that the last round has seen already
	 */
	wake(seen?: string): void {
		if (seen !== undefined && this.#cursor !== null && !this.#running && isWithin(seen, parseCursor(this.#cursor)!.snapshot)) return;
		this.#dirty = true;
		this.#running ??= this.#loop().finally(() => {
			this.#running = null;
			if (this.#dirty && this.sessions.size > 0) this.wake();
		});
	}

	async idle(): Promise<void> {
		while (this.#running) await this.#running;
	}

	async #loop(): Promise<void> {
		while (this.#dirty && this.sessions.size > 0) {
			this.#dirty = false;
			try {
				await this.#round();
			} catch (error) {
				this.#log(`audience ${this.key}: ${wordsOf(error)}`);
				// The database is away or restarting: nobody's cursor moved, so trying again later is always right.
				this.#dirty = true;
				await new Promise((done) => setTimeout(done, 250));
			}
		}
	}

	/** One transaction: the live sessions' delta, every join that is small enough, and everybody's acknowledgements. */
	async #round(): Promise<void> {
		const started = performance.now();
		const all = [...this.sessions];
		const live = all.filter((s) => s.state.kind === 'live');
		const joining = all.filter((s) => s.state.kind === 'behind' && !s.state.busy && s.roomy);
		if (live.length === 0 && joining.length === 0) return;
		const from = live.length > 0 ? this.#cursor : null;
		const toCatchUp: Session[] = [];
		const result = await inTransaction(this.#pool, snapshotRead, async (connection) => {
			const { cursor: to, epoch } = await placeHere(connection);
			// Another history than the one their cursors are of: nothing may be read from those. [SPEC H5]
			const stale = all.filter((s) => s.state.kind !== 'closed' && s.state.kind !== 'greeting' && s.epoch !== epoch);
			if (stale.length > 0) return { to, stale, acks: new Map<Session, Ack[]>(), groups: [] };
			const acks = await readAcks(
				connection,
				all.filter((s) => s.outstanding)
			);
			const starts = new Map<string, Session[]>();
			for (const s of joining) {
				if (s.state.kind !== 'behind') continue; // gone since
				const { cursor } = s.state;
				starts.set(cursor, [...(starts.get(cursor) ?? []), s]);
			}
			const groups: Group[] = [];
			if (from !== null) groups.push({ sessions: live, changed: await this.#changed(connection, from), sections: [] });
			for (const [cursor, sessions] of starts) {
				const changed = await this.#changed(connection, cursor);
				if (countChanged(changed) > joinLimit) toCatchUp.push(...sessions);
				else groups.push({ sessions, changed, sections: [] });
			}
			// Rights stay assumed once assumed: all that follows reads contents.
			for (const group of groups) group.sections = await readDelta(connection, this.actor, this.#projections, group.changed);
			return { to, acks, groups, stale };
		});
		if (result.stale.length > 0) {
			this.#cursor = null;
			for (const session of result.stale) session.farewell('restart');
			this.#dirty = true;
			return;
		}
		// From here on whoever is live has everything up to here, or loses its socket: never a frame missing in between.
		this.#cursor = result.to;
		for (const group of result.groups) {
			try {
				await this.#send(group, group.sessions === live ? from : null, result);
			} catch (error) {
				this.#log(`sending: ${wordsOf(error)}`);
				for (const session of group.sessions) session.socket.terminate();
			}
		}
		this.#metrics.rounds++;
		this.#metrics.observeRound(performance.now() - started);
		for (const session of toCatchUp) void this.#catchUp(session);
		this.#requeueStalled();
	}

	/** The same bytes to all of a group. `from` of the live ones, null for those who join. */
	async #send(
		group: Group,
		from: string | null,
		{ to, acks }: { readonly to: string; readonly acks: ReadonlyMap<Session, Ack[]> }
	): Promise<void> {
		const at = new Date().toISOString();
		const frames = await Promise.all(deltaFrames(group.sections, to, at).map(pack));
		const bytes = frames.reduce((sum, f) => sum + f.bytes.length, 0);
		for (const session of group.sessions) {
			if (session.state.kind === 'closed' || (from !== null && session.state.kind !== 'live')) continue;
			const mine = acks.get(session) ?? [];
			if (from !== null && !session.roomy) {
				// Too slow: remember where it was and let it catch up once it reads again.
				session.stalled = true;
				session.state = { kind: 'behind', cursor: from, busy: false };
				this.#metrics.stalls++;
				if (session.socket.bufferedAmount > capBytes) session.farewell('slow');
				continue;
			}
			if (from !== null && group.sections.length === 0 && mine.length === 0) continue; // its cursor stays; the next delta covers this one too
			session.sendAcks(mine);
			for (const f of frames) session.sendPacked(f);
			session.asOf = at;
			session.stalled = false;
			if (from === null) {
				session.state = { kind: 'live' };
				if (this.#questions.has(session)) void this.#serve(session);
			}
			this.#metrics.framesSent += frames.length;
			this.#metrics.bytesSent += bytes;
		}
	}

	forget(session: Session): void {
		this.sessions.delete(session);
		this.#questions.delete(session);
	}

	/** Stalled sessions come back when their socket has drained: looked at every 50 ms, which costs the others nothing. */
	#requeueStalled(): void {
		if (this.#retry) return;
		const waiting = [...this.sessions].filter((s) => s.state.kind === 'behind' && !s.state.busy);
		if (waiting.length === 0) return;
		this.#retry = setTimeout(() => {
			this.#retry = null;
			if (waiting.some((s) => s.open && s.roomy)) this.wake();
			else this.#requeueStalled();
		}, 50);
	}
	#retry: ReturnType<typeof setTimeout> | null = null;

	/** A long absence: own transaction, streamed with back-pressure; afterwards the session joins with what is left. */
	async #catchUp(session: Session): Promise<void> {
		if (session.state.kind !== 'behind') return;
		const { cursor } = session.state;
		session.state = { kind: 'behind', cursor, busy: true };
		try {
			await session.drained();
			const to = await this.#slots.run(() => this.#stream(session, cursor));
			this.#metrics.catchUps++;
			if (session.open) session.state = { kind: 'behind', cursor: to, busy: false };
		} catch (error) {
			this.#log(`catch-up: ${wordsOf(error)}`);
			// Part of a delta may be on its way without its end; only a new socket is surely clean.
			session.farewell('restart');
		}
		this.wake();
	}

	/** Holds a connection for as long as the reader takes, so only a few may at a time: readers that stall must not take them all. */
	async #stream(session: Session, cursor: string): Promise<string> {
		if (!session.open) return cursor;
		return await inTransaction(this.#pool, snapshotRead, async (connection) => {
			const here = await cursorFor(connection, session);
			const acks = await readAcks(connection, [session]);
			const changed = await this.#changed(connection, cursor);
			await assumeRights(connection, this.actor);
			const at = new Date().toISOString();
			for await (const section of readSections(connection, this.#projections, changed)) {
				await session.drained();
				if (!session.open) return here;
				session.sendPacked(await pack(deltaFrame([section], null, at)));
			}
			session.sendAcks(acks.get(session) ?? []);
			session.sendFrame(deltaFrame([], here, at));
			session.asOf = at;
			return here;
		});
	}

	/**
	 * Serves a question about one moment (checksums, rows of a range): the session is brought to that moment first, by a
	 * delta of its own in the same transaction, so the answer fits the state the replica has when it reads it.
	 * Questions of one session are served in order, when it is live.
	 */
	ask(session: Session, question: Question): void {
		const waiting = this.#questions.get(session) ?? [];
		waiting.push(question);
		this.#questions.set(session, waiting);
		void this.#serve(session);
	}
	readonly #questions = new Map<Session, Question[]>();

	async #serve(session: Session): Promise<void> {
		await this.idle();
		if (session.state.kind === 'closed') this.#questions.delete(session);
		const cursor = this.#cursor;
		if (session.state.kind !== 'live' || cursor === null) return; // served when it has joined
		const question = this.#questions.get(session)?.shift();
		if (!question) return void this.#questions.delete(session);
		session.state = { kind: 'behind', cursor, busy: true };
		try {
			await session.drained();
			const to = await inTransaction(this.#pool, snapshotRead, async (connection) => {
				// Before the snapshot is taken: TRUNCATE would empty the table under a snapshot that does not know of it. [SPEC C4]
				await connection.query(`lock table ${quote(question.table.name)} in access share mode`);
				const here = await cursorFor(connection, session);
				const acks = await readAcks(connection, [session]);
				const changed = await this.#changed(connection, cursor);
				const sections = await readDelta(connection, this.actor, this.#projections, changed);
				await assumeRights(connection, this.actor);
				const answer = await question.respond(connection);
				session.sendAcks(acks.get(session) ?? []);
				for (const f of [...deltaFrames(sections, here, new Date().toISOString()), ...answer]) session.sendPacked(await pack(f));
				return here;
			});
			// Never straight back to live: a round may be under way that did not count this session in.
			if (session.open) session.state = { kind: 'behind', cursor: to, busy: false };
		} catch (error) {
			this.#log(`answer: ${wordsOf(error)}`);
			session.farewell('restart');
		}
		this.wake();
	}

	async #changed(connection: Connection, cursor: string) {
		return await changedSince(connection, parseCursor(cursor)!.snapshot, this.actor.branchIds);
	}
}

/** Where the transaction stands, for a session whose cursor is of the same history. @throws when it is of another */
async function cursorFor(connection: Connection, session: Session): Promise<string> {
	const { cursor, epoch } = await placeHere(connection);
	if (epoch !== session.epoch) throw new Error('another epoch than when it was greeted');
	return cursor;
}

/** Results recorded for these sessions' outboxes that this snapshot sees: by seq, so none is missed and none repeated. */
async function readAcks(connection: Connection, sessions: readonly Session[]): Promise<Map<Session, Ack[]>> {
	const bySession = new Map<Session, Ack[]>();
	const asking = sessions.filter((s) => s.clientId !== '');
	if (asking.length === 0) return bySession;
	const byClient = new Map<string, Session[]>();
	for (const s of asking) byClient.set(s.clientId, [...(byClient.get(s.clientId) ?? []), s]);
	const found = await rows<{ client_id: string; seq: string; result: string }>(
		connection,
		`select m.client_id, m.seq, m.result::text from sync.mutation m
		 join unnest($1::uuid[], $2::bigint[]) as a (client_id, acked) on m.client_id = a.client_id and m.seq > a.acked order by m.seq`,
		[`{${asking.map((s) => s.clientId).join(',')}}`, `{${asking.map((s) => s.ackedSeq).join(',')}}`]
	);
	for (const f of found) {
		for (const s of byClient.get(f.client_id) ?? []) {
			if (Number(f.seq) <= s.ackedSeq) continue;
			bySession.set(s, [...(bySession.get(s) ?? []), { seq: Number(f.seq), outcome: JSON.parse(f.result) as Ack['outcome'] }]);
		}
	}
	return bySession;
}

/** What Postgres says in its words; a defect of ours with the place where it happened. */
const wordsOf = (error: unknown): string =>
	!(error instanceof Error) ? String(error) : 'code' in error ? error.message : (error.stack ?? error.message);
