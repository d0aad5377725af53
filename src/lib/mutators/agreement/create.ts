import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { agreementDebt, type AgreedInvoice } from '#lib/domain/billing/agreement-debt.ts';
import { checkAgreement, instalmentLimit, planAgreement } from '#lib/domain/billing/agreement.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { invoice } from '#lib/schema/billing.ts';
import { billingMethod } from '#lib/schema/list.ts';
import { agreement } from '#lib/schema/receivable.ts';
import { defineMutator, ok, refuse, type Refusal, type Tx } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';
import { notOwed, termsOf } from '../payment/find.ts';
import { writeInstalments } from './write-instalments.ts';

/**
 * Parc. Dívida: an agreement puts itself in the place of open invoices, and its instalments are invoices of their own. `debtCents` is
 * what the person saw and agreed on. Instalments have their numbers from the centre: in a replica they appear when it has answered.
 * Refusals: permission_denied (`discountCents`: only whoever may concede), not_found, customer_anonymised, invoice_cancelled, invoice_replaced, invoice_paid, debt_changed
 * (`detail.cents`), value_invalid (`billingMethodId`), those of `checkAgreement`.
 */
export const agreementCreate = defineMutator({
	name: 'agreement.create',
	version: 1,
	args: z.object({
		customerId: z.uuid(),
		invoiceIds: z.array(z.uuid()).min(1).max(200),
		billingMethodId: z.uuid(),
		debtCents: z.int(),
		discountCents: z.int().default(0),
		downPaymentCents: z.int().default(0),
		instalments: z.int().max(10 * instalmentLimit),
		firstDueOn: z.string().max(10)
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'agreement.create');
		if (denied) return denied;
		// At the desk, too, money is let go by management only.
		const mayNot = args.discountCents > 0 ? checkPermission(ctx.actor.role, 'payment.concede') : null;
		if (mayNot) return { ...mayNot, field: 'discountCents' };
		const owner = await recordNow(tx, args.customerId);
		if ('code' in owner) return owner;
		const { customerId: _customer, billingMethodId, ...terms } = args;
		const [method] = await tx.select({ active: billingMethod.active }).from(billingMethod).where(eq(billingMethod.id, billingMethodId));
		if (!method?.active) return refuse('value_invalid', { field: 'billingMethodId' });
		const invoices = await openInvoices(tx, owner.id, args.invoiceIds);
		if ('code' in invoices) return invoices;
		const debtCents = agreementDebt(invoices, ctx.today);
		// A payment or a day came between the talk and the click: what was agreed on is another sum.
		if (debtCents !== args.debtCents) return refuse('debt_changed', { detail: { cents: debtCents } });
		const [wrong] = checkAgreement(terms, ctx.today);
		if (wrong) return wrong;
		const id = ctx.newId();
		const stamp = { createdAt: ctx.now, createdBy: ctx.actor.userId, updatedAt: ctx.now, updatedBy: ctx.actor.userId };
		await tx.insert(agreement).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			billingMethodId,
			debtCents,
			discountCents: args.discountCents,
			downPaymentCents: args.downPaymentCents,
			instalments: args.instalments,
			firstDueOn: args.firstDueOn,
			invoiceIds: invoices.map((one) => one.id),
			...stamp
		});
		await tx
			.update(invoice)
			.set({ replacedById: id, updatedAt: ctx.now, updatedBy: ctx.actor.userId })
			.where(
				inArray(
					invoice.id,
					invoices.map((one) => one.id)
				)
			);
		if (ctx.place === 'centre')
			await writeInstalments(tx, ctx, { id, branchId: owner.branchId, customerId: owner.id, billingMethodId }, planAgreement(terms));
		return ok({ id });
	}
});

/** The invoices, locked in one order, all of this customer and all open; else the first refusal. */
async function openInvoices(
	tx: Tx,
	customerId: string,
	ids: readonly string[]
): Promise<(AgreedInvoice & { readonly id: string })[] | Refusal> {
	const found = await tx
		.select({
			id: invoice.id,
			dueOn: invoice.dueOn,
			amountCents: invoice.amountCents,
			paidCents: invoice.paidCents,
			paidAt: invoice.paidAt,
			cancelledAt: invoice.cancelledAt,
			replacedById: invoice.replacedById,
			billingMethodId: invoice.billingMethodId
		})
		.from(invoice)
		.where(and(eq(invoice.customerId, customerId), inArray(invoice.id, [...ids])))
		.orderBy(asc(invoice.id))
		.for('update');
	if (found.length !== new Set(ids).size) return refuse('not_found', { field: 'invoiceIds' });
	const open: (AgreedInvoice & { readonly id: string })[] = [];
	for (const { billingMethodId, ...row } of found) {
		const wrong = notOwed(row);
		if (wrong) return wrong;
		open.push({ ...row, terms: await termsOf(tx, billingMethodId) });
	}
	return open;
}
