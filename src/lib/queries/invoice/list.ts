import { and, asc, eq, gte, lte } from 'drizzle-orm';
import { z } from 'zod';
import { invoiceStatus, openCents, type InvoiceStatus } from '#lib/domain/invoice/balance.ts';
import { invoice } from '#lib/schema/billing.ts';
import { billingMethod } from '#lib/schema/list.ts';
import { defineQuery } from '#lib/sync/model.ts';

const day = z.iso.date().nullable().default(null);

/** One line of the tab Faturas. Money in cents. */
export interface InvoiceRow {
	readonly id: string;
	/** Nr. Documento (item 247). */
	readonly number: number;
	/** `2026-11`; null for one that is for no month. */
	readonly competence: string | null;
	readonly dueOn: string;
	readonly amountCents: number;
	/** Saldo Fatura (item 250). */
	readonly openCents: number;
	readonly status: InvoiceStatus;
	readonly paidAt: string | null;
	/** Of an agreement (Parc. Dívida): which instalment. */
	readonly instalment: number | null;
	readonly boletoNumber: string | null;
	readonly collectionAccountId: string | null;
}

/**
 * A customer's invoices that are paid by boleto, by due day; those of bank debit, card and telephone bill are not among them (item 245).
 * `from` and `to` bound the due day, both inclusive (item 246). An invoice whose billing method is not known is nobody's boleto.
 */
export const invoiceList = defineQuery({
	name: 'invoice.list',
	args: z.object({ customerId: z.uuid(), from: day, to: day }),
	async run(tx, { customerId, from, to }, ctx): Promise<InvoiceRow[]> {
		const found = await tx
			.select({
				id: invoice.id,
				number: invoice.number,
				competence: invoice.competence,
				dueOn: invoice.dueOn,
				amountCents: invoice.amountCents,
				paidCents: invoice.paidCents,
				paidAt: invoice.paidAt,
				cancelledAt: invoice.cancelledAt,
				replacedById: invoice.replacedById,
				instalment: invoice.instalment,
				boletoNumber: invoice.boletoNumber,
				collectionAccountId: billingMethod.collectionAccountId
			})
			.from(invoice)
			.innerJoin(billingMethod, eq(billingMethod.id, invoice.billingMethodId))
			.where(
				and(
					eq(invoice.customerId, customerId),
					eq(billingMethod.kind, 'boleto'),
					from === null ? undefined : gte(invoice.dueOn, from),
					to === null ? undefined : lte(invoice.dueOn, to)
				)
			)
			.orderBy(asc(invoice.dueOn), asc(invoice.number));
		return found.map(({ paidCents, cancelledAt, replacedById, ...row }) => {
			const facts = { ...row, paidCents, cancelledAt, replacedById };
			return { ...row, openCents: openCents(facts), status: invoiceStatus(facts, ctx.today) };
		});
	},
	dependsOn: ({ customerId }) => [{ table: 'invoice', where: { column: 'customer_id', equals: customerId } }, { table: 'billing_method' }]
});
