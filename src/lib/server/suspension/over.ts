import type { Pool } from 'pg';

/**
 * Sends back by themselves the pauses whose last day has passed, and closes suspensions of plans that were cancelled since. Answers how
 * many services are to be given back.
 */
export async function queueOver(pool: Pool, at: { readonly now: string; readonly today: string }): Promise<number> {
	await pool.query(
		`update suspension s set ended_at = $1, restore_cause = 'cancelled', updated_at = $1
		from subscription u where u.id = s.subscription_id and s.ended_at is null and s.in_force_at is not null and u.status = 'cancelled'`,
		[at.now]
	);
	const { rowCount } = await pool.query(
		`update suspension set
			direction = case when in_force_at is null then direction else 'restore' end,
			status = case when in_force_at is null then 'withdrawn' else 'queued' end,
			ended_at = case when in_force_at is null then $1::timestamptz end,
			failure = null, failure_detail = null, restore_cause = 'over', restore_requested_at = $1, restored_by = null, updated_at = $1
		where kind = 'temporary' and direction = 'suspend' and ended_at is null and to_on < $2::date`,
		[at.now, at.today]
	);
	return rowCount ?? 0;
}
