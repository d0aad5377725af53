/** Checksums of key ranges, for the self-check, and the rows of a range, for a repair. [SPEC C1–C3] */
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

/** A table may have grown at its end since the check; what does not fit is left for the next range. */
const rangeLimit = 20_000;

/** All rows of `(after, upto]`, or of as much of it as is bounded: the frame says up to where. */
export async function rangeFrame(connection: Connection, p: Projection, after: string | null, upto: string | null): Promise<Buffer> {
	const [row] = await rows<{ body: string; rows: number; last: string | null }>(
		connection,
		`select coalesce(json_agg(r), '[]')::text as body, count(*)::int as rows, (array_agg(r.id order by r.id desc))[1]::text as last
		 from (select ${p.columnList} from ${quote(p.name)} where ($1::uuid is null or id > $1) and ($2::uuid is null or id <= $2) order by id limit $3) r`,
		[after, upto, rangeLimit]
	);
	return frame({ t: 'range', table: p.name, after, upto: row!.rows < rangeLimit ? upto : row!.last, length: row!.body.length }, row!.body);
}
