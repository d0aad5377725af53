/** A replica must be what Postgres itself answers under its user's rights, column for column. */
import type pg from 'pg';
import type { Actor } from '#lib/sync/model.ts';
import { quote, type Projection } from '#lib/sync/projection.ts';
import { assumeRights, inTransaction, rows, snapshotRead } from '../../database.ts';

const everyRow = (p: Projection): string =>
	`select row_to_json(r)::text as row from (select ${p.columnList} from ${quote(p.name)} order by id) r`;

/** Rows by table, as JSON text, in one snapshot. */
export async function centreRows(pool: pg.Pool, actor: Actor, projections: readonly Projection[]): Promise<Map<string, string[]>> {
	return inTransaction(pool, snapshotRead, async (connection) => {
		await assumeRights(connection, actor);
		const all = new Map<string, string[]>();
		for (const p of projections)
			all.set(
				p.name,
				(await rows<{ row: string }>(connection, everyRow(p))).map((r) => r.row)
			);
		return all;
	});
}

export async function replicaRows(
	sql: (text: string) => Promise<{ row: string }[]>,
	projections: readonly Projection[]
): Promise<Map<string, string[]>> {
	const all = new Map<string, string[]>();
	for (const p of projections)
		all.set(
			p.name,
			(await sql(everyRow(p))).map((r) => r.row)
		);
	return all;
}

/** One sentence per table that differs. */
export function differences(centre: ReadonlyMap<string, readonly string[]>, replica: ReadonlyMap<string, readonly string[]>): string[] {
	const found: string[] = [];
	for (const [table, theirs] of centre) {
		const ours = replica.get(table)!;
		const missing = theirs.filter(notIn(ours));
		const surplus = ours.filter(notIn(theirs));
		if (missing.length + surplus.length > 0)
			found.push(
				`${table}: centre has ${theirs.length}, replica ${ours.length}; only at the centre ${sample(missing)}; only in the replica ${sample(surplus)}`
			);
	}
	return found;
}

const notIn = (rows: readonly string[]) => {
	const all = new Set(rows);
	return (row: string) => !all.has(row);
};
const sample = (rows: readonly string[]): string => `${rows.length} [${rows.slice(0, 2).join(' | ')}]`;
