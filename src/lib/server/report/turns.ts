/** So many at a time; the others wait and go on in the order in which they came. Who goes away while it waits holds up nobody. */
export class Turns {
	readonly #atOnce: number;
	readonly #waiting = new Set<() => void>();
	#running = 0;

	constructor(atOnce: number) {
		this.#atOnce = atOnce;
	}

	/** Does `work` when its turn has come. Rejects with the reason of `signal` when that aborts before; from then on it is the work's own affair. */
	async take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
		await this.#place(signal);
		try {
			// It may have gone between being given the place and hearing of it.
			signal.throwIfAborted();
			return await work();
		} finally {
			this.#over();
		}
	}

	#place(signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			signal.throwIfAborted();
			if (this.#running < this.#atOnce) {
				this.#running += 1;
				return resolve();
			}
			const next = (): void => {
				signal.removeEventListener('abort', gone);
				resolve();
			};
			const gone = (): void => {
				this.#waiting.delete(next);
				reject(signal.reason as Error);
			};
			this.#waiting.add(next);
			signal.addEventListener('abort', gone, { once: true });
		});
	}

	/** Hands the place over rather than freeing it: who comes just now does not get in before those who wait. */
	#over(): void {
		const [next] = this.#waiting;
		if (!next) {
			this.#running -= 1;
			return;
		}
		this.#waiting.delete(next);
		next();
	}
}
