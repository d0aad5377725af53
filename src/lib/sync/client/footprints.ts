/**
 * Which pending mutations a change concerns. A rebase undoes and replays only those: two hundred intents of an afternoon
 * without a link wait for the centre, and a colleague's change of one customer must not run all of them again.
 *
 * A mutation has to do with the rows it wrote and with those that its arguments name (a new observation names its
 * customer). Whoever shares a written row with one that is replayed is replayed as well, in the old order.
 */
export interface Footprint {
	readonly wrote: ReadonlySet<string>;
	readonly named: ReadonlySet<string>;
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Ids of rows in a mutation's arguments. */
export const idsNamed = (args: unknown): ReadonlySet<string> => new Set(JSON.stringify(args ?? null).match(uuids) ?? []);

/** Ids of the rows in a JSON array as Postgres makes it. An id inside of a JSON column may be among them: it does no harm. */
export function idsInRows(rows: string): string[] {
	return Array.from(rows.matchAll(/"id":"([0-9a-f-]{36})"/g), (match) => match[1]!);
}

/**
 * @param changed rows that the centre changed
 * @param settled mutations that are no longer pending: their effects go
 * @param pending the others, in their order
 * @returns which of `pending` to replay, and which rows to put back before
 */
export function concernedBy<P extends { readonly footprint: Footprint }>(
	changed: Iterable<string>,
	settled: readonly Footprint[],
	pending: readonly P[]
): { readonly replay: readonly P[]; readonly rows: ReadonlySet<string> } {
	const rows = new Set<string>(settled.flatMap((f) => [...f.wrote]));
	const moving = new Set([...changed, ...rows]);
	const replay = new Set<P>();
	for (let found = true; found;) {
		found = false;
		for (const one of pending) {
			if (replay.has(one) || !(meets(one.footprint.wrote, moving) || meets(one.footprint.named, moving))) continue;
			replay.add(one);
			found = true;
			for (const id of one.footprint.wrote) {
				rows.add(id);
				moving.add(id);
			}
		}
	}
	return { replay: pending.filter((one) => replay.has(one)), rows };
}

function meets(ids: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
	for (const id of ids) if (others.has(id)) return true;
	return false;
}
