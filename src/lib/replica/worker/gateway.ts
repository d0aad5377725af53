import type { ReplicaCore } from '#lib/sync/client/core.ts';
import type { ReplicaStatus } from '../contract.ts';
import type { OpenOptions } from '../open.ts';
import { EngineHost } from './host.ts';
import { names, toWire, type EngineFrame, type Forwarded, type PageToWorker, type TabFrame, type WorkerToPage } from './rpc.ts';

/** What the leader's worker opens. */
export type OpenCore = (
	options: OpenOptions,
	on: { status(status: ReplicaStatus): void; error(error: unknown): void }
) => Promise<ReplicaCore>;

export interface GatewayOptions {
	post(message: WorkerToPage): void;
	openCore: OpenCore;
	readonly locks: LockManager;
	channel(name: string): BroadcastChannel;
	onError(error: unknown): void;
	/** Wait before trying again to open a replica that could not be opened, in ms. Default 2 s, doubling up to 30 s. */
	readonly retryMs?: number;
}

/**
 * A tab's worker. It passes the tab's words to the leader, and tries to become the leader itself: the Web Lock is granted
 * when the one before has gone, however it went, and by then the browser has closed that one's files.
 */
export class Gateway {
	readonly #options: GatewayOptions;
	#tab = '';
	#loadedAt = 0;
	#host: EngineHost | null = null;
	#toEngine: BroadcastChannel | null = null;
	#toAll: BroadcastChannel | null = null;
	readonly #toTabs = new Map<string, BroadcastChannel>();
	#fromEngine: BroadcastChannel | null = null;
	readonly #candidacy = new AbortController();
	/** Ends the present leadership. */
	#stepDown: (() => void) | null = null;
	#leading: Promise<void> = Promise.resolve();
	readonly #endOfLife = Promise.withResolvers<void>();

	constructor(options: GatewayOptions) {
		this.#options = options;
	}

	receive(message: PageToWorker): void {
		switch (message.t) {
			case 'open':
				return this.#start(message);
			case 'standDown':
				return this.#retire();
			case 'close':
				return void this.#close();
			default:
				if (this.#host !== null) this.#host.receive(this.#tab, message);
				else this.#toEngine?.postMessage({ tab: this.#tab, frame: message } satisfies Forwarded);
		}
	}

	#start({ tab, loadedAt, options }: PageToWorker & { t: 'open' }): void {
		this.#tab = tab;
		this.#loadedAt = loadedAt;
		const { channel, locks } = this.#options;
		const called = names(options.user.userId);
		this.#toEngine = channel(called.toEngine);
		this.#toAll = channel(called.toAll);
		this.#fromEngine = channel(called.toTab(tab));
		this.#toEngine.onmessage = ({ data }: MessageEvent<Forwarded>) => this.#host?.receive(data.tab, data.frame);
		this.#toAll.onmessage = ({ data }: MessageEvent<EngineFrame>) => {
			if (data.t === 'erased') this.#candidacy.abort();
			this.#options.post(data);
		};
		this.#fromEngine.onmessage = ({ data }: MessageEvent<EngineFrame>) => this.#options.post(data);
		void locks.request(called.life(tab), () => this.#endOfLife.promise);
		this.#leading = this.#stand(options);
	}

	/** A candidate for as long as the tab lives. */
	async #stand(options: OpenOptions): Promise<void> {
		const { locks, retryMs = 2_000 } = this.#options;
		const { leadership } = names(options.user.userId);
		const { signal } = this.#candidacy;
		let wait = retryMs;
		while (!signal.aborted) {
			try {
				await locks.request(leadership, { signal }, () => this.#lead(options));
				wait = retryMs;
			} catch (error) {
				if (signal.aborted) return;
				this.#options.onError(error);
				this.#options.post({ t: 'cannotOpen', error: toWire(error) });
				await new Promise((resolve) => setTimeout(resolve, wait));
				wait = Math.min(wait * 2, 30_000);
			}
		}
	}

	/** Resolves when this worker steps down; rejects when the replica cannot be opened. */
	async #lead(options: OpenOptions): Promise<void> {
		const ended = Promise.withResolvers<void>();
		const term = crypto.randomUUID();
		let host: EngineHost | null = null;
		// Not before the engine is open: words to a leader that cannot answer would be lost with it.
		this.#stepDown = ended.resolve;
		const core = await this.#options.openCore(options, {
			// The engine tells how the first load goes long before it is there to be asked.
			status: (status) => (host === null ? this.#broadcast({ t: 'status', term, status }) : host.statusChanged(status)),
			error: this.#options.onError
		});
		try {
			host = this.#host = new EngineHost({
				term,
				build: options.build,
				loadedAt: this.#loadedAt,
				core,
				send: (tab, frame) => this.#send(tab, frame),
				broadcast: (frame) => this.#broadcast(frame),
				whenGone: (tab, gone) => this.#whenGone(tab, gone),
				onNewerBuild: (build) => {
					this.#broadcast({ t: 'retired', term, build });
					ended.resolve();
				},
				// It goes on holding the lock: let go at once, it could be granted to a tab that has not heard yet.
				onErased: () => {
					this.#candidacy.abort();
					this.#broadcast({ t: 'erased', term });
				},
				onNewcomer: ended.resolve,
				onFatal: (error) => this.#options.post({ t: 'broken', error: toWire(error) })
			});
			await ended.promise;
		} finally {
			this.#host = null;
			this.#stepDown = null;
			await core.close().catch(this.#options.onError);
		}
	}

	/** Leads no more, and never again. */
	#retire(): void {
		this.#candidacy.abort();
		this.#stepDown?.();
	}

	#send(tab: string, frame: EngineFrame): void {
		if (tab === this.#tab) return this.#options.post(frame);
		let channel = this.#toTabs.get(tab);
		if (channel === undefined) this.#toTabs.set(tab, (channel = this.#options.channel(names('').toTab(tab))));
		channel.postMessage(frame);
	}

	#broadcast(frame: EngineFrame): void {
		this.#options.post(frame);
		this.#toAll?.postMessage(frame);
	}

	#whenGone(tab: string, gone: () => void): void {
		if (tab === this.#tab) return;
		const { locks } = this.#options;
		void locks
			.request(names('').life(tab), { signal: this.#candidacy.signal }, () => {
				this.#toTabs.get(tab)?.close();
				this.#toTabs.delete(tab);
				gone();
			})
			.catch(() => undefined);
	}

	async #close(): Promise<void> {
		this.receive({ t: 'bye' } satisfies TabFrame);
		this.#retire();
		await this.#leading.catch(() => undefined);
		this.#endOfLife.resolve();
		for (const channel of [this.#toEngine, this.#toAll, this.#fromEngine, ...this.#toTabs.values()]) channel?.close();
		this.#options.post({ t: 'closed' });
	}
}
