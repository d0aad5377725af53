/** One thing at a time on the replica, the most urgent first; equals in the order they came. */
export type Urgency = 'person' | 'delta' | 'refresh' | 'idle';
const order: readonly Urgency[] = ['person', 'delta', 'refresh', 'idle'];

export class Tasks {
	readonly #queues = new Map<Urgency, (() => Promise<void>)[]>(order.map((u) => [u, []]));
	#running = false;
	#closed = false;
	/** When somebody last waited for an answer: idle work keeps out of the way. */
	lastPersonAt = -Infinity;

	run<T>(urgency: Urgency, work: () => Promise<T>): Promise<T> {
		if (urgency === 'person') this.lastPersonAt = performance.now();
		return new Promise<T>((resolve, reject) => {
			if (this.#closed) return reject(new ReplicaClosed());
			this.#queues.get(urgency)!.push(async () => {
				if (this.#closed) return reject(new ReplicaClosed());
				try {
					resolve(await work());
				} catch (error) {
					reject(error as Error);
				}
			});
			void this.#drain();
		});
	}

	/** Whatever is waiting is rejected; resolves when the one under way has ended. */
	async close(): Promise<void> {
		this.#closed = true;
		while (this.#running) await new Promise((done) => setTimeout(done, 1));
	}

	async #drain(): Promise<void> {
		if (this.#running) return;
		this.#running = true;
		try {
			for (;;) {
				const next = order
					.map((u) => this.#queues.get(u)!)
					.find((q) => q.length > 0)
					?.shift();
				if (!next) return;
				await next();
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
