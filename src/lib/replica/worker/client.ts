import type { InboxEntry, LiveHandlers, MutateResult, PendingEntry, Replica, ReplicaStatus } from '../contract.ts';
import type { OpenOptions } from '../open.ts';
import { eraseFiles } from '../storage/erase-files.ts';
import { BrowserPage, type PageSignals } from './page-signals.ts';
import { fromWire, type CallName, type Calls, type PageToWorker, type TabFrame, type WorkerToPage } from './rpc.ts';

/** The end of a wire to a worker; `Worker` is one. */
export interface WorkerPort {
	postMessage(message: PageToWorker): void;
	onmessage: ((event: MessageEvent<WorkerToPage>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
	terminate(): void;
}

export interface TabReplicaOptions extends OpenOptions {
	readonly makeWorker?: () => WorkerPort;
	/** How long a leader that is there may take to answer, in ms. Default one minute. */
	readonly timeoutMs?: number;
	readonly page?: PageSignals;
	readonly loadedAt?: number;
	/** How long `erase` waits for an engine before it deletes the files itself, in ms. Default 5 s. */
	readonly eraseUnopenedMs?: number;
}

/** The engine did not answer; a change that was asked may have been kept or not ("Pendências" shows it if it was). */
export class ReplicaTimeoutError extends Error {
	override readonly name = 'ReplicaTimeoutError';
}

interface PendingCall {
	readonly frame: TabFrame & { t: 'call' };
	readonly resolve: (value: never) => void;
	readonly reject: (error: Error) => void;
	timer: ReturnType<typeof setTimeout> | undefined;
}

/** A page asks a worker whose engine is beyond repair for a new one at most this often. */
const replaceMs = 5_000;

const makeEngineWorker = (): WorkerPort => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'replica' });

/**
 * The replica as one tab sees it. It remembers what it has asked and what it listens to, and says all of it again to each
 * new leader: a question that was under way when a leader tab was closed is answered by the next one.
 */
export class TabReplica implements Replica {
	readonly #options: TabReplicaOptions;
	readonly #tab = crypto.randomUUID();
	#worker: WorkerPort;
	#workerMadeAt = 0;
	/** The leader that we have greeted; null while there is none. */
	#term: string | null = null;
	#status: ReplicaStatus;
	readonly #listeners = new Set<(status: ReplicaStatus) => void>();
	readonly #calls = new Map<string, PendingCall>();
	readonly #subscriptions = new Map<string, { readonly frame: TabFrame & { t: 'live' }; readonly handlers: LiveHandlers<unknown> }>();
	#count = 0;
	/** Told to reload: this build leads no more. */
	#retired = false;
	#closed: PromiseWithResolvers<void> | null = null;
	readonly #page: PageSignals;
	/** Of the page; a replica that is opened again in it is of the same program. */
	readonly #loadedAt: number;

	constructor(options: TabReplicaOptions) {
		this.#options = options;
		this.#page = options.page ?? new BrowserPage();
		this.#loadedAt = options.loadedAt ?? performance.timeOrigin;
		this.#status = openingStatus(options.build);
		this.#worker = this.#startWorker();
		this.#watchPage();
	}

	get status(): ReplicaStatus {
		return this.#status;
	}

	onStatus(listener: (status: ReplicaStatus) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	ask(name: string, args: unknown): Promise<unknown> {
		return this.#call('ask', { name, args: asJson(args) });
	}

	live(name: string, args: unknown, handlers: LiveHandlers<unknown>): () => void {
		const id = this.#newId();
		const frame = { t: 'live', id, name, args: asJson(args) } as const;
		this.#subscriptions.set(id, { frame, handlers });
		if (this.#term !== null) this.#post(frame);
		return () => {
			if (this.#subscriptions.delete(id) && this.#term !== null) this.#post({ t: 'unlive', id });
		};
	}

	mutate(name: string, args: unknown): Promise<MutateResult> {
		return this.#call('mutate', { name, args: asJson(args), requestId: crypto.randomUUID() });
	}

	inbox(): Promise<readonly InboxEntry[]> {
		return this.#call('inbox', null);
	}

	pendingList(): Promise<readonly PendingEntry[]> {
		return this.#call('pendingList', null);
	}

	resolveInbox(id: string, action: { kind: 'discard' } | { kind: 'retry'; args?: unknown }): Promise<void> {
		return this.#call('resolveInbox', { id, action: asJson(action) });
	}

	reconnect(): void {
		void this.#call('reconnect', null).catch(() => undefined);
	}

	/** The engine erases; where it does not start, the files are deleted without it. */
	async erase(): Promise<void> {
		const { eraseUnopenedMs = 5_000, user } = this.#options;
		const erased = this.#call('erase', null);
		const noEngine = Promise.withResolvers<'no engine'>();
		const timer = setTimeout(() => this.#term === null && noEngine.resolve('no engine'), eraseUnopenedMs);
		try {
			if ((await Promise.race([erased, noEngine.promise])) !== 'no engine') return;
			erased.catch(() => undefined);
			await eraseFiles(user.userId);
		} finally {
			clearTimeout(timer);
		}
	}

	/** Gives the engine up in this tab; another tab goes on with it. Resolves when the files are closed, or after 3 s. */
	async close(): Promise<void> {
		if (this.#closed !== null) return this.#closed.promise;
		const closed = (this.#closed = Promise.withResolvers<void>());
		this.#page.stop();
		this.#listeners.clear();
		this.#subscriptions.clear();
		for (const call of this.#calls.values()) this.#settle(call, (c) => c.reject(new Error('the replica was closed')));
		this.#post({ t: 'close' });
		const timer = setTimeout(closed.resolve, 3_000);
		await closed.promise;
		clearTimeout(timer);
		this.#worker.terminate();
	}

	// ── to the engine ────────────────────────────────────────────────────────────────────────────────────────────────

	#call<M extends CallName>(method: M, params: Calls[M]['params']): Promise<Calls[M]['answer']> {
		if (this.#closed !== null) return Promise.reject(new Error('the replica was closed'));
		return new Promise((resolve, reject) => {
			const id = this.#newId();
			const call: PendingCall = { frame: { t: 'call', id, method, params }, resolve, reject, timer: undefined };
			this.#calls.set(id, call);
			if (this.#term !== null) this.#say(call);
		});
	}

	#say(call: PendingCall): void {
		const { timeoutMs = 60_000 } = this.#options;
		clearTimeout(call.timer);
		call.timer = setTimeout(
			() => this.#settle(call, (c) => c.reject(new ReplicaTimeoutError(`no answer to ${c.frame.method}`))),
			timeoutMs
		);
		this.#post(call.frame);
	}

	#settle(call: PendingCall, end: (call: PendingCall) => void): void {
		clearTimeout(call.timer);
		if (this.#calls.delete(call.frame.id)) end(call);
	}

	#post(message: PageToWorker): void {
		this.#worker.postMessage(message);
	}

	#newId(): string {
		return `${++this.#count}`;
	}

	// ── from the engine ──────────────────────────────────────────────────────────────────────────────────────────────

	#receive(message: WorkerToPage): void {
		if (message.t === 'closed') return this.#closed?.resolve();
		if (this.#closed !== null) return;
		if (message.t === 'broken') return this.#replaceWorker();
		if (message.t === 'cannotOpen') return this.#setStatus({ ...this.#status, link: { state: 'stopped', because: 'storage' } });
		if (message.t === 'leader') return this.#greet(message.term, message.status);
		if (message.t === 'status') {
			// Of the leader we know, or of one that is still opening.
			if (this.#term === null || this.#term === message.term || message.status.load.phase === 'opening') this.#setStatus(message.status);
			return;
		}
		if (message.t === 'retired') return this.#onlyBuild(message.build);
		// Words of a leader that is gone, overtaken by its successor's.
		if (message.term !== this.#term) return;
		switch (message.t) {
			case 'answer':
			case 'threw': {
				const call = this.#calls.get(message.id);
				if (call)
					this.#settle(call, (c) => (message.t === 'answer' ? c.resolve(message.value as never) : c.reject(fromWire(message.error))));
				return;
			}
			case 'rows':
				return this.#subscriptions.get(message.id)?.handlers.rows(message.result);
			case 'failed':
				return this.#subscriptions.get(message.id)?.handlers.failed(fromWire(message.error));
			// The status has told already; this one is for the workers.
			case 'erased':
				return;
		}
	}

	/** Says everything again to a new leader. */
	#greet(term: string, status: ReplicaStatus): void {
		if (this.#retired) return;
		this.#setStatus(status);
		if (this.#term === term) return;
		this.#term = term;
		this.#hello();
		for (const { frame } of this.#subscriptions.values()) this.#post(frame);
		for (const call of [...this.#calls.values()]) this.#say(call);
	}

	#hello(): void {
		const { build } = this.#options;
		this.#post({ t: 'hello', build, loadedAt: this.#loadedAt, visible: this.#page.visible });
	}

	/** The leader serves this build only. Ours: wait for the next leader; another: this tab is of the past. */
	#onlyBuild(build: string): void {
		this.#term = null;
		if (build === this.#options.build || this.#retired) return;
		this.#retired = true;
		this.#post({ t: 'standDown' });
		this.#setStatus({ ...this.#status, link: { state: 'stopped', because: 'reload' } });
	}

	#setStatus(status: ReplicaStatus): void {
		if (this.#retired && status.link.state !== 'stopped') return;
		this.#status = status;
		for (const listener of this.#listeners) listener(status);
	}

	// ── the worker and the page ──────────────────────────────────────────────────────────────────────────────────────

	#startWorker(): WorkerPort {
		const { makeWorker = makeEngineWorker, user, build, offlineHours } = this.#options;
		const worker = makeWorker();
		this.#workerMadeAt = Date.now();
		worker.onmessage = ({ data }) => this.#receive(data);
		// The worker's own script could not be had or is no program: after a deploy, an old tab finds its files gone.
		worker.onerror = () => {
			if (this.#term === null) this.#setStatus({ ...this.#status, link: { state: 'stopped', because: 'reload' } });
		};
		worker.postMessage({ t: 'open', tab: this.#tab, loadedAt: this.#loadedAt, options: { user: asJson(user), build, offlineHours } });
		worker.postMessage({ t: 'hello', build, loadedAt: this.#loadedAt, visible: this.#page.visible });
		return worker;
	}

	/** The engine of our own worker is lost. The outbox is not: a new worker, here or in another tab, goes on from it. */
	#replaceWorker(): void {
		if (Date.now() - this.#workerMadeAt < replaceMs)
			return this.#setStatus({ ...this.#status, link: { state: 'stopped', because: 'storage' } });
		this.#worker.onmessage = null;
		this.#worker.terminate();
		this.#term = null;
		this.#worker = this.#startWorker();
	}

	#watchPage(): void {
		this.#page.watch({
			online: () => this.reconnect(),
			visible: (visible) => {
				if (this.#term !== null) this.#post({ t: 'visible', visible });
				// Somebody looks: do not let them wait for the back-off.
				if (visible && this.#status.link.state === 'offline') this.reconnect();
			}
		});
	}
}

/** Callers hand over reactive state, whose proxies cannot be cloned into a worker; all arguments are JSON anyway. */
function asJson<T>(value: T): T {
	return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

function openingStatus(build: string): ReplicaStatus {
	return {
		link: { state: 'connecting', since: new Date().toISOString() },
		load: { phase: 'opening', table: null, rowsDone: 0, rowsTotal: 0, usable: false },
		dataAsOf: null,
		pending: 0,
		refused: 0,
		repairs: 0,
		storage: 'opfs',
		build,
		offlineUntil: null
	};
}
