import { and, asc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { AgreedInvoice } from '#lib/domain/billing/agreement-debt.ts';
import { openCents } from '#lib/domain/invoice/balance.ts';
import { invoice } from '#lib/schema/billing.ts';
import { billingMethod } from '#lib/schema/list.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** An invoice that is owed, as an agreement and the desk see it. */
export interface OpenInvoice extends AgreedInvoice {
	readonly id: string;
	readonly number: number;
	readonly billingMethodId: string | null;
	readonly billingMethodName: string | null;
}

/** All that a customer owes, of every billing method, by due day: what may be paid at the desk, and what an agreement may take the place of. */
export const invoiceOpen = defineQuery({
	name: 'invoice.open',
	args: z.object({ customerId: z.uuid() }),
	async run(tx, { customerId }): Promise<OpenInvoice[]> {
		const found = await tx
			.select({
				id: invoice.id,
				number: invoice.number,
				billingMethodId: invoice.billingMethodId,
				billingMethodName: billingMethod.name,
				dueOn: invoice.dueOn,
				amountCents: invoice.amountCents,
				paidCents: invoice.paidCents,
				paidAt: invoice.paidAt,
				cancelledAt: invoice.cancelledAt,
				replacedById: invoice.replacedById,
				fine: billingMethod.fineBasisPoints,
				interest: billingMethod.monthlyInterestBasisPoints
			})
			.from(invoice)
			.leftJoin(billingMethod, eq(billingMethod.id, invoice.billingMethodId))
			.where(and(eq(invoice.customerId, customerId), isNull(invoice.cancelledAt), isNull(invoice.replacedById)))
			.orderBy(asc(invoice.dueOn), asc(invoice.number));
		return found
			.map(({ fine, interest, ...row }) => ({ ...row, terms: { fineBasisPoints: fine ?? 0, monthlyInterestBasisPoints: interest ?? 0 } }))
			.filter((row) => openCents(row) > 0);
	},
	dependsOn: ({ customerId }) => [{ table: 'invoice', where: { column: 'customer_id', equals: customerId } }, { table: 'billing_method' }]
});
