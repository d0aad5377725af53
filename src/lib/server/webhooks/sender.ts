import type { Pool } from 'pg';
import { claim, deliver } from './deliver.ts';

/** One look a second into a short index: events arrive soon, and an idle office costs nothing. */
const lookMs = 1000;
/** Webhooks that one node serves at once; a slow receiver keeps only its own waiting. */
const atOnce = 4;
const pruneMs = 3_600_000;
/** Days that the log of deliveries goes back, settled or not. */
export const logDays = 30;

export interface SenderOptions {
	readonly pool: Pool;
	log(line: string): void;
	now?(): Date;
}

/**
 * The part of a node that sends webhooks. Every node has one; what is due is claimed in Postgres, so nothing is sent by two
 * of them at once. A delivery that a dead node had taken is sent again with the same id: at least once.
 */
export class WebhookSender {
	readonly #options: Required<SenderOptions>;
	readonly #stopping = new AbortController();
	readonly #running = new Set<Promise<void>>();
	#looking: Promise<void> | null = null;
	#again = false;
	#closed = false;
	#timers: ReturnType<typeof setInterval>[] = [];

	constructor(options: SenderOptions) {
		this.#options = { now: () => new Date(), ...options };
	}

	start(): void {
		this.#timers = [setInterval(() => this.poke(), lookMs), setInterval(() => void this.#prune(), pruneMs)];
		for (const timer of this.#timers) timer.unref();
		void this.#prune();
		this.poke();
	}

	/** Something may be due: looks now instead of within a second. */
	poke(): void {
		if (this.#closed) return;
		this.#again = true;
		this.#looking ??= this.#look().finally(() => {
			this.#looking = null;
		});
	}

	/** Takes nothing more; what is on its way has `graceMs` to arrive, and is given back otherwise. */
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
				while (this.#running.size < atOnce && !this.#closed) {
					const claimed = await claim(this.#options);
					this.#told = false;
					if (!claimed) break;
					const sending: Promise<void> = deliver(this.#options, claimed, this.#stopping.signal)
						.catch((error: unknown) => this.#failed(error))
						.finally(() => {
							this.#running.delete(sending);
							if (!this.#closed) this.poke(); // the next one of the same webhook
						});
					this.#running.add(sending);
				}
			} catch (error) {
				this.#failed(error);
			}
		}
	}

	/** The database is away, as a rule. What was claimed comes back when its lease ends. Never a secret: only codes. */
	#failed(error: unknown): void {
		if (this.#closed || this.#told) return;
		this.#told = true;
		const code = (error as { code?: unknown }).code;
		this.#options.log(`webhooks: ${error instanceof Error ? error.name : 'error'} ${typeof code === 'string' ? code : ''}`.trim());
	}

	/** One line for an outage, not one a second. */
	#told = false;

	async #prune(): Promise<void> {
		await this.#options.pool
			.query(`delete from webhook_delivery where created_at < $1::timestamptz - make_interval(days => $2)`, [this.#options.now(), logDays])
			.catch((error: unknown) => this.#failed(error));
	}
}
