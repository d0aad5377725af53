import { eq } from 'drizzle-orm';
import { customer } from '#lib/schema/customer.ts';
import { refuse, type Refusal, type Tx } from '#lib/sync/model.ts';

/** Longer chains of merges than this do not happen; a circle cannot, and would end here. */
const mostMerges = 20;

/** A record that can be written to. */
export interface LiveRecord {
	readonly id: string;
	readonly branchId: string;
}

/**
 * The record that takes what is written for a customer now: itself, or the one it was merged into meanwhile, so that what an
 * office wrote offline on a duplicate is not lost. Refusals: `not_found` when the actor may not see it (rights and absence
 * look the same on purpose), `customer_anonymised` when the person was forgotten: nothing may be known of them again.
 */
export async function recordNow(tx: Tx, customerId: string): Promise<LiveRecord | Refusal> {
	let id = customerId;
	for (let merges = 0; merges < mostMerges; merges++) {
		const [row] = await tx
			.select({ branchId: customer.branchId, into: customer.mergedIntoId, anonymisedAt: customer.anonymisedAt })
			.from(customer)
			.where(eq(customer.id, id));
		if (!row) break;
		if (row.anonymisedAt !== null) return refuse('customer_anonymised');
		if (row.into === null) return { id, branchId: row.branchId };
		id = row.into;
	}
	return refuse('not_found');
}
