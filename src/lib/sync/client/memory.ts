import type { QueryMemory, Recalled } from '../model.ts';
import type { Touches } from '../ports.ts';

/** More rows than this touched since the last ask: reading everything anew costs less than looking each of them up. */
const mostTouched = 5000;

interface Kept {
	readonly value: unknown;
	/** By table, the rows touched since it was kept. */
	readonly touched: Map<string, Set<string>>;
	count: number;
	recalled: boolean;
}

/**
 * What queries have read and keep for the next ask, with the rows that were touched since. It holds nothing that a replica could not
 * read again: whenever a table changed as a whole, or by too many rows, what was read of it is forgotten.
 */
export class Memory implements QueryMemory {
	readonly #kept = new Map<string, Kept>();

	recall<T>(name: string): Recalled<T> | null {
		const kept = this.#kept.get(name);
		if (!kept) return null;
		kept.recalled = true;
		return { value: kept.value as T, touched: kept.touched };
	}

	keep(name: string, tables: readonly string[], value: unknown): void {
		this.#kept.set(name, { value, touched: new Map(tables.map((table) => [table, new Set()])), count: 0, recalled: true });
	}

	/** Tells what a transaction changed, after its commit and before the next question. */
	touched(touches: Touches): void {
		if (this.#kept.size === 0) return;
		for (const touch of touches)
			for (const [name, kept] of this.#kept) {
				const rows = kept.touched.get(touch.table);
				if (!rows) continue;
				if ('all' in touch) this.#kept.delete(name);
				else if (!rows.has(touch.id)) {
					rows.add(touch.id);
					if (++kept.count > mostTouched) this.#kept.delete(name);
				}
			}
	}

	/** The database is another one. */
	clear(): void {
		this.#kept.clear();
	}

	/** Lets go of what nobody has asked for since this was last called. */
	forgetUnused(): void {
		for (const [name, kept] of this.#kept)
			if (kept.recalled) kept.recalled = false;
			else this.#kept.delete(name);
	}
}
