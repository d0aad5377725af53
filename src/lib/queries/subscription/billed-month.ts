import { and, eq, isNotNull, isNull, max } from 'drizzle-orm';
import { invoice } from '#lib/schema/billing.ts';
import type { Tx } from '#lib/sync/model.ts';

/**
 * The newest month, `2026-11`, that is on a monthly invoice of this customer by this billing method; null when none is. Asked of the
 * invoices, which an office has offline, and not of their items, which only the centre has: a second plan of the same method counts as
 * billed a few days early.
 */
export async function billedMonth(tx: Tx, customerId: string, billingMethodId: string | null): Promise<string | null> {
	if (billingMethodId === null) return null;
	const [found] = await tx
		.select({ month: max(invoice.competence) })
		.from(invoice)
		.where(
			and(
				eq(invoice.customerId, customerId),
				eq(invoice.billingMethodId, billingMethodId),
				eq(invoice.kind, 'service'),
				isNotNull(invoice.competence),
				isNull(invoice.cancelledAt)
			)
		);
	return found?.month ?? null;
}
