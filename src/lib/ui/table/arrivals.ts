/**
 * Live rows must not make a list jump under the hand. While somebody is scrolled down or has rows selected, what is new
 * waits behind "3 novos"; otherwise it is let in and shown with a short highlight.
 */
export interface Arrivals {
	/** Keys that may be drawn. */
	readonly shown: ReadonlySet<string>;
	/** New ones, held back. */
	readonly waiting: readonly string[];
	/** New ones, just let in. */
	readonly fresh: readonly string[];
}

/**
 * @param known keys that were drawn before, or null for a first or an entirely new list (nothing is new then)
 * @param order keys of the list as it is now
 * @param held whether new ones have to wait
 */
export function arrivals(known: ReadonlySet<string> | null, order: readonly string[], held: boolean): Arrivals {
	if (known === null) return { shown: new Set(order), waiting: [], fresh: [] };
	const incoming = order.filter((key) => !known.has(key));
	if (held && incoming.length > 0) return { shown: new Set(order.filter((key) => known.has(key))), waiting: incoming, fresh: [] };
	return { shown: new Set(order), waiting: [], fresh: incoming };
}
