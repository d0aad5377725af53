import { and, eq, isNull, sql } from 'drizzle-orm';
import { invoice } from '#lib/schema/billing.ts';
import { invoiceItem, payment } from '#lib/schema/receivable.ts';
import { ok, refuse, type Outcome, type Tx } from '#lib/sync/model.ts';

/**
 * Takes a payment back at the centre: it stays, marked, and its invoice is owed again by as much. Refusals: payment_unknown (there is
 * none, or it was taken back already), payment_credit_used (what was paid too much stands on a later invoice), invoice_replaced (an agreement
 * took over what was left of the invoice then: what comes back now would be owed nowhere).
 */
export async function takeBack(
	tx: Tx,
	id: string,
	why: { readonly reason: string; readonly now: string; readonly userId: string }
): Promise<Outcome> {
	// The invoice first, as everybody does who brings money: two who lock crosswise would wait for each other.
	const [owner] = await tx.select({ invoiceId: payment.invoiceId }).from(payment).where(eq(payment.id, id));
	if (!owner) return refuse('payment_unknown');
	const [owed] = await tx
		.select({ amountCents: invoice.amountCents, paidCents: invoice.paidCents, paidAt: invoice.paidAt, replacedById: invoice.replacedById })
		.from(invoice)
		.where(eq(invoice.id, owner.invoiceId))
		.for('update');
	const [taken] = await tx.select().from(payment).where(eq(payment.id, id)).for('update');
	if (!taken || !owed || taken.reversedAt !== null) return refuse('payment_unknown');
	if (owed.replacedById !== null) return refuse('invoice_replaced');
	if (taken.creditCents > 0 && (await creditLeft(tx, taken.customerId)) < taken.creditCents) return refuse('payment_credit_used');
	await tx
		.update(payment)
		.set({ reversedAt: why.now, reversedBy: why.userId, note: why.reason, updatedAt: why.now, updatedBy: why.userId })
		.where(eq(payment.id, id));
	const paidCents = (owed.paidCents ?? owed.amountCents) - taken.principalCents - taken.discountCents;
	await tx
		.update(invoice)
		.set({
			paidCents: paidCents > 0 ? paidCents : null,
			paidAt: paidCents >= owed.amountCents ? owed.paidAt : null,
			updatedAt: why.now,
			updatedBy: why.userId
		})
		.where(eq(invoice.id, owner.invoiceId));
	return ok();
}

/** Credit of payments that stand, less what invoices have used; one that was cancelled uses nothing any more. */
async function creditLeft(tx: Tx, customerId: string): Promise<number> {
	const sum = sql<string>`coalesce(sum(${payment.creditCents}), 0)`;
	const [paid] = await tx
		.select({ cents: sum })
		.from(payment)
		.where(and(eq(payment.customerId, customerId), isNull(payment.reversedAt)));
	const [used] = await tx
		.select({ cents: sql<string>`coalesce(sum(${invoiceItem.amountCents}), 0)` })
		.from(invoiceItem)
		.innerJoin(invoice, eq(invoice.id, invoiceItem.invoiceId))
		.where(and(eq(invoiceItem.customerId, customerId), eq(invoiceItem.kind, 'credit'), isNull(invoice.cancelledAt)));
	return Number(paid?.cents ?? 0) + Number(used?.cents ?? 0);
}
