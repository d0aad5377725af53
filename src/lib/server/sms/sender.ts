import { freshSmsDays } from '#lib/domain/sms/letter.ts';
import { claim, deliver, type DeliverOptions } from './deliver.ts';

/** One look a second into a short index. */
const lookMs = 1000;
/** Mobiles that one node serves at once; the gateway's own window narrows it. */
const atOnce = 8;
const housekeepingMs = 3_600_000;
const listenMs = 30_000;
/** Receipts are waited for this long; exchanges give up sooner. */
const receiptDays = 4;

export interface SmsSenderOptions extends Omit<DeliverOptions, 'now'> {
	log(line: string): void;
	now?(): Date;
}

/** The part of a node that sends SMS. Every node has one; who sends what is decided in Postgres (deliver.ts). */
export class SmsSender {
	readonly #options: DeliverOptions & Pick<SmsSenderOptions, 'log'>;
	readonly #running = new Set<Promise<void>>();
	#looking: Promise<void> | null = null;
	#again = false;
	#closed = false;
	#timers: ReturnType<typeof setInterval>[] = [];
	/** One line for an outage, not one a second. */
	#told = false;

	constructor(options: SmsSenderOptions) {
		this.#options = { now: () => new Date(), ...options };
	}

	start(): void {
		this.#timers = [
			setInterval(() => this.poke(), lookMs),
			setInterval(() => void this.#archive(), housekeepingMs),
			setInterval(() => void this.#listen(), listenMs)
		];
		for (const timer of this.#timers) timer.unref();
		void this.#archive();
		void this.#listen();
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

	/** The database is away, as a rule; what was claimed comes back when its lease ends. No number and no text: only what broke. */
	#failed(error: unknown): void {
		if (this.#closed || this.#told) return;
		this.#told = true;
		const code = (error as { code?: unknown }).code;
		this.#options.log(`sms: ${error instanceof Error ? error.name : 'error'} ${typeof code === 'string' ? code : ''}`.trim());
	}

	async #archive(): Promise<void> {
		await this.#options.pool
			.query(`update sms_message set archived = true where not archived and created_at < $1::timestamptz - make_interval(days => $2)`, [
				this.#options.now(),
				freshSmsDays
			])
			.catch((error: unknown) => this.#failed(error));
	}

	/** After a restart nobody sends perhaps, and receipts of before still wait at the exchange. */
	async #listen(): Promise<void> {
		try {
			const { rows } = await this.#options.pool.query<{ any: boolean }>(
				`select exists (select from sms_part where status = 'sent' and sent_at > $1::timestamptz - make_interval(days => $2)) as any`,
				[this.#options.now(), receiptDays]
			);
			if (rows[0]?.any) await (await this.#options.gateway())?.listen();
		} catch (error) {
			this.#failed(error);
		}
	}
}
