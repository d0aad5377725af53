import { eq } from 'drizzle-orm';
import type { LateTerms } from '#lib/domain/billing/late-fee.ts';
import { openCents } from '#lib/domain/invoice/balance.ts';
import { invoice } from '#lib/schema/billing.ts';
import { billingMethod } from '#lib/schema/list.ts';
import { refuse, type Refusal, type Tx } from '#lib/sync/model.ts';

const columns = {
	id: invoice.id,
	branchId: invoice.branchId,
	customerId: invoice.customerId,
	billingMethodId: invoice.billingMethodId,
	dueOn: invoice.dueOn,
	amountCents: invoice.amountCents,
	paidCents: invoice.paidCents,
	paidAt: invoice.paidAt,
	cancelledAt: invoice.cancelledAt,
	replacedById: invoice.replacedById
};

/** An invoice that something is owed of, locked until the transaction ends, with what paying it late costs. */
export async function findOwed(tx: Tx, id: string) {
	const [row] = await tx.select(columns).from(invoice).where(eq(invoice.id, id)).for('update');
	if (!row) return refuse('not_found', { field: 'invoiceId' });
	const wrong = notOwed(row);
	return wrong ?? { ...row, openCents: openCents(row), terms: await termsOf(tx, row.billingMethodId) };
}

/** Null when something is owed of it, else why not: invoice_cancelled, invoice_replaced, invoice_paid. */
export function notOwed(row: Parameters<typeof openCents>[0]): Refusal | null {
	if (row.cancelledAt !== null) return refuse('invoice_cancelled', { field: 'invoiceId' });
	if (row.replacedById !== null) return refuse('invoice_replaced', { field: 'invoiceId' });
	return openCents(row) === 0 ? refuse('invoice_paid', { field: 'invoiceId' }) : null;
}

/** Fine and interest of a billing method; nothing where there is none. */
export async function termsOf(tx: Tx, billingMethodId: string | null): Promise<LateTerms> {
	const [method] =
		billingMethodId === null
			? []
			: await tx
					.select({ fineBasisPoints: billingMethod.fineBasisPoints, monthlyInterestBasisPoints: billingMethod.monthlyInterestBasisPoints })
					.from(billingMethod)
					.where(eq(billingMethod.id, billingMethodId));
	return method ?? { fineBasisPoints: 0, monthlyInterestBasisPoints: 0 };
}
