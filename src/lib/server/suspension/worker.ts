import type { Pool } from 'pg';
import { dayAt } from '#lib/domain/day/zone.ts';
import { readSetting } from '#lib/server/settings.ts';
import type { Patience } from '#lib/server/network/ask-nas.ts';
import { applyQueued } from './apply.ts';
import { claim, endSessions } from './end-sessions.ts';
import { queueOver } from './over.ts';

/** Two looks a second into a short index: a suspension begins soon, and an idle office costs nothing. */
const lookMs = 500;
const overMs = 60_000;
/** Plans whose network one node is at together; a NAS that is slow keeps only its own waiting. */
const atOnce = 64;

export interface WorkerOptions {
	readonly pool: Pool;
	log(line: string): void;
	/** A transaction has just been committed: replicas need not wait for the next poll. */
	wake?(): void;
	now?(): Date;
	readonly patience?: Patience;
	readonly accountingMs?: number;
}

/**
 * The part of a node that carries out suspensions and restorations. Every node has one; what is due is claimed in Postgres. First the
 * commit from which FreeRADIUS answers differently, then the open sessions: at least once, since ending a session twice does no harm.
 */
export class SuspensionWorker {
	readonly #options: Required<Pick<WorkerOptions, 'now' | 'wake'>> & WorkerOptions;
	readonly #stopping = new AbortController();
	readonly #running = new Set<Promise<void>>();
	#busy = 0;
	#looking: Promise<void> | null = null;
	#again = false;
	#closed = false;
	#told = false;
	#timers: ReturnType<typeof setInterval>[] = [];

	constructor(options: WorkerOptions) {
		this.#options = { now: () => new Date(), wake: () => undefined, ...options };
	}

	start(): void {
		this.#timers = [setInterval(() => this.poke(), lookMs), setInterval(() => void this.#over(), overMs)];
		for (const timer of this.#timers) timer.unref();
		void this.#over();
		this.poke();
	}

	/** Something may be due: looks now instead of at the next tick. */
	poke(): void {
		if (this.#closed) return;
		this.#again = true;
		this.#looking ??= this.#look().finally(() => {
			this.#looking = null;
		});
	}

	/** Takes nothing more; what is on its way has `graceMs`, and comes back when its lease ends. */
	async stop(graceMs: number): Promise<void> {
		for (const timer of this.#timers) clearInterval(timer);
		this.#closed = true;
		const out = setTimeout(() => this.#stopping.abort(), graceMs);
		await this.#looking;
		await Promise.all(this.#running);
		clearTimeout(out);
		this.#stopping.abort();
	}

	async #look(): Promise<void> {
		while (this.#again && !this.#closed) {
			this.#again = false;
			try {
				// Refusing new logins comes before everything else.
				while (!this.#closed && (await applyQueued(this.#options.pool, await this.#clock())) > 0) this.#options.wake();
				while (!this.#closed && this.#busy < atOnce) {
					const claimed = await claim(this.#options, atOnce - this.#busy);
					if (claimed.length === 0) break;
					this.#busy += claimed.length;
					let held = claimed.length;
					// No look for each: the next one, half a second later at most, takes all places that were given back, together.
					const done = (count: number): void => {
						const back = Math.min(count, held);
						held -= back;
						this.#busy -= back;
						if (back > 0) this.#options.wake();
					};
					const ending: Promise<void> = endSessions({ ...this.#network(), done }, claimed, this.#stopping.signal)
						.catch((error: unknown) => this.#failed(error))
						.finally(() => {
							done(held);
							this.#running.delete(ending);
							this.poke();
						});
					this.#running.add(ending);
				}
				this.#told = false;
			} catch (error) {
				this.#failed(error);
			}
		}
	}

	#network() {
		const { pool, now, log, patience, accountingMs } = this.#options;
		return { pool, now, patience, accountingMs, alarm: (line: string) => log(`ALARM ${line}`) };
	}

	async #clock(): Promise<{ now: string; today: string }> {
		const now = this.#options.now().toISOString();
		return { now, today: dayAt(now, await readSetting(this.#options.pool, 'timeZone')) };
	}

	async #over(): Promise<void> {
		try {
			if ((await queueOver(this.#options.pool, await this.#clock())) > 0) this.poke();
		} catch (error) {
			this.#failed(error);
		}
	}

	/** The database is away, as a rule: one line for an outage. What was claimed comes back when its lease ends. */
	#failed(error: unknown): void {
		if (this.#closed || this.#told) return;
		this.#told = true;
		const code = (error as { code?: unknown }).code;
		this.#options.log(`suspensions: ${error instanceof Error ? error.message : 'error'} ${typeof code === 'string' ? code : ''}`.trim());
	}
}
