/**
 * Which customers are ticked. A tick stays through filters, sorting, the other view, and a visit to a record: it is taken off by
 * the person, or when the customer owes nothing any more.
 */
class Ticks {
	#ids: ReadonlySet<string> = $state.raw(new Set());

	get ids(): ReadonlySet<string> {
		return this.#ids;
	}

	has(id: string): boolean {
		return this.#ids.has(id);
	}

	set(ids: Iterable<string>, on: boolean): void {
		const next = new Set(this.#ids);
		for (const id of ids)
			if (on) next.add(id);
			else next.delete(id);
		this.#ids = next;
	}

	/** All off where all are on, else all on: what Space does to several rows. */
	toggle(ids: readonly string[]): void {
		this.set(ids, !ids.every((id) => this.#ids.has(id)));
	}

	/** Those of the list the other way round; what is ticked elsewhere stays. */
	invert(ids: readonly string[]): void {
		const next = new Set(this.#ids);
		for (const id of ids) if (!next.delete(id)) next.add(id);
		this.#ids = next;
	}

	clear(): void {
		this.#ids = new Set();
	}
}

let kept: { readonly userId: string; readonly ticks: Ticks } | null = null;

/** The ticks of this person in this window. */
export function ticksOf(userId: string): Ticks {
	if (kept?.userId !== userId) kept = { userId, ticks: new Ticks() };
	return kept.ticks;
}
export type { Ticks };
