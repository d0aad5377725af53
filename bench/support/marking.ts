/** Collects when a mark was made and when it arrived, and says when all of them have. */
import type { Child } from './child.ts';
import { summarise, type Summary } from './stats.ts';

export class Arrivals {
	readonly #sent = new Map<number, number>();
	readonly #arrived = new Map<number, number>();
	#wake: (() => void) | null = null;

	/** Everything the process tells under this name is an arrival. */
	of(child: Child, event: 'frame' | 'applied' | 'screen'): this {
		child.on<{ n: number; at: number }>(event, ({ n, at }) => this.arrived(n, at));
		return this;
	}

	/** The moment at which the last session of all these crowds has a mark. */
	ofLast(...crowds: readonly Child[]): this {
		const waiting = new Map<number, { crowds: number; last: number }>();
		for (const crowd of crowds) {
			crowd.on<{ n: number; last: number }>('mark', ({ n, last }) => {
				const so = waiting.get(n) ?? { crowds: crowds.length, last: 0 };
				waiting.set(n, so);
				so.last = Math.max(so.last, last);
				if (--so.crowds > 0) return;
				waiting.delete(n);
				this.#arrivedAlone(n, so.last);
			});
		}
		return this;
	}

	sent(n: number, at: number): void {
		this.#sent.set(n, at);
	}

	/** Having one is having all before it: a later state contains the earlier commits. */
	arrived(n: number, at: number): void {
		for (let m = n; m >= n - 1000 && !this.#arrived.has(m); m--) this.#arrived.set(m, at);
		this.#wake?.();
	}

	#arrivedAlone(n: number, at: number): void {
		if (!this.#arrived.has(n)) this.#arrived.set(n, at);
		this.#wake?.();
	}

	/** Resolves when everything sent has arrived. @throws after `ms` */
	async all(ms = 60_000): Promise<void> {
		const deadline = Date.now() + ms;
		while ([...this.#sent.keys()].some((n) => !this.#arrived.has(n))) {
			if (Date.now() > deadline)
				throw new Error(`${[...this.#sent.keys()].filter((n) => !this.#arrived.has(n)).length} marks never arrived`);
			await new Promise<void>((done) => {
				const timer = setTimeout(done, 250);
				this.#wake = () => {
					clearTimeout(timer);
					done();
				};
			});
		}
	}

	/** Times of marks from `from` on; earlier ones were for warming up. */
	summary(from = 0): Summary {
		return summarise([...this.#sent].filter(([n]) => n >= from).map(([n, at]) => this.#arrived.get(n)! - at));
	}
}

/** Calls `work` with 0, 1, 2 … at a steady rate, whether or not the earlier calls have ended; resolves when all have. */
export async function atRate(perSecond: number, times: number, work: (i: number) => Promise<void>): Promise<void> {
	const began = performance.now();
	const running: Promise<void>[] = [];
	for (let i = 0; i < times; i++) {
		const wait = began + (i * 1000) / perSecond - performance.now();
		if (wait > 0) await new Promise((done) => setTimeout(done, wait));
		running.push(work(i));
	}
	await Promise.all(running);
}
