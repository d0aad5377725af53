import { eq } from 'drizzle-orm';
import { customer } from '#lib/schema/customer.ts';
import type { Tx } from '#lib/sync/model.ts';

/** Longer chains of merges than this do not happen; a circle cannot, and would end here. */
const mostMerges = 20;

/**
 * The record that takes what is written for a customer now: itself, or the one it was merged into meanwhile, so that what an
 * office wrote offline on a duplicate is not lost. Null when the actor may not see it: rights and absence look the same on
 * purpose.
 */
export async function recordNow(tx: Tx, customerId: string): Promise<{ readonly id: string; readonly branchId: string } | null> {
	let id = customerId;
	for (let merges = 0; merges < mostMerges; merges++) {
		const [row] = await tx.select({ branchId: customer.branchId, into: customer.mergedIntoId }).from(customer).where(eq(customer.id, id));
		if (!row) return null;
		if (row.into === null) return { id, branchId: row.branchId };
		id = row.into;
	}
	return null;
}
