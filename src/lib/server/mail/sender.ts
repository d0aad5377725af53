import type { Pool } from 'pg';
import { readBounceFolder } from './bounces.ts';
import { claim, deliver, type DeliverOptions } from './deliver.ts';
import type { MailServer } from './port.ts';

/** One look a second into a short index: a boleto is on its way while the customer is still on the telephone. */
const lookMs = 1000;
/** Letters that one node makes and hands over at once. */
const atOnce = 3;
const housekeepingMs = 3_600_000;
const bouncesMs = 60_000;
/** Days after which a message leaves the replicas; the centre keeps it. */
export const freshDays = 60;

export interface MailSenderOptions {
	readonly pool: Pool;
	server(): Promise<MailServer | null>;
	log(line: string): void;
	now?(): Date;
	/** Maildir of the return path. */
	readonly bounces?: string | undefined;
}

/** The part of a node that sends mail. Every node has one; who sends what is decided in Postgres (deliver.ts). */
export class MailSender {
	readonly #options: DeliverOptions & Pick<MailSenderOptions, 'log' | 'bounces'>;
	readonly #running = new Set<Promise<void>>();
	#looking: Promise<void> | null = null;
	#again = false;
	#closed = false;
	#timers: ReturnType<typeof setInterval>[] = [];
	/** One line for an outage, not one a second. */
	#told = false;

	constructor(options: MailSenderOptions) {
		this.#options = { now: () => new Date(), ...options };
	}

	start(): void {
		this.#timers = [setInterval(() => this.poke(), lookMs), setInterval(() => void this.#archive(), housekeepingMs)];
		const { bounces } = this.#options;
		if (bounces) this.#timers.push(setInterval(() => void this.#readBounces(bounces), bouncesMs));
		for (const timer of this.#timers) timer.unref();
		void this.#archive();
		if (bounces) void this.#readBounces(bounces);
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

	/** Takes nothing more, and waits up to `graceMs` for what is on its way; what is not done then is taken up again after its lease. */
	async stop(graceMs: number): Promise<void> {
		for (const timer of this.#timers) clearInterval(timer);
		this.#closed = true;
		await this.#looking;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
		await Promise.race([Promise.all(this.#running), late]);
		clearTimeout(timer);
	}

	async #look(): Promise<void> {
		while (this.#again && !this.#closed) {
			this.#again = false;
			try {
				while (this.#running.size < atOnce && !this.#closed) {
					const claimed = await claim(this.#options);
					this.#told = false;
					if (!claimed) break;
					const sending: Promise<void> = deliver(this.#options, claimed)
						.catch((error: unknown) => this.#failed(error))
						.finally(() => {
							this.#running.delete(sending);
							this.poke();
						});
					this.#running.add(sending);
				}
			} catch (error) {
				this.#failed(error);
			}
		}
	}

	/** The database is away, as a rule; what was claimed comes back when its lease ends. No address and no text of a letter: only what broke. */
	#failed(error: unknown): void {
		if (this.#closed || this.#told) return;
		this.#told = true;
		const code = (error as { code?: unknown }).code;
		this.#options.log(`mail: ${error instanceof Error ? error.name : 'error'} ${typeof code === 'string' ? code : ''}`.trim());
	}

	async #archive(): Promise<void> {
		await this.#options.pool
			.query(`update mail_message set archived = true where not archived and created_at < $1::timestamptz - make_interval(days => $2)`, [
				this.#options.now(),
				freshDays
			])
			.catch((error: unknown) => this.#failed(error));
	}

	async #readBounces(folder: string): Promise<void> {
		await readBounceFolder(this.#options.pool, folder, this.#options.now()).catch((error: unknown) => this.#failed(error));
	}
}
