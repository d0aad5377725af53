import type { Pool } from 'pg';
import { asActor } from '#lib/server/auth/as-actor.ts';
import type { Actor } from '#lib/sync/model.ts';
import { rows } from '#sync-server/database.ts';
import { withDuplicates } from './duplicates.ts';

/** What somebody must know before forgetting a person. Money in cents. */
export interface ForgettingPreview {
	readonly runningPlans: number;
	readonly openInvoices: number;
	readonly openCents: number;
}

/** Null when there is no such record, or it is of a branch that is not the actor's. */
export async function forgettingPreview(pool: Pool, actor: Actor, customerId: string): Promise<ForgettingPreview | null> {
	return await asActor(pool, actor, async (connection) => {
		const ids = await withDuplicates(connection, customerId);
		if (ids.length === 0) return null;
		const [found] = await rows<{ plans: string; open: string; cents: string }>(
			connection,
			`select (select count(*) from subscription where customer_id = any($1::uuid[]) and status <> 'cancelled')::text as plans,
			 count(*)::text as open, coalesce(sum(amount_cents - coalesce(paid_cents, 0)), 0)::text as cents
			 from invoice where customer_id = any($1::uuid[]) and cancelled_at is null and replaced_by_id is null and (paid_at is null or paid_cents < amount_cents)`,
			[ids]
		);
		return { runningPlans: Number(found?.plans), openInvoices: Number(found?.open), openCents: Number(found?.cents) };
	});
}
