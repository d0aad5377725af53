/**
 * How often something may be tried. Counted in the memory of each node, on purpose: a limit must stay cheap while it is
 * being attacked, and a table would let whoever hammers the sign-in make Postgres write at will. The price: with n nodes
 * an attacker gets n times the tries, and a restart forgets. Against scrypt and passwords of ten characters neither matters.
 */
export interface Allowance {
	/** Tries in one window. */
	readonly limit: number;
	readonly windowMs: number;
	/** Keys remembered at once; the oldest is forgotten first, so that invented keys cannot fill the memory. */
	readonly maxKeys?: number;
}

interface Count {
	used: number;
	readonly resetAt: number;
}

export class RateLimit {
	readonly #allowance: Required<Allowance>;
	readonly #counts = new Map<string, Count>();

	constructor(allowance: Allowance) {
		this.#allowance = { maxKeys: 20_000, ...allowance };
	}

	/**
	 * Uses one try. Answers 0, or how many whole seconds to wait (then nothing was used). Counting comes before the work
	 * is done, so that a thousand tries at the same instant are no way around the limit. `now` in epoch milliseconds.
	 */
	take(key: string, now: number): number {
		const known = this.#counts.get(key);
		if (!known || known.resetAt <= now) {
			this.#counts.delete(key);
			this.#counts.set(key, { used: 1, resetAt: now + this.#allowance.windowMs });
			this.#forget(now);
			return 0;
		}
		if (known.used >= this.#allowance.limit) return Math.ceil((known.resetAt - now) / 1000);
		known.used += 1;
		return 0;
	}

	/** A try that turned out to be legitimate does not count. */
	giveBack(key: string): void {
		const known = this.#counts.get(key);
		if (known && known.used > 0) known.used -= 1;
	}

	clear(key: string): void {
		this.#counts.delete(key);
	}

	#forget(now: number): void {
		if (this.#counts.size <= this.#allowance.maxKeys) return;
		for (const [key, count] of this.#counts) {
			if (count.resetAt > now && this.#counts.size <= this.#allowance.maxKeys) return;
			this.#counts.delete(key);
		}
	}
}
