import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { lateAmount, type LateTerms } from '#lib/domain/billing/late-fee.ts';
import { invoiceStatus, openCents, type InvoiceStatus } from '#lib/domain/invoice/balance.ts';
import { invoice, type InvoiceKind } from '#lib/schema/billing.ts';
import { customer } from '#lib/schema/customer.ts';
import { billingMethod } from '#lib/schema/list.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** An invoice with what has to be paid of it today. Money in cents. */
export interface InvoiceDetail {
	readonly id: string;
	readonly customerId: string;
	readonly customerName: string;
	readonly number: number;
	readonly kind: InvoiceKind;
	/** `2026-11`; null for one that is for no month. */
	readonly competence: string | null;
	readonly issuedOn: string | null;
	readonly dueOn: string;
	readonly amountCents: number;
	readonly paidCents: number;
	readonly openCents: number;
	readonly status: InvoiceStatus;
	/** Today. */
	readonly daysLate: number;
	readonly lateCents: number;
	readonly terms: LateTerms;
	readonly paidAt: string | null;
	readonly agreementId: string | null;
	readonly instalment: number | null;
	readonly boletoNumber: string | null;
	readonly billingMethodName: string | null;
}

/** One invoice; null when there is none that the person may see. */
export const invoiceGet = defineQuery({
	name: 'invoice.get',
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }, ctx): Promise<InvoiceDetail | null> {
		const [found] = await tx
			.select({ invoice, customerName: customer.name, method: billingMethod })
			.from(invoice)
			.innerJoin(customer, eq(customer.id, invoice.customerId))
			.leftJoin(billingMethod, eq(billingMethod.id, invoice.billingMethodId))
			.where(eq(invoice.id, id));
		if (!found) return null;
		const { invoice: row, method } = found;
		const terms = { fineBasisPoints: method?.fineBasisPoints ?? 0, monthlyInterestBasisPoints: method?.monthlyInterestBasisPoints ?? 0 };
		const open = openCents(row);
		const late = lateAmount(open, row.dueOn, ctx.today, terms);
		return {
			id: row.id,
			customerId: row.customerId,
			customerName: found.customerName,
			number: row.number,
			kind: row.kind,
			competence: row.competence,
			issuedOn: row.issuedOn,
			dueOn: row.dueOn,
			amountCents: row.amountCents,
			paidCents: row.paidCents ?? (row.paidAt === null ? 0 : row.amountCents),
			openCents: open,
			status: invoiceStatus(row, ctx.today),
			daysLate: open === 0 ? 0 : late.daysLate,
			lateCents: late.totalCents - open,
			terms,
			paidAt: row.paidAt,
			agreementId: row.agreementId,
			instalment: row.instalment,
			boletoNumber: row.boletoNumber,
			billingMethodName: method?.name ?? null
		};
	},
	dependsOn: ({ id }) => [{ table: 'invoice', ids: [id] }, { table: 'billing_method' }]
});
