import type { Actor } from '#lib/sync/model.ts';
import { rows, type Connection } from '#sync-server/database.ts';

/**
 * Cancels those of these invoices that nobody has paid any of, that no agreement has taken the place of, and whose slip no bank has got
 * (a slip that is at the bank can still be paid: it must be taken back there first). What they billed can be billed again, credit
 * that they used is there again, and the numbers of their slips stay used. In the transaction and under the rights of the connection.
 * Answers the ids of those that were cancelled.
 */
export async function cancelInvoices(
	connection: Connection,
	ids: readonly string[],
	actor: Actor,
	now: string
): Promise<readonly string[]> {
	// Locked first: a payment that comes at this moment is before it, and seen, or after it, and refused.
	await connection.query(`select from invoice where id = any ($1::uuid[]) order by id for update`, [ids]);
	const cancelled = await rows<{ id: string }>(
		connection,
		`update invoice i set cancelled_at = $2, paid_at = null, paid_cents = null, run_key = null, updated_at = $2, updated_by = $3
		 where id = any ($1::uuid[]) and cancelled_at is null and replaced_by_id is null
			and (paid_at is null or amount_cents = 0) and coalesce(paid_cents, 0) = 0
			and not exists (select from payment p where p.invoice_id = i.id and p.reversed_at is null)
			and not exists (select from boleto b where b.invoice_id = i.id and b.status in ('sent', 'registered', 'settled'))
		 returning id`,
		[`{${ids.join(',')}}`, now, actor.userId]
	);
	const these = [cancelled.map(({ id }) => id)];
	await connection.query(`update invoice_item set item_key = null where invoice_id = any ($1::uuid[]) and item_key is not null`, these);
	await connection.query(`update charge set invoice_id = null, updated_at = $2, updated_by = $3 where invoice_id = any ($1::uuid[])`, [
		...these,
		now,
		actor.userId
	]);
	await connection.query(
		`update boleto set status = 'written_off', updated_at = $2, updated_by = $3 where invoice_id = any ($1::uuid[]) and status in ('issued', 'rejected')`,
		[...these, now, actor.userId]
	);
	return these[0]!;
}
