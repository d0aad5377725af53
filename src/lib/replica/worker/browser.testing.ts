/** A browser with tabs in one process: locks, channels and workers that can be killed at any moment. For tests. */
import type { ReplicaCore } from '#lib/sync/client/core.ts';
import type { LiveHandlers, ReplicaStatus } from '../contract.ts';
import { TabReplica, type TabReplicaOptions, type WorkerPort } from './client.ts';
import { Gateway, type OpenCore } from './gateway.ts';
import type { PageToWorker, WorkerToPage } from './rpc.ts';

const later = (run: () => void) => void setTimeout(run, 0);

class Locks {
	readonly #queues = new Map<string, { owner: Realm; start: () => void; end: () => void }[]>();

	of(owner: Realm): LockManager {
		const request = (name: string, ...rest: unknown[]) => {
			const run = rest.at(-1) as () => Promise<unknown>;
			const { signal } = (rest.length > 1 ? rest[0] : {}) as { signal?: AbortSignal };
			return new Promise((resolve, reject) => {
				const queue = this.#queues.get(name) ?? [];
				this.#queues.set(name, queue);
				let started = false;
				const entry = {
					owner,
					start: () => {
						if (started) return;
						started = true;
						later(() => {
							if (owner.dead) return;
							Promise.resolve().then(run).then(resolve, reject).finally(entry.end);
						});
					},
					end: () => {
						const at = queue.indexOf(entry);
						if (at >= 0) queue.splice(at, 1);
						queue[0]?.start();
					}
				};
				signal?.addEventListener('abort', () => {
					if (started) return;
					entry.end();
					reject(signal.reason as Error);
				});
				queue.push(entry);
				queue[0]!.start();
			});
		};
		return { request, query: async () => ({}) } as unknown as LockManager;
	}

	free(owner: Realm): void {
		for (const queue of this.#queues.values()) for (const entry of queue.filter((e) => e.owner === owner)) entry.end();
	}
}

/** What dies together: a tab's worker. */
interface Realm {
	dead: boolean;
	readonly channels: Set<Channel>;
}

class Channel {
	onmessage: ((event: MessageEvent) => void) | null = null;
	readonly name: string;
	readonly #all: Set<Channel>;
	readonly realm: Realm;
	constructor(all: Set<Channel>, realm: Realm, name: string) {
		this.#all = all;
		this.realm = realm;
		this.name = name;
		all.add(this);
		realm.channels.add(this);
	}
	postMessage(message: unknown): void {
		if (this.realm.dead) return;
		const copy = structuredClone(message);
		for (const other of this.#all) {
			if (other !== this && other.name === this.name)
				later(() => !other.realm.dead && this.#all.has(other) && other.onmessage?.({ data: copy } as MessageEvent));
		}
	}
	close(): void {
		this.#all.delete(this);
	}
}

export interface TestTab {
	readonly replica: TabReplica;
	/** As when the tab is closed or crashes: nothing is said, locks are freed. */
	kill(): void;
}

export class TestBrowser {
	readonly #locks = new Locks();
	readonly #channels = new Set<Channel>();
	readonly errors: unknown[] = [];
	readonly openCore: OpenCore;
	#loads = 0;

	constructor(openCore: OpenCore) {
		this.openCore = openCore;
	}

	tab(options: Partial<TabReplicaOptions> & { retryMs?: number; onWorker?: (n: number) => void } = {}): TestTab {
		let realm: Realm;
		let workers = 0;
		const end = (r: Realm) => {
			r.dead = true;
			for (const channel of r.channels) channel.close();
			this.#locks.free(r);
		};
		const makeWorker = (): WorkerPort => {
			const mine: Realm = (realm = { dead: false, channels: new Set() });
			options.onWorker?.(++workers);
			const gateway = new Gateway({
				post: (message: WorkerToPage) => {
					const copy = structuredClone(message);
					later(() => !mine.dead && port.onmessage?.({ data: copy } as MessageEvent<WorkerToPage>));
				},
				openCore: this.openCore,
				locks: this.#locks.of(mine),
				channel: (name) => new Channel(this.#channels, mine, name) as unknown as BroadcastChannel,
				onError: (error) => this.errors.push(error),
				retryMs: options.retryMs ?? 5
			});
			const port: WorkerPort = {
				onmessage: null,
				onerror: null,
				postMessage: (message: PageToWorker) => {
					const copy = structuredClone(message);
					later(() => !mine.dead && gateway.receive(copy));
				},
				terminate: () => end(mine)
			};
			return port;
		};
		const page = { visible: true, watch: () => {}, stop: () => {} };
		const user = { userId: 'u', login: 'u', name: 'U', role: 'attendant', branchIds: ['b'] };
		const replica = new TabReplica({ user, build: 'b1', offlineHours: null, makeWorker, page, loadedAt: ++this.#loads, ...options });
		return { replica, kill: () => end(realm) };
	}
}

export const readyStatus: ReplicaStatus = {
	link: { state: 'online', since: '2026-11-21T12:00:00.000Z' },
	load: { phase: 'ready', table: null, rowsDone: 0, rowsTotal: 0, usable: true },
	dataAsOf: null,
	pending: 0,
	refused: 0,
	repairs: 0,
	storage: 'opfs',
	build: 'b1',
	offlineUntil: null
};

/** What lies on the disk of the test's browser: outlives every worker. */
export interface TestDisk {
	mutations: { requestId: string; name: string }[];
	openCores: number;
	maxOpenCores: number;
}
export const newDisk = (): TestDisk => ({ mutations: [], openCores: 0, maxOpenCores: 0 });

export interface TestCore extends ReplicaCore {
	status: ReplicaStatus;
	/** name → subscribers of this core. */
	readonly subscribers: { name: string; args: unknown; handlers: LiveHandlers<unknown>; group: string | undefined }[];
	readonly hidden: Map<string, boolean>;
}

/** A core that keeps mutations on the disk and answers by `answers`. */
export function testCore(
	disk: TestDisk,
	answers: { ask?: (name: string, args: unknown) => unknown; onMutate?: () => Promise<void> | void } = {}
): TestCore {
	disk.openCores += 1;
	disk.maxOpenCores = Math.max(disk.maxOpenCores, disk.openCores);
	const subscribers: TestCore['subscribers'] = [];
	const hidden = new Map<string, boolean>();
	return {
		subscribers,
		hidden,
		status: readyStatus,
		ask: async (name, args) => (answers.ask ? answers.ask(name, args) : { name, args }),
		live: (name, args, handlers, group) => {
			const one = { name, args, handlers, group };
			subscribers.push(one);
			handlers.rows({ name, mutations: disk.mutations.length });
			return () => void subscribers.splice(subscribers.indexOf(one), 1);
		},
		hide: (group, is) => void hidden.set(group, is),
		mutate: async (name, _args, { requestId } = {}) => {
			if (!disk.mutations.some((m) => m.requestId === requestId)) disk.mutations.push({ requestId: requestId!, name });
			await answers.onMutate?.();
			for (const s of [...subscribers]) s.handlers.rows({ name: s.name, mutations: disk.mutations.length });
			return { ok: true, mutationId: requestId! };
		},
		inbox: async () => [],
		pendingList: async () => [],
		resolveInbox: async () => {},
		reconnect: () => {},
		erase: async () => void (disk.mutations = []),
		close: async () => void (disk.openCores -= 1)
	};
}
