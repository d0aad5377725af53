/**
 * The replica, put together: storage, journal, link, outbox, live queries. It runs where PGlite runs: in the leader's
 * worker of a browser, in the headless replica, in tests.
 *
 * The life of one change: mutate → optimistic write + outbox (durable) → push → centre → delta with the acknowledgement →
 * undo, apply, drop, replay in one transaction → live queries.
 */
import type { InboxEntry, MutateResult, PendingEntry, ReplicaStatus } from '#lib/replica/contract.ts';
import type { LiveHandlers } from '#lib/replica/contract.ts';
import { LiveQueries } from '../live/live-queries.ts';
import { newUuid } from '../ids.ts';
import { refuse, type Actor, type MutatorRegistry, type Outcome, type QueryRegistry, type SyncedTable } from '../model.ts';
import type { Clock, InboxRecord, Journal, ReplicaDatabase, ReplicaStorage, Touches, Transport } from '../ports.ts';
import { projectAll, type Projection } from '../projection.ts';
import type { Ack, DownMessage, Farewell, Welcome } from '../protocol/down.ts';
import type { UpMessage } from '../protocol/up.ts';
import { protocolVersion } from '../protocol/version.ts';
import { schemaHash } from '../schema-hash.ts';
import { Inbound, type InboundItem } from './inbound.ts';
import { Connection } from './connection.ts';
import { newGeneration, openGeneration, type GenerationOptions } from './generation.ts';
import { Loader } from './loader.ts';
import { Memory } from './memory.ts';
import { Outbox } from './outbox.ts';
import { Pusher } from './pusher.ts';
import { Questions } from './questions.ts';
import { selfCheck, type CheckedRange } from './self-check.ts';
import type { ReplayContext, ReplicaStore } from './store.ts';
import { StatusBoard } from './status-board.ts';
import { Tasks } from './tasks.ts';

export interface CoreOptions {
	readonly storage: ReplicaStorage;
	readonly journal: Journal;
	readonly transport: Transport;
	readonly clock: Clock;
	readonly tables: readonly SyncedTable[];
	readonly mutators: MutatorRegistry;
	readonly queries: QueryRegistry;
	/** Who is signed in; the centre's `welcome` renews it. */
	readonly user: Actor;
	readonly build: string;
	/** Hours that a signed-in office may go on without the centre; null: no limit. */
	readonly offlineHours: number | null;
	/** Calendar day of an instant where the provider is. */
	dayOf(instant: Date): string;
	onStatus(status: ReplicaStatus): void;
	/** Defects that a person cannot mend: for the console and the tests. */
	onError?(error: unknown): void;
}

/** After this long without changes the replica compares itself with the centre once more. */
const idleCheckMs = 10 * 60_000;
const contactWriteMs = 30_000;

export interface ReplicaCore {
	readonly status: ReplicaStatus;
	ask(name: string, args: unknown): Promise<unknown>;
	live(name: string, args: unknown, handlers: LiveHandlers<unknown>, group?: string): () => void;
	hide(group: string, hidden: boolean): void;
	mutate(name: string, args: unknown, options?: { requestId?: string }): Promise<MutateResult>;
	inbox(): Promise<readonly InboxEntry[]>;
	pendingList(): Promise<readonly PendingEntry[]>;
	resolveInbox(id: string, action: { kind: 'discard' } | { kind: 'retry'; args?: unknown }): Promise<void>;
	reconnect(): void;
	erase(): Promise<void>;
	close(): Promise<void>;
}

export async function createCore(options: CoreOptions): Promise<Core> {
	const outbox = await Outbox.open(options.journal, options.user.userId);
	const core = new Core(options, outbox);
	await core.open();
	return core;
}

export class Core implements ReplicaCore {
	readonly #options: CoreOptions;
	readonly #outbox: Outbox;
	readonly #projections: readonly Projection[];
	readonly #schema: string;
	readonly #tasks = new Tasks();
	readonly #inbound = new Inbound();
	readonly #live: LiveQueries;
	readonly #memory = new Memory();
	readonly #connection: Connection;
	readonly #pusher: Pusher;
	readonly #questions = new Questions();
	readonly #board: StatusBoard;

	#database!: ReplicaDatabase;
	#store!: ReplicaStore;
	#actor: Actor;
	#loader: Loader | null = null;
	#loading: AbortController | null = null;
	#welcomed = false;
	/** Rises when a link is lost: what was asked over an earlier one will not be answered. */
	#linkNumber = 0;
	#verifying = false;
	#awaitingFirstDelta = false;
	#applying = false;
	#lastContactWrite = 0;
	#lastChangeAt = 0;
	#checking = false;
	#idleTimer: unknown = null;
	#closed = false;
	#erasing: Promise<void> | null = null;

	constructor(options: CoreOptions, outbox: Outbox) {
		this.#options = options;
		this.#outbox = outbox;
		this.#projections = projectAll(options.tables);
		this.#schema = schemaHash(this.#projections);
		this.#actor = options.user;
		this.#board = new StatusBoard(
			{
				outbox,
				build: options.build,
				offlineHours: options.offlineHours,
				isQuiet: (name) => options.mutators.get(name)?.quiet === true,
				storage: () => this.#database?.storage ?? 'memory',
				publish: (status) => this.#publish(status)
			},
			this.#nowText()
		);
		const numberKinds = [...new Set([...options.mutators.values()].flatMap((m) => m.numbers ?? []))];
		this.#pusher = new Pusher(outbox, numberKinds, (message) => this.#send(message));
		this.#live = new LiveQueries({
			run: (name, args) => this.#tasks.run('refresh', () => this.#runQuery(name, args)),
			// Parsed, as for the run: a query may count on its defaults.
			dependsOn: (name, args, result) => {
				const query = options.queries.get(name)!;
				return query.dependsOn(query.args.parse(args), result as never);
			},
			schedule: (run) => {
				// What else happens until the engine is free is gathered anyway: refreshes come after deltas and people.
				const timer = options.clock.setTimeout(run, 0);
				return () => options.clock.clearTimeout(timer);
			},
			onError: (error) => options.onError?.(error)
		});
		this.#connection = new Connection({
			transport: options.transport,
			clock: options.clock,
			opened: () => this.#hello(),
			message: (text) => this.#receive(text),
			lost: (retryAt) => this.#lost(retryAt),
			connecting: () => this.#board.setLink({ state: 'connecting', since: this.#nowText() }),
			farewell: (because) => void this.#farewell(because)
		});
	}

	async open(): Promise<void> {
		await this.#openDatabase();
		this.#board.publish();
		this.#connection.start();
		this.#idleTimer = this.#options.clock.setTimeout(() => this.#whenIdle(), idleCheckMs);
	}

	// ── what screens ask ─────────────────────────────────────────────────────────────────────────────────────────────

	get status(): ReplicaStatus {
		return this.#board.status;
	}

	/** Whose rights the replica has, as the centre last said. */
	get actor(): Actor {
		return this.#actor;
	}

	ask(name: string, args: unknown): Promise<unknown> {
		return this.#tasks.run('person', () => this.#runQuery(name, args));
	}

	/** Rows by SQL, for the headless replica and the tests. */
	sql<T>(text: string, params: unknown[] = []): Promise<T[]> {
		return this.#tasks.run('person', async () => (await this.#store.pg.query<T>(text, params)).rows);
	}

	live(name: string, args: unknown, handlers: LiveHandlers<unknown>, group?: string): () => void {
		return this.#live.subscribe(name, args, handlers, group);
	}

	hide(group: string, hidden: boolean): void {
		this.#live.setVisible(group, !hidden);
	}

	liveStats() {
		return this.#live.stats();
	}

	async mutate(name: string, args: unknown, more: { requestId?: string } = {}): Promise<MutateResult> {
		return await this.#tasks.run('person', async (): Promise<MutateResult> => {
			const mutator = this.#options.mutators.get(name);
			if (!mutator) return refuse('unknown_mutator', { detail: { name } });
			const again = more.requestId === undefined ? undefined : this.#outbox.pending.find((r) => r.requestId === more.requestId);
			if (again) return { ok: true, mutationId: again.id };
			if (this.#board.load.phase === 'opening' || this.#board.load.phase === 'loading') return refuse('replica_loading');
			const parsed = mutator.args.safeParse(args);
			if (!parsed.success) {
				const field = parsed.error.issues[0]?.path.join('.');
				return refuse('arguments_invalid', field ? { field } : {});
			}
			const reserved = this.#outbox.reserve(mutator.numbers ?? []);
			if (!reserved) return refuse('no_numbers_left');
			// The id of the request is the id of the mutation: should a tab ask twice across a change of leader, it is one.
			const id = more.requestId && uuidShape.test(more.requestId) ? more.requestId : newUuid();
			const context = this.#context();
			const { outcome, touches } = await this.#store.runOptimistic(mutator, parsed.data, { id, numbers: reserved.numbers }, context);
			if (!outcome.ok) return outcome;
			this.#touched(touches);
			try {
				const record = {
					id,
					name,
					version: mutator.version,
					args,
					numbers: reserved.numbers,
					askedAt: context.now,
					requestId: more.requestId ?? null
				};
				await this.#tasks.meanwhile(this.#outbox.add(record, mutator.numbers?.length ? reserved.leases : undefined));
			} catch (error) {
				// Not durable, so not said: take it off the screen again.
				await this.#store.restorePending(this.#outbox.pending, this.#context());
				this.#touched(touches);
				this.#options.onError?.(error);
				return refuse('storage_refused');
			}
			this.#board.publish();
			this.#pusher.push();
			return { ...outcome, mutationId: id };
		});
	}

	async inbox(): Promise<readonly InboxEntry[]> {
		return this.#outbox.inbox;
	}

	async pendingList(): Promise<readonly PendingEntry[]> {
		return this.#outbox.pending
			.filter(({ name }) => this.#options.mutators.get(name)?.quiet !== true)
			.map(({ id, name, args, askedAt }) => ({ id, name, args, askedAt }));
	}

	async resolveInbox(id: string, action: { kind: 'discard' } | { kind: 'retry'; args?: unknown }): Promise<void> {
		const entry = this.#outbox.inbox.find((e) => e.id === id);
		if (!entry) return;
		if (action.kind === 'retry') {
			// A new intent: the centre remembers the refused one by its id and would only repeat its answer.
			const result = await this.mutate(entry.name, action.args ?? entry.args);
			if (!result.ok) throw new RetryRefused(result);
		}
		await this.#outbox.removeInbox(id);
		this.#board.publish();
	}

	reconnect(): void {
		this.#connection.retryNow();
	}

	/** Whoever asks while it is being done waits for the same end. */
	erase(): Promise<void> {
		return (this.#erasing ??= this.#erase());
	}

	async #erase(): Promise<void> {
		await this.close();
		await this.#outbox.erase();
		await this.#options.storage.deleteOthers(null);
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		if (this.#idleTimer !== null) this.#options.clock.clearTimeout(this.#idleTimer);
		this.#connection.close();
		this.#loading?.abort();
		this.#questions.linkLost();
		await this.#tasks.close();
		await this.#database?.close().catch(() => undefined);
	}

	// ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────

	get #generationOptions(): GenerationOptions {
		return { storage: this.#options.storage, projections: this.#projections, mutators: this.#options.mutators, schema: this.#schema };
	}

	async #openDatabase(): Promise<void> {
		const current = await openGeneration(this.#generationOptions, this.#outbox.generation);
		if (!current) return await this.#startOver();
		({ database: this.#database, store: this.#store } = current);
		const acked = await this.#store.ackedSeq();
		if (acked > this.#outbox.settledSeq) await this.#outbox.drop(acked);
		await this.#store.restorePending(this.#outbox.pending, this.#context());
		this.#board.dataAsOf = await this.#store.meta('dataAsOf');
		this.#board.setLoad({ phase: 'ready', usable: true });
	}

	async #startOver(): Promise<void> {
		this.#memory.clear();
		({ database: this.#database, store: this.#store } = await newGeneration(this.#generationOptions));
		this.#board.setLoad({ phase: 'loading', table: null, rowsDone: 0, rowsTotal: 0, usable: false });
	}

	// ── the link ─────────────────────────────────────────────────────────────────────────────────────────────────────

	#send(message: UpMessage): void {
		this.#connection.send(JSON.stringify(message));
	}

	#hello(): void {
		this.#linkNumber++;
		this.#questions.linkLost();
		this.#welcomed = false;
		this.#loading?.abort(); // its welcome was another one's
		this.#pusher.closed();
		this.#inbound.clear();
		void this.#tasks
			.run('delta', async () => {
				const place = this.#board.load.phase === 'loading' || this.#board.load.phase === 'opening' ? null : await this.#store.place();
				this.#send({
					t: 'hello',
					protocol: protocolVersion,
					build: this.#options.build,
					schema: this.#schema,
					clientId: this.#outbox.clientId,
					ackedSeq: this.#outbox.settledSeq,
					replica: place
				});
			})
			.catch(() => undefined);
	}

	#lost(retryAt: string | null): void {
		this.#linkNumber++;
		this.#welcomed = false;
		this.#pusher.closed();
		this.#loading?.abort();
		this.#questions.linkLost();
		const since = this.#board.link.state === 'offline' ? this.#board.link.since : this.#nowText();
		this.#board.setLink({ state: 'offline', since, retryAt });
	}

	async #farewell(because: Farewell['because']): Promise<void> {
		if (because === 'signedOut' || because === 'wiped' || because === 'reload') {
			this.#connection.stop();
			this.#loading?.abort();
			this.#board.setLink({ state: 'stopped', because });
			if (because === 'wiped') await this.erase().catch((e: unknown) => this.#options.onError?.(e));
		} else if (because === 'rights') {
			this.#connection.retryNow();
		}
	}

	#receive(text: string): void {
		const message = this.#inbound.receive(text);
		if (message) this.#handle(message);
		else void this.#applyInbound();
	}

	#handle(message: Exclude<DownMessage, { t: 'delta' | 'acks' | 'checked' | 'range' }>): void {
		switch (message.t) {
			case 'welcome':
				return void this.#welcome(message).catch((error: unknown) => this.#failed(error));
			case 'beat':
				if (this.#board.load.phase === 'ready') this.#seen(message.at);
				return;
			case 'rewind':
				return this.#pusher.rewind(message.seq);
			case 'leased':
				return void this.#tasks
					.run('delta', async () => {
						this.#pusher.leased(message.kind);
						await this.#outbox.addLease(message.kind, message.from, message.to);
					})
					.catch(() => undefined);
			case 'farewell':
				return void this.#farewell(message.because);
		}
	}

	async #welcome(message: Welcome): Promise<void> {
		const { lastSeq, actor } = message;
		this.#actor = { ...actor, ip: undefined };
		if (lastSeq < this.#outbox.settledSeq || lastSeq >= this.#outbox.nextSeq) {
			// The centre does not remember what it once acknowledged, or more than was ever sent: one of the two was
			// restored from a copy. Numbering starts anew; the ids of the mutations keep each from running twice. [SPEC H1]
			await this.#tasks.run('delta', async () => {
				// First of all: at the next opening the old numbers would say that the new ones are acknowledged.
				await this.#store.setMeta('ackedSeq', '0');
				await this.#outbox.renumber();
			});
			return this.#connection.retryNow();
		}
		this.#connection.welcomed();
		this.#welcomed = true;
		this.#board.setLink({ state: 'online', since: this.#nowText() });
		this.#pusher.opened(lastSeq);
		if (message.mode === 'load') return await this.#firstLoad(message);
		this.#awaitingFirstDelta = true;
		if (message.mode === 'verify') {
			this.#verifying = true;
			this.#board.setLoad({ phase: 'checking', table: null, rowsDone: 0 });
			// Until the check is through, a later hello must not be believed: the audience is no real one.
			await this.#tasks.run('delta', () => this.#store.setPlace({ epoch: message.epoch, audience: 'unverified', cursor: message.cursor }));
		} else if (this.#board.load.phase !== 'ready') this.#board.setLoad({ phase: 'ready', table: null });
		void this.#check(message);
	}

	async #firstLoad(message: Welcome): Promise<void> {
		const { epoch, audience, cursor } = message;
		if (this.#loader && (this.#loader.start.epoch !== epoch || this.#loader.start.audience !== audience)) {
			// Rights or history changed half-way: what is in cannot be trusted, and it is not much.
			this.#loader = null;
			await this.#tasks.run('delta', async () => {
				await this.#database.close();
				await this.#startOver();
				await this.#options.storage.deleteOthers(this.#database.generation);
			});
		}
		const total = Object.values(message.estimates).reduce((a, b) => a + b, 0);
		this.#board.setLoad({ rowsTotal: total });
		this.#loader ??= new Loader(
			{
				store: this.#store,
				fetchPage: (path, signal) => this.#options.transport.fetchPage(path, signal),
				exclusive: (work) => this.#tasks.run('delta', work),
				progress: (table, rowsDone) => this.#board.setLoad({ table, rowsDone, rowsTotal: Math.max(this.#board.load.rowsTotal, rowsDone) }),
				tableDone: (p, lastEssential) => {
					if (lastEssential) this.#board.setLoad({ usable: true });
					this.#touched([{ table: p.name, all: true }]);
				}
			},
			{ cursor, epoch, audience }
		);
		this.#loading?.abort();
		const loading = (this.#loading = new AbortController());
		try {
			await this.#loader.run(loading.signal);
		} catch (error) {
			if (loading.signal.aborted || this.#closed) return; // the next welcome goes on from here
			this.#options.onError?.(error);
			return this.#connection.drop();
		}
		if (!this.#welcomed) return;
		await this.#tasks.run('delta', async () => {
			await this.#store.setPlace(this.#loader!.start);
			await this.#store.setMeta('ackedSeq', String(this.#outbox.settledSeq));
		});
		this.#awaitingFirstDelta = true;
		this.#send({ t: 'join', cursor: this.#loader.start.cursor });
	}

	// ── applying ─────────────────────────────────────────────────────────────────────────────────────────────────────

	async #applyInbound(): Promise<void> {
		if (this.#applying) return;
		this.#applying = true;
		try {
			while (this.#inbound.waiting && !this.#closed) await this.#tasks.run('delta', () => this.#applyNext());
		} catch (error) {
			this.#failed(error);
		} finally {
			this.#applying = false;
		}
	}

	async #applyNext(): Promise<void> {
		const item = this.#inbound.take();
		if (!item) return;
		if (item.kind === 'delta') return await this.#applyDelta(item);
		const { message } = item;
		const p = this.#projections.find((x) => x.name === message.table)!;
		if (item.kind === 'checked') {
			const ours = await this.#store.checksum(p, message.after, message.upto);
			this.#questions.answer('checked', { theirs: message as CheckedRange, ours });
		} else {
			const touches = await this.#store.replaceRange(p, message.after, message.upto, item.rows, this.#outbox.pending, this.#context());
			this.#touched(touches);
			this.#questions.answer('range', undefined);
		}
	}

	async #applyDelta(item: Extract<InboundItem, { kind: 'delta' }>): Promise<void> {
		const settled = this.#outbox.settledSeq;
		const acks = item.acks.filter((a) => a.seq > settled);
		const ackedThrough = acks.reduce<number | null>((max, a) => Math.max(max ?? 0, a.seq), null);
		await this.#outbox.keepRefusals(acks.flatMap((a) => this.#refusalEntry(a)));
		const rest = ackedThrough === null ? this.#outbox.pending : this.#outbox.pending.filter((r) => r.seq > ackedThrough);
		const touches = await this.#store.apply(item.parts, item.to, { seq: ackedThrough, rest }, this.#context(), (table) =>
			this.#live.wantsImages(table)
		);
		this.#touched(touches);
		if (ackedThrough !== null) await this.#tasks.meanwhile(this.#outbox.drop(ackedThrough));
		if (item.parts.length > 0) this.#lastChangeAt = this.#options.clock.now().getTime();
		if (this.#awaitingFirstDelta && !this.#inbound.waiting) {
			this.#awaitingFirstDelta = false;
			if (this.#loader) await this.#loaded();
		}
		this.#seen(item.at);
		if (ackedThrough !== null) this.#board.publish();
	}

	/** The first delta after a load makes the replica a snapshot of the centre: only now it counts as complete. */
	async #loaded(): Promise<void> {
		this.#loader = null;
		await this.#outbox.setGeneration(this.#database.generation);
		await this.#options.storage.deleteOthers(this.#database.generation).catch((e: unknown) => this.#options.onError?.(e));
		await this.#store.restorePending(this.#outbox.pending, this.#context());
		this.#board.setLoad({ phase: 'ready', table: null, usable: true });
		this.#memory.clear();
		this.#live.refreshAll();
	}

	#refusalEntry(ack: Ack): InboxRecord[] {
		const record = this.#outbox.pending.find((r) => r.seq === ack.seq);
		const { outcome } = ack;
		if (!record || outcome.ok) return [];
		return [
			{
				id: record.id,
				name: record.name,
				version: record.version,
				args: record.args,
				askedAt: record.askedAt,
				refusedAt: this.#nowText(),
				code: outcome.code,
				field: outcome.field ?? null,
				detail: outcome.detail ?? {},
				parked: outcome.parked ?? false
			}
		];
	}

	/** A delta that cannot be applied is a defect; the replica is what it was, and a new socket starts from its cursor. */
	#failed(error: unknown): void {
		if (this.#closed) return;
		this.#options.onError?.(error);
		this.#inbound.clear();
		this.#connection.drop();
	}

	// ── self-check ───────────────────────────────────────────────────────────────────────────────────────────────────

	async #check(trusted: Pick<Welcome, 'epoch' | 'audience'> | null = null): Promise<void> {
		const link = this.#linkNumber;
		while (this.#checking) await new Promise((done) => setTimeout(done, 5)); // one of an earlier link is giving up
		if (this.#closed || link !== this.#linkNumber) return;
		this.#checking = true;
		const expected = this.#verifying;
		try {
			const repaired = await selfCheck({
				projections: this.#projections,
				compare: (p, after, rows) => {
					if (link !== this.#linkNumber) throw new Error('the link was lost');
					return this.#question('checked', { t: 'check', table: p.name, after, rows });
				},
				repair: (p, range) => {
					if (!expected) this.#board.repairs++;
					if (this.#board.load.phase !== 'repairing' && expected) this.#board.setLoad({ phase: 'repairing' });
					return this.#question('range', { t: 'repair', table: p.name, after: range.after, upto: range.upto, expected });
				},
				pause: () => this.#politePause(expected),
				...(expected ? { progress: (table: string, rowsDone: number) => this.#board.setLoad({ table, rowsDone }) } : {})
			});
			if (expected && trusted) {
				await this.#tasks.run('delta', async () => {
					const place = await this.#store.place();
					if (place) await this.#store.setPlace({ ...place, epoch: trusted.epoch, audience: trusted.audience });
				});
				this.#verifying = false;
				this.#board.setLoad({ phase: 'ready', table: null, usable: true });
			}
			if (repaired > 0) this.#board.publish();
		} catch {
			// The link was lost; the next welcome starts over.
		} finally {
			this.#checking = false;
		}
	}

	/** One complete comparison with the centre, now. Resolves with the number of ranges that differed so far. For operators and tests. */
	async verifyNow(): Promise<number> {
		await this.#check();
		return this.#board.repairs;
	}

	#question<T>(kind: 'checked' | 'range', message: UpMessage): Promise<T> {
		if (!this.#welcomed || this.#closed) return Promise.reject(new Error('no link'));
		return this.#questions.ask<T>(kind, () => this.#send(message));
	}

	/** Idle work waits until nobody has asked anything for a moment; an expected repair is what people wait for. */
	async #politePause(urgent: boolean): Promise<void> {
		while (!urgent && !this.#closed && performance.now() - this.#tasks.lastPersonAt < 150)
			await new Promise((done) => setTimeout(done, 50));
		await this.#tasks.run('idle', async () => undefined);
	}

	#whenIdle(): void {
		this.#memory.forgetUnused();
		const quietFor = this.#options.clock.now().getTime() - this.#lastChangeAt;
		if (this.#welcomed && this.#board.load.phase === 'ready' && quietFor > 60_000) {
			void this.#check();
			void this.#tasks.run('idle', () => this.#store.tidy()).catch(() => undefined);
		}
		this.#idleTimer = this.#options.clock.setTimeout(() => this.#whenIdle(), idleCheckMs);
	}

	// ── small things ─────────────────────────────────────────────────────────────────────────────────────────────────

	async #runQuery(name: string, args: unknown): Promise<unknown> {
		const query = this.#options.queries.get(name);
		if (!query) throw new Error(`no query is called ${name}`);
		const parsed = query.args.parse(args);
		return await query.run(this.#store.db, parsed, { today: this.#context().today, actor: this.#actor, memory: this.#memory });
	}

	#context(): ReplayContext {
		const now = this.#options.clock.now();
		return { actor: this.#actor, now: now.toISOString(), today: this.#options.dayOf(now) };
	}

	/** Before anything else is asked: what was kept of these rows is old, and so are the answers on the screens. */
	#touched(touches: Touches): void {
		this.#memory.touched(touches);
		this.#live.touched(touches);
	}

	#nowText(): string {
		return this.#options.clock.now().toISOString();
	}

	/** The centre confirmed that we are up to date as of `at`. */
	#seen(at: string): void {
		this.#board.dataAsOf = at;
		const now = this.#options.clock.now().getTime();
		if (now - this.#lastContactWrite > contactWriteMs) {
			this.#lastContactWrite = now;
			void this.#outbox.contacted(new Date(now).toISOString()).catch((e: unknown) => this.#options.onError?.(e));
			void this.#tasks.run('idle', () => this.#store.setMeta('dataAsOf', at)).catch(() => undefined);
		}
		this.#board.publish();
	}

	#publish(status: ReplicaStatus): void {
		if (!this.#closed || status.link.state === 'stopped') this.#options.onStatus(status);
	}
}

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A corrected entry of the inbox was refused again, before it left this computer. */
export class RetryRefused extends Error {
	override name = 'RetryRefused';
	readonly outcome: Outcome;
	constructor(outcome: Outcome) {
		super('refused again');
		this.outcome = outcome;
	}
}
