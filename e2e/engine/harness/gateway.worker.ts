/** The worker of a tab as in the product, over a core of a few lines: real locks, channels, files and Postgres. */
import { Gateway } from '#lib/replica/worker/gateway.ts';
import type { PageToWorker } from '#lib/replica/worker/rpc.ts';
import { BrowserStorage } from '#lib/replica/storage/opfs.ts';
import type { ReplicaStatus } from '#lib/replica/contract.ts';
import type { LiveHandlers } from '#lib/replica/contract.ts';

const gateway = new Gateway({
	post: (message) => self.postMessage(message),
	locks: navigator.locks,
	channel: (name) => new BroadcastChannel(name),
	onError: (error) => console.error(error),
	openCore: async ({ user, build }, { error }) => {
		const storage = new BrowserStorage({ userId: user.userId, onProblem: (what, cause) => error(new Error(what, { cause })) });
		const database = (await storage.open('g')) ?? (await storage.create('g'));
		const { pg } = database;
		await pg.exec('create table if not exists done (request text primary key)');
		const status: ReplicaStatus = {
			link: { state: 'online', since: '' },
			load: { phase: 'ready', table: null, rowsDone: 0, rowsTotal: 0, usable: true },
			dataAsOf: null,
			pending: 0,
			refused: 0,
			repairs: 0,
			storage: database.storage,
			build,
			offlineUntil: null
		};
		const count = async () => (await pg.query<{ n: number }>('select count(*)::int n from done')).rows[0]!.n;
		const listeners = new Set<LiveHandlers<unknown>>();
		return {
			status,
			ask: async (name) => (name === 'count' ? count() : (await pg.query(name)).rows),
			live: (_name, _args, handlers) => {
				listeners.add(handlers);
				void count().then((n) => handlers.rows(n));
				return () => listeners.delete(handlers);
			},
			hide: () => {},
			mutate: async (_name, _args, more) => {
				await pg.query('insert into done values ($1) on conflict do nothing', [more?.requestId]);
				const n = await count();
				for (const listener of listeners) listener.rows(n);
				return { ok: true };
			},
			inbox: async () => [],
			pendingList: async () => [],
			resolveInbox: async () => {},
			reconnect: () => {},
			erase: async () => {
				await database.close();
				await storage.deleteOthers(null);
			},
			close: () => database.close()
		};
	}
});
self.onmessage = ({ data }: MessageEvent<PageToWorker>) => gateway.receive(data);
