/** Checksums of key ranges, for the self-check, and the rows of a range, for a repair. [SPEC C1–C4] */
import { quote, rowChecksum, type Projection } from '#lib/sync/projection.ts';
import { rows, type Connection } from './database.ts';
import { frame } from './frames.ts';

/** Up to `limit` rows after `after`, under the rights assumed. `upto` null: the range runs to the end of the table. */
export async function checksumFrame(connection: Connection, p: Projection, after: string | null, limit: number): Promise<Buffer> {
	const [row] = await rows<{ rows: number; sum: string | null; upto: string | null }>(
		connection,
		`select count(*)::int as rows, sum(h)::text as sum, (array_agg(id order by id desc))[1]::text as upto
		 from (select id, ${rowChecksum(p)} as h from ${quote(p.name)} t where ($1::uuid is null or id > $1) order by id limit $2) r`,
		[after, limit]
	);
	return frame({ t: 'checked', table: p.name, after, upto: row!.rows < limit ? null : row!.upto, rows: row!.rows, sum: row!.sum ?? '0' });
}

/** All rows of `(after, upto]`. Ranges are those of a check, so they are bounded by its limit. */
export async function rangeFrame(connection: Connection, p: Projection, after: string | null, upto: string | null): Promise<Buffer> {
	const [row] = await rows<{ body: string }>(
		connection,
		`select coalesce(json_agg(r), '[]')::text as body from (select ${p.columnList} from ${quote(p.name)}
		 where ($1::uuid is null or id > $1) and ($2::uuid is null or id <= $2) order by id limit 50000) r`,
		[after, upto]
	);
	return frame({ t: 'range', table: p.name, after, upto, length: row!.body.length }, row!.body);
}
