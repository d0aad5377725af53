import type { Pool } from 'pg';
import { PgBoss, type JobWithMetadata } from 'pg-boss';
import { ok, refuse, type Outcome } from '#lib/sync/model.ts';
import { failureCode } from './failure-code.ts';
import { executorOn, handOver, request } from './hand-over.ts';
import { JobFailure, type AnyJobKind, type JobContext, type JobNews } from './kind.ts';

export interface JobsOptions {
	readonly pool: Pool;
	readonly kinds: readonly AnyJobKind[];
	/** What runs by the clock runs by this one. */
	readonly timeZone: string;
	wake(): void;
	dayOf(instant: Date): string;
	log(line: string): void;
	now?(): Date;
}

/** Schema of the library's own tables, in the same database. Backups leave it out (sync-server/postgres/backup.ts). */
export const jobSchema = 'pgboss';
/** Where the library puts what it has given up: from here its kind is told, also when a node died of it. */
const graveyard = 'gave-up';
/** Jobs that ended stay in the list for this long, the failed ones too. */
const keptSeconds = 30 * 86_400;
/** A job whose node has not said for this long that it lives is taken over; the least that the library allows is 10. */
const silenceSeconds = 15;
/** Longer than any of ours works: what hangs is noticed by its silence. */
const longestSeconds = 12 * 3600;
/** One look a second for what transactions have asked for, and one of each worker for retries and other nodes' requests. */
const lookMs = 1000;
const pollSeconds = 4;

/**
 * Jobs of one node: pg-boss behind a small port. Every node has one of these and all of them share the work (`for update skip
 * locked`), so more nodes are more hands.
 *
 * Work is asked for by a row of `job_request` in the transaction of the change (`requestJob` in mutators, `request` here), and handed
 * over to pg-boss afterwards. Not by pg-boss itself in that transaction, although it could: mutators are one code for browser and
 * centre and cannot import it, and they run as `balcao_user`, who would need rights on all of the library's tables and could then read
 * and change everybody's jobs. A row that only a function of ours can write keeps both out, and costs one short transaction more.
 *
 * A job is run at least once (`JobKind`). It fails with a pause that doubles, is kept when it was given up, and can be tried again by a
 * person. At the end of a node its jobs stop at their next safe point and go on elsewhere.
 */
export class Jobs {
	readonly #options: Required<JobsOptions>;
	readonly #kinds: ReadonlyMap<string, AnyJobKind>;
	readonly #boss: PgBoss;
	readonly #workers = new Map<string, string[]>();
	readonly #stopping = new AbortController();
	/** Jobs at work on this node, by id. */
	readonly #atWork = new Map<string, AbortController>();
	#looking: Promise<void> | null = null;
	#again = false;
	#timer: ReturnType<typeof setInterval> | undefined;
	#told = false;

	constructor(options: JobsOptions) {
		this.#options = { now: () => new Date(), ...options };
		this.#kinds = new Map(options.kinds.map((kind) => [kind.name, kind]));
		this.#boss = new PgBoss({
			db: executorOn(options.pool),
			schema: jobSchema,
			superviseIntervalSeconds: 5,
			monitorIntervalSeconds: 5,
			maintenanceIntervalSeconds: 3600,
			// Two nodes' clocks are the operator's business; it asks the time every ten minutes otherwise, and warns in the log only.
			clockMonitorIntervalSeconds: 600
		});
		this.#boss.on('error', (error) => this.#failed(error));
	}

	/** Makes the library's schema where there is none (as the owner of the database), and begins to work. */
	async start(): Promise<void> {
		const { timeZone } = this.#options;
		await this.#boss.start();
		await this.#boss.createQueue(graveyard, { retryLimit: 10, retryDelay: 5, retryBackoff: true, deleteAfterSeconds: 86_400 });
		for (const kind of this.#kinds.values()) {
			const limits = {
				retryLimit: kind.attempts - 1,
				retryDelay: kind.pauseSeconds,
				retryBackoff: true,
				retryDelayMax: kind.longestPauseSeconds,
				heartbeatSeconds: silenceSeconds,
				expireInSeconds: longestSeconds,
				deleteAfterSeconds: keptSeconds,
				deadLetter: graveyard
			};
			// `short`: one of a key waits at most. The limits of a later build are written over those of the first.
			await this.#boss.createQueue(kind.name, { policy: 'short', ...limits });
			await this.#boss.updateQueue(kind.name, limits);
			if (kind.cron !== undefined) await this.#boss.schedule(kind.name, kind.cron, {}, { tz: timeZone, missed: 'once' });
		}
		const forgotten = (await this.#boss.getSchedules()).filter(({ name }) => this.#kinds.get(name)?.cron === undefined);
		for (const { name } of forgotten) await this.#boss.unschedule(name);
		for (const kind of this.#kinds.values()) {
			const ids: string[] = [];
			for (let n = 0; n < kind.atOnce; n++) ids.push(await this.#work(kind.name, (job) => this.#run(kind, job)));
			this.#workers.set(kind.name, ids);
		}
		await this.#work(graveyard, (job) => this.#bury(job));
		for (const kind of this.#kinds.values()) await this.#askForUnfinished(kind);
		this.#timer = setInterval(() => this.poke(), lookMs);
		this.#timer.unref();
		this.poke();
	}

	/** Something may have been asked for: looks now instead of within a second. */
	poke(): void {
		if (this.#stopping.signal.aborted) return;
		this.#again = true;
		this.#looking ??= this.#look().finally(() => {
			this.#looking = null;
		});
	}

	/** Takes nothing more; what is at work is told to stop at its next safe point and has `graceMs` to get there. */
	async stop(graceMs: number): Promise<void> {
		clearInterval(this.#timer);
		this.#stopping.abort();
		await this.#looking;
		// What does not get there fails, and is tried again by the next node.
		await this.#boss.stop({ graceful: true, timeout: graceMs });
	}

	/** Another attempt of a job that was given up. Refusals: not_found, job_not_failed. */
	async retry(name: string, id: string): Promise<Outcome> {
		const found = await this.#find(name, id);
		if (!found) return refuse('not_found');
		if (found.job.state !== 'failed') return refuse('job_not_failed');
		await this.#tell(found.kind, found.job.data, 'retried');
		await this.#boss.retry(name, id);
		this.#wake(name);
		return ok();
	}

	/** Ends a job that waits or is at work; one at work is told, and stops at its next safe point. Refusals: not_found, job_ended. */
	async cancel(name: string, id: string): Promise<Outcome> {
		const found = await this.#find(name, id);
		if (!found) return refuse('not_found');
		if (!['created', 'retry', 'active'].includes(found.job.state)) return refuse('job_ended');
		await this.#boss.cancel(name, id);
		// On another node it hears of it when it next says that it lives.
		this.#atWork.get(id)?.abort();
		await this.#tell(found.kind, found.job.data, 'cancelled');
		return ok();
	}

	/** When what runs by the clock runs next. */
	async schedules(): Promise<readonly { readonly name: string; readonly nextAt: string }[]> {
		const all = await this.#boss.getSchedules();
		return all.flatMap(({ name, cron, timezone }) => {
			const [next] = this.#boss.previewSchedule(cron, { tz: timezone, count: 1 });
			return next ? [{ name, nextAt: next.toISOString() }] : [];
		});
	}

	get kinds(): ReadonlyMap<string, AnyJobKind> {
		return this.#kinds;
	}

	async #askForUnfinished(kind: AnyJobKind): Promise<void> {
		const { pool } = this.#options;
		const unfinished = (await kind.unfinished?.(pool)) ?? [];
		if (unfinished.length === 0) return;
		const { rows } = await pool.query<{ key: string }>(
			`select singleton_key as key from ${jobSchema}.job where name = $1 and state in ('created', 'retry', 'active')
			 union select key from job_request where name = $1`,
			[kind.name]
		);
		const onItsWay = new Set(rows.map(({ key }) => key));
		for (const { key, data } of unfinished) if (!onItsWay.has(key)) await request(pool, { name: kind.name, key, data });
	}

	/** One worker. After a job it looks for the next one at once, not at its next look. */
	async #work(name: string, run: (job: JobWithMetadata) => Promise<void>): Promise<string> {
		const id: string = await this.#boss.work(
			name,
			{ includeMetadata: true, pollingIntervalSeconds: pollSeconds },
			async ([job]: JobWithMetadata[]) => {
				try {
					await run(job!);
				} finally {
					this.#boss.notifyWorker(id);
				}
			}
		);
		return id;
	}

	async #find(name: string, id: string): Promise<{ kind: AnyJobKind; job: JobWithMetadata } | null> {
		const kind = this.#kinds.get(name);
		if (!kind) return null;
		const [job] = await this.#boss.findJobs<object>(name, { id });
		return job ? { kind, job } : null;
	}

	async #run(kind: AnyJobKind, job: JobWithMetadata): Promise<void> {
		const { pool, wake, now, dayOf, log } = this.#options;
		const cancelled = new AbortController();
		this.#atWork.set(job.id, cancelled);
		const context: JobContext = {
			pool,
			wake,
			signal: AbortSignal.any([job.signal, cancelled.signal, this.#stopping.signal]),
			attempt: job.retryCount + 1,
			now,
			dayOf,
			log
		};
		try {
			const data = kind.data.safeParse(job.data);
			if (!data.success) throw new JobFailure('arguments_invalid');
			const end = await kind.run(data.data as object, context);
			// Asked for anew before this one is marked as done: a death in between makes it twice, never not at all.
			if (end === 'again' && !job.signal.aborted && !cancelled.signal.aborted)
				await request(pool, { name: kind.name, key: job.singletonKey ?? job.id, data: job.data });
		} catch (error) {
			const code = failureCode(error);
			log(`job ${kind.name} ${job.id} failed in attempt ${context.attempt}: ${code}${code === 'defect' ? ` ${describe(error)}` : ''}`);
			// What the library keeps of it is read by people: no message of Postgres, and no stack.
			const kept = new JobFailure(code);
			delete kept.stack;
			throw kept;
		} finally {
			this.#atWork.delete(job.id);
		}
	}

	async #bury({ sourceName, data }: JobWithMetadata): Promise<void> {
		const kind = this.#kinds.get(sourceName ?? '');
		if (kind) await this.#tell(kind, data, 'gaveUp');
	}

	async #tell(kind: AnyJobKind, data: unknown, news: JobNews): Promise<void> {
		const parsed = kind.data.safeParse(data);
		if (parsed.success) await kind.told?.(parsed.data as object, news, this.#options);
	}

	#wake(name: string): void {
		for (const id of this.#workers.get(name) ?? []) this.#boss.notifyWorker(id);
	}

	async #look(): Promise<void> {
		while (this.#again && !this.#stopping.signal.aborted) {
			this.#again = false;
			try {
				const { names, more } = await handOver(this.#options.pool, this.#boss, [...this.#kinds.keys()]);
				for (const name of names) this.#wake(name);
				if (more) this.#again = true;
				this.#told = false;
			} catch (error) {
				this.#failed(error);
			}
		}
	}

	/** The database is away, as a rule: one line for an outage, not one a second. */
	#failed(error: unknown): void {
		if (this.#stopping.signal.aborted || this.#told) return;
		this.#told = true;
		this.#options.log(`jobs: ${describe(error)}`);
	}
}

/** Name and SQLSTATE of an error, and the constraint or routine: never its message, which may quote a row. */
function describe(error: unknown): string {
	const { name, code } = error as { name?: unknown; code?: unknown };
	return [name, code].filter((part) => typeof part === 'string').join(' ') || 'unknown';
}
