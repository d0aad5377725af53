/** One thing at a time on the replica, the most urgent first; equals in the order they came. */
export type Urgency = 'person' | 'delta' | 'refresh' | 'idle';
const order: readonly Urgency[] = ['person', 'delta', 'refresh', 'idle'];
/** Waiting this long (ms), a task goes before more urgent ones: somebody who asks without a pause must not stop the rest. */
const patience: Readonly<Record<Urgency, number>> = { person: Infinity, delta: 100, refresh: 250, idle: 1_000 };

interface Waiting {
	run(): Promise<void>;
	readonly since: number;
}

export class Tasks {
	readonly #queues = new Map<Urgency, Waiting[]>(order.map((u) => [u, []]));
	#running = false;
	#closed = false;
	/** When somebody last waited for an answer: idle work keeps out of the way. */
	lastPersonAt = -Infinity;

	run<T>(urgency: Urgency, work: () => Promise<T>): Promise<T> {
		if (urgency === 'person') this.lastPersonAt = performance.now();
		return new Promise<T>((resolve, reject) => {
			if (this.#closed) return reject(new ReplicaClosed());
			const run = async () => {
				if (this.#closed) return reject(new ReplicaClosed());
				try {
					resolve(await work());
				} catch (error) {
					reject(error as Error);
				}
			};
			this.#queues.get(urgency)!.push({ run, since: performance.now() });
			this.#arrived?.();
			void this.#drain();
		});
	}

	/**
	 * For a task that waits for something else than the replica (the outbox's disk): refreshes, which only read, go on, so
	 * that a write is on the screen before it is on the disk.
	 */
	async meanwhile<T>(waiting: Promise<T>): Promise<T> {
		let over = false;
		const ended = waiting.then(
			() => void (over = true),
			() => void (over = true)
		);
		while (!over) {
			const next = this.#queues.get('refresh')!.shift();
			if (next) await next.run();
			else await Promise.race([ended, new Promise<void>((arrived) => (this.#arrived = arrived))]);
		}
		this.#arrived = null;
		return await waiting;
	}
	#arrived: (() => void) | null = null;

	/** Whatever is waiting is rejected; resolves when the one under way has ended. */
	async close(): Promise<void> {
		this.#closed = true;
		while (this.#running) await new Promise((done) => setTimeout(done, 1));
	}

	#next(): Waiting | undefined {
		const now = performance.now();
		const late = order.filter((u) => (this.#queues.get(u)![0]?.since ?? now) < now - patience[u]);
		for (const urgency of [...late, ...order]) {
			const next = this.#queues.get(urgency)!.shift();
			if (next) return next;
		}
		return undefined;
	}

	async #drain(): Promise<void> {
		if (this.#running) return;
		this.#running = true;
		try {
			for (;;) {
				const next = this.#next();
				if (!next) return;
				await next.run();
			}
		} finally {
			this.#running = false;
		}
	}
}

export class ReplicaClosed extends Error {
	override name = 'ReplicaClosed';
	constructor() {
		super('the replica is closed');
	}
}
