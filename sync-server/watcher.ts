/**
 * Notices commits, wherever they come from: another node, RADIUS, SQL by hand. One connection waits inside Postgres until
 * any transaction has ended (`sync.wait_for_commit`, a look every millisecond) and then asks the change log what happened
 * since its last snapshot. No NOTIFY: that would take a global lock at every commit of every writer. [SPEC W1–W3]
 */
import type pg from 'pg';
import { parseSnapshot } from '#lib/sync/cursor.ts';
import { rows, type Connection } from './database.ts';

export interface Noticed {
	/** The snapshot in which it was noticed. */
	readonly snapshot: string;
	/** Scopes that changed; null stands for rows that everybody sees. */
	readonly scopes: readonly (string | null)[];
	readonly tableIds: readonly number[];
}

/** Looks are at least this far apart: a thousand commits a second are noticed together. */
const paceMs = 4;
/** One wait inside Postgres: short, because it keeps vacuum from what died meanwhile, and a node that stops sees it out. */
const waitMs = 200;

export class Watcher {
	readonly #pool: pg.Pool;
	readonly #notice: (noticed: Noticed) => void;
	readonly #polled: () => void;
	readonly #newEpoch: () => void;
	readonly #log: (line: string) => void;
	#snapshot: string | null = null;
	#epoch: string | null = null;
	/** When Postgres was last asked what is new, and answered. */
	lookedAt = new Date(0);
	#stopped = false;
	#endWait: (() => void) | null = null;
	#done: Promise<void> | null = null;

	constructor(options: {
		pool: pg.Pool;
		notice(noticed: Noticed): void;
		/** Cursors given out so far mean nothing any more. */
		newEpoch?(): void;
		polled?(): void;
		log(line: string): void;
	}) {
		this.#pool = options.pool;
		this.#notice = (n) => options.notice(n);
		this.#newEpoch = () => options.newEpoch?.();
		this.#polled = () => options.polled?.();
		this.#log = (l) => options.log(l);
	}

	start(): void {
		this.#done ??= this.#run();
	}

	/** A write passed through this node: its commit is noticed anyway, this only ends a pause between two looks. */
	poke(): void {
		this.#endWait?.();
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		this.poke();
		await this.#done;
	}

	async #run(): Promise<void> {
		while (!this.#stopped) {
			let connection: pg.PoolClient | null = null;
			try {
				connection = await this.#pool.connect();
				while (!this.#stopped) {
					const began = performance.now();
					await this.#look(connection);
					this.#polled();
					await connection.query({
						name: 'wait-for-commit',
						text: 'select sync.wait_for_commit($1, $2)',
						values: [this.#snapshot, waitMs]
					});
					const rest = paceMs - (performance.now() - began);
					if (rest > 0 && !this.#stopped) await this.#wait(rest);
				}
				connection.release();
			} catch (error) {
				connection?.release(error as Error);
				if (this.#stopped) return;
				this.#log(`watcher: ${error instanceof Error ? error.message : String(error)}`);
				await this.#wait(250);
			}
		}
	}

	async #look(connection: Connection): Promise<void> {
		const asked = new Date();
		const since = this.#snapshot === null ? null : parseSnapshot(this.#snapshot);
		const found = await rows<{ snapshot: string; epoch: string; scopes: string | null; tables: string | null }>(
			connection,
			since === null
				? `select pg_current_snapshot()::text as snapshot, sync.epoch() as epoch, null as scopes, null as tables`
				: `select pg_current_snapshot()::text as snapshot, sync.epoch() as epoch, json_agg(distinct scope)::text as scopes, json_agg(distinct table_id)::text as tables
				   from sync.change where xid >= $1::xid8 or xid = any ($2::xid8[])`,
			since === null ? [] : [since.xmax.toString(), `{${since.xip.join(',')}}`]
		);
		this.#snapshot = found[0]!.snapshot;
		this.lookedAt = asked;
		const before = this.#epoch;
		this.#epoch = found[0]!.epoch;
		if (before !== null && before !== this.#epoch) this.#newEpoch();
		if (found[0]!.scopes === null) return;
		this.#notice({
			snapshot: this.#snapshot,
			scopes: JSON.parse(found[0]!.scopes) as (string | null)[],
			tableIds: JSON.parse(found[0]!.tables!) as number[]
		});
	}

	async #wait(ms: number): Promise<void> {
		await new Promise<void>((done) => {
			const timer = setTimeout(done, ms);
			this.#endWait = () => {
				clearTimeout(timer);
				done();
			};
		});
		this.#endWait = null;
	}
}
