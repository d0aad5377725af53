/** What the centre forgets, and how it stays honest about it. [SPEC R1, H1] */
import type pg from 'pg';
import { inTransaction, readWrite } from './database.ts';

/** Written by every node once a minute; several nodes write several, which harms nobody. */
export const writeBeacon = (pool: pg.Pool): Promise<unknown> => pool.query(`insert into sync.beacon default values`);

/**
 * Deletes changes, results and beacons older than `days`. Cursors that would need them are recognised by
 * `pruned_before` and verified by checksums instead.
 */
export async function prune(pool: pg.Pool, days: number): Promise<void> {
	await inTransaction(pool, readWrite, async (connection) => {
		await connection.query(
			`with old as (select snapshot_xmin as xmin from sync.beacon where at < now() - make_interval(days => $1) order by snapshot_xmin desc limit 1)
			 , moved as (update sync.state set pruned_before = old.xmin from old where old.xmin is not null and old.xmin > pruned_before returning pruned_before)
			 delete from sync.change using moved where xid < moved.pruned_before`,
			[days]
		);
		await connection.query(`delete from sync.mutation where at < now() - make_interval(days => $1)`, [days * 3]);
		await connection.query(
			`delete from sync.beacon b where at < now() - make_interval(days => $1) and exists (select from sync.beacon later where later.at > b.at)`,
			[days * 3]
		);
	});
}
