import { eq } from 'drizzle-orm';
import { customer } from '#lib/schema/customer.ts';
import type { Tx } from '#lib/sync/model.ts';

/** Branch of a customer, or null when there is none that the actor may see: rights and absence look the same on purpose. */
export async function branchOfCustomer(tx: Tx, customerId: string): Promise<string | null> {
	const [row] = await tx.select({ branchId: customer.branchId }).from(customer).where(eq(customer.id, customerId));
	return row?.branchId ?? null;
}
