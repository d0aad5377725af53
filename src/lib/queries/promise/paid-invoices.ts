import { and, eq, isNotNull } from 'drizzle-orm';
import { dayAt } from '#lib/domain/day/zone.ts';
import { invoice } from '#lib/schema/billing.ts';
import type { Tx } from '#lib/sync/model.ts';

/** What a customer has paid as far as invoices tell: those that are settled, by day. Fees and parts are known to the centre only. */
export async function paidInvoices(tx: Tx, customerId: string): Promise<{ paidOn: string; cents: number }[]> {
	const found = await tx
		.select({ paidAt: invoice.paidAt, paidCents: invoice.paidCents, amountCents: invoice.amountCents })
		.from(invoice)
		.where(and(eq(invoice.customerId, customerId), isNotNull(invoice.paidAt)));
	return found.map((row) => ({ paidOn: dayAt(row.paidAt!), cents: row.paidCents ?? row.amountCents }));
}
