import type { PGlite, Transaction } from '@electric-sql/pglite';

export interface CareOptions {
	/** Makes room for new files; called before each statement where PGlite does not do it itself: in transactions, and by protocol. */
	refill?(): Promise<void>;
	/** Write-ahead log that may pile up before a checkpoint, in bytes. Default 32 MB. */
	checkpointBytes?: number;
	/** How long after activity the log is looked at, in ms. Default 500. */
	checkMs?: number;
	/** How long nothing may have been asked before it counts as resting, in ms: a checkpoint can take seconds. Default 3 s. */
	restMs?: number;
	onProblem?(error: unknown): void;
}

/**
 * Three things that a replica needs and PGlite 0.5 does not do:
 *
 * 1. `transaction()` resolves before the file sync (its COMMIT still counts as inside the transaction). Here it is
 *    followed by one, so what resolved is on disk.
 * 2. The handle pool of `opfs-ahp` is refilled between statements only outside transactions.
 * 3. A single-user Postgres makes no checkpoints of its own: the log grows for ever and a killed browser would replay
 *    all of it. Here a checkpoint follows after `checkpointBytes`, and a smaller remainder when nobody is at work.
 *
 * Changes the instance it is given. Returns what stops the timer; call it before `close`.
 */
export function takeCare(pg: PGlite, options: CareOptions = {}): () => Promise<void> {
	const { refill, checkpointBytes = 32 << 20, checkMs = 500, restMs = 3_000, onProblem = () => {} } = options;
	const sync = pg.syncToFs.bind(pg);
	const transaction = pg.transaction.bind(pg);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let checking: Promise<void> | null = null;
	let stopped = false;
	/** What the log had grown to at the last look, in bytes. */
	let seen = 0;
	let usedAt = -Infinity;

	const look = async () => {
		const { rows } = await pg.query<{ grown: string }>(
			`select (pg_current_wal_insert_lsn() - redo_lsn)::text as grown from pg_control_checkpoint()`
		);
		const grown = Number(rows[0]?.grown);
		const still = grown === seen;
		seen = grown;
		const worthIt = grown > checkpointBytes / 16;
		const resting = still && performance.now() - usedAt >= restMs;
		if (grown > checkpointBytes || (resting && worthIt)) await pg.query('checkpoint');
		// Look once more when it rests.
		else if (worthIt || !still) arm();
	};
	const arm = () => {
		if (timer !== undefined || stopped) return;
		timer = setTimeout(() => {
			timer = undefined;
			if (stopped) return;
			checking = look()
				.catch(onProblem)
				.finally(() => (checking = null));
		}, checkMs);
		// A headless replica ends when nothing else is left to do.
		if (typeof timer === 'object' && 'unref' in timer) timer.unref();
	};

	pg.syncToFs = async () => {
		// Asked at once: what the look itself asks may be synced when the look is over.
		const ours = checking !== null;
		await sync();
		if (ours) return;
		usedAt = performance.now();
		arm();
	};
	pg.transaction = async <T>(run: (tx: Transaction) => Promise<T>): Promise<T> => {
		const result = await transaction(refill === undefined ? run : (tx) => run(refilled(tx, refill)));
		await pg.syncToFs();
		return result;
	};
	if (refill !== undefined) {
		// Statements that the engine sends as protocol messages (sync/client/statements.ts).
		const exclusively = pg.runExclusive.bind(pg);
		pg.runExclusive = (run) => exclusively(async () => (await refill(), run()));
	}
	arm();

	return async () => {
		stopped = true;
		clearTimeout(timer);
		await checking;
	};
}

/** The same transaction, with room made before each statement. */
function refilled(tx: Transaction, refill: () => Promise<void>): Transaction {
	const { query, exec, sql } = tx;
	tx.query = async (...args) => (await refill(), query(...args)) as never;
	tx.exec = async (...args) => (await refill(), exec(...args));
	tx.sql = async (...args) => (await refill(), sql(...args)) as never;
	return tx;
}
