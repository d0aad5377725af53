/** Reads what changed between a cursor and now, under somebody's rights, as text ready for the wire. [SPEC D1–D6] */
import type { Projection } from '#lib/sync/projection.ts';
import { formatCursor, parseSnapshot } from '#lib/sync/cursor.ts';
import type { Actor } from '#lib/sync/model.ts';
import { assumeRights, rows, type Connection } from './database.ts';

/** Rows of one section of one message; more go into further sections, so that no message grows without bound. */
const rowsPerSection = 2_000;

export interface Section {
	readonly table: string;
	/** JSON array of the present rows, as Postgres made it. */
	readonly body: string;
	readonly gone: readonly string[];
}

/** What changed, by table number. Read with the node's own rights; only ids, no contents. */
export type Changed = ReadonlyMap<number, readonly string[]>;

/** Where the transaction that `connection` is in stands. */
export interface Place {
	readonly cursor: string;
	/** Null after an unclean end of Postgres, until somebody who may write has made a new one. [SPEC H4] */
	readonly epoch: string | null;
}

export async function placeHere(connection: Connection): Promise<Place> {
	const [row] = await rows<{ snapshot: string; beacon: string; epoch: string | null }>(
		connection,
		`select pg_current_snapshot()::text as snapshot, (select id::text from sync.beacon order by at desc limit 1) as beacon,
		 (select epoch::text from sync.state where exists (select from sync.clean)) as epoch`
	);
	return { cursor: formatCursor(row!.snapshot, row!.beacon), epoch: row!.epoch };
}

/** Ids of rows that any transaction not seen by `snapshot` touched, limited to the scopes the reader can have seen. */
export async function changedSince(connection: Connection, snapshot: string, scopes: readonly string[]): Promise<Changed> {
	const { xmax, xip } = parseSnapshot(snapshot);
	const found = await rows<{ table_id: number; ids: string }>(
		connection,
		`select table_id, array_agg(distinct row_id)::text as ids from sync.change
		 where (xid >= $1::xid8 or xid = any ($2::xid8[])) and (scope is null or scope = any ($3::uuid[]))
		 group by table_id order by table_id`,
		[xmax.toString(), `{${xip.join(',')}}`, `{${scopes.join(',')}}`]
	);
	return new Map(found.map((f) => [f.table_id, f.ids.slice(1, -1).split(',')]));
}

export const countChanged = (changed: Changed): number => [...changed.values()].reduce((sum, ids) => sum + ids.length, 0);

/** The present state of those rows. The caller has assumed the reader's rights: not found means deleted or not theirs. */
export async function* readSections(connection: Connection, projections: readonly Projection[], changed: Changed): AsyncGenerator<Section> {
	for (const p of projections) {
		const ids = changed.get(p.id);
		if (!ids) continue;
		for (let from = 0; from < ids.length; from += rowsPerSection) {
			const chunk = ids.slice(from, from + rowsPerSection);
			const [row] = await rows<{ body: string; gone: string }>(
				connection,
				`with found as materialized (select ${p.columnList} from ${p.name} where id = any ($1::uuid[]))
				 select coalesce((select json_agg(found) from found), '[]')::text as body,
				        array(select u from unnest($1::uuid[]) u where not exists (select from found f where f.id = u))::text as gone`,
				[`{${chunk.join(',')}}`]
			);
			yield { table: p.name, body: row!.body, gone: row!.gone === '{}' ? [] : row!.gone.slice(1, -1).split(',') };
		}
	}
}

/** Everything at once, for the small deltas of every day. */
export async function readDelta(
	connection: Connection,
	actor: Actor,
	projections: readonly Projection[],
	changed: Changed
): Promise<Section[]> {
	if (changed.size === 0) return [];
	await assumeRights(connection, actor);
	const sections: Section[] = [];
	for await (const section of readSections(connection, projections, changed)) sections.push(section);
	return sections;
}
