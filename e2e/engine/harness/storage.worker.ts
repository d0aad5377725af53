/** Storage and journal of a replica, at a test's command. */
import type { PGlite } from '@electric-sql/pglite';
import { outboxRecord, journalCases } from '#lib/replica/storage/journal-contract.ts';
import { IdbJournal } from '#lib/replica/storage/journal-idb.ts';
import { BrowserStorage, type BrowserStorageOptions } from '#lib/replica/storage/opfs.ts';
import { generationsIn } from '#lib/replica/storage/places.ts';
import type { ReplicaDatabase } from '#lib/sync/ports.ts';

const problems: string[] = [];
const storage = (options: Partial<BrowserStorageOptions> = {}) =>
	new BrowserStorage({ userId: 'u', onProblem: (what, error) => problems.push(`${what}: ${String(error)}`), ...options });
let database: ReplicaDatabase | null = null;

const commands = {
	async create(generation: string, options?: Partial<BrowserStorageOptions>) {
		const started = performance.now();
		database = await storage(options).create(generation);
		return { storage: database.storage, ms: performance.now() - started };
	},
	async open(generation: string, options?: Partial<BrowserStorageOptions>) {
		const started = performance.now();
		database = await storage(options).open(generation);
		return database === null ? null : { storage: database.storage, ms: performance.now() - started };
	},
	close: () => database!.close(),
	deleteOthers: (keep: string | null) => storage().deleteOthers(keep),
	generations: () => generationsIn('handles', 'u'),
	problems: () => problems,
	sql: async (text: string) => (await database!.pg.query(text)).rows,
	exec: async (text: string) => void (await database!.pg.exec(text)),
	/** Many statements in one transaction. */
	transaction: (statements: string[]) =>
		database!.pg.transaction(async (tx) => {
			for (const statement of statements) await tx.query(statement);
		}),
	/** One transaction over two tables and one journal record each, telling every one that was acknowledged. Never ends. */
	async write() {
		const journal = new IdbJournal('kill');
		const pg = database!.pg as PGlite;
		const first = (await pg.query<{ n: number }>('select coalesce(max(n), 0)::int n from a')).rows[0]!.n + 1;
		await journal.write({ clientId: 'c', userId: 'u' });
		for (let n = first; ; n++) {
			await pg.transaction(async (tx) => {
				await tx.query(`insert into a values ($1, repeat('x', 500))`, [n]);
				await tx.query(`insert into b values ($1, repeat('y', 500))`, [n]);
			});
			self.postMessage({ told: { sql: n } });
			await journal.write({ nextSeq: n + 1, addOutbox: [outboxRecord(n)], dropOutboxThrough: n - 50 });
			self.postMessage({ told: { journal: n } });
		}
	},
	journalOfWrites: async () => {
		const state = await new IdbJournal('kill').read();
		return state === null ? null : { nextSeq: state.nextSeq, seqs: state.outbox.map((r) => r.seq) };
	},
	/** Every rule of a journal on the IndexedDB one; the titles of those that are broken, with the reason. */
	async journalContract() {
		const broken: string[] = [];
		for (const { title, run } of journalCases) {
			const userId = `contract-${title}`;
			try {
				await run(new IdbJournal(userId), async () => new IdbJournal(userId));
			} catch (error) {
				broken.push(`${title}: ${String(error)}`);
			}
		}
		return { rules: journalCases.length, broken };
	}
};

self.onmessage = async ({ data }: MessageEvent<{ id: number; method: keyof typeof commands; args: never[] }>) => {
	try {
		const value = await (commands[data.method] as (...args: unknown[]) => unknown)(...data.args);
		self.postMessage({ id: data.id, value });
	} catch (error) {
		self.postMessage({ id: data.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
	}
};
