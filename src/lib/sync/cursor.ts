/**
 * A cursor is the text of `pg_current_snapshot()` (`xmin:xmax:xip,xip`), an `@`, and the last beacon that snapshot saw.
 * The snapshot says exactly which transactions a replica has; the beacon proves that it comes from this history.
 */
export interface Cursor {
	readonly snapshot: string;
	readonly beacon: string;
}

export const formatCursor = (snapshot: string, beacon: string): string => `${snapshot}@${beacon}`;

const shape = /^(\d{1,20}:\d{1,20}:(?:\d{1,20}(?:,\d{1,20})*)?)@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** Largest xid that a cursor may name: half of what `xid8` holds, far beyond what any database will see. */
const largestXid = 2n ** 63n;

/** Null for anything that is not a cursor, or that Postgres would not take for a snapshot: the other end may be hostile. */
export function parseCursor(text: string): Cursor | null {
	if (text.length > 20_000) return null;
	const match = shape.exec(text);
	if (!match) return null;
	const { xmin, xmax, xip } = parseSnapshot(match[1]!);
	if (xmin < 1n || xmin > xmax || xmax > largestXid || xip.some((xid, i) => xid < xmin || xid >= xmax || (i > 0 && xid <= xip[i - 1]!)))
		return null;
	return { snapshot: match[1]!, beacon: match[2]! };
}

interface Snapshot {
	readonly xmin: bigint;
	readonly xmax: bigint;
	readonly xip: readonly bigint[];
}

export function parseSnapshot(text: string): Snapshot {
	const [xmin = '0', xmax = '0', xip = ''] = text.split(':');
	return { xmin: BigInt(xmin), xmax: BigInt(xmax), xip: xip === '' ? [] : xip.split(',').map(BigInt) };
}

/** Everything that `a` sees, `b` sees too. Snapshots of one primary are totally ordered by this. */
export function isWithin(a: string, b: string): boolean {
	if (a === b) return true;
	const s = parseSnapshot(a);
	const t = parseSnapshot(b);
	if (s.xmax > t.xmax) return false;
	const hiddenFromA = new Set(s.xip);
	return t.xip.every((xid) => xid >= s.xmax || hiddenFromA.has(xid));
}
