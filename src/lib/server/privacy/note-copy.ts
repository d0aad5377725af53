import type { Pool } from 'pg';
import type { Actor } from '#lib/sync/model.ts';

/**
 * Notes that a computer copies the customers of all branches that `actor` may see: the first load of a replica, in a browser or
 * without one. A load takes many pages; what comes within a quarter of an hour is one load.
 */
export async function noteCopy(pool: Pool, actor: Actor): Promise<void> {
	await pool.query(
		`insert into access_log (id, at, user_id, customer_id, branch_id, via, ip)
		 select gen_random_uuid(), clock_timestamp(), $1, null, b, 'replica', $3 from unnest($2::uuid[]) b
		 where not exists (select from access_log a where a.user_id = $1 and a.via = 'replica' and a.branch_id = b and a.at > clock_timestamp() - interval '15 minutes')`,
		[actor.userId, actor.branchIds, actor.ip ?? null]
	);
}
