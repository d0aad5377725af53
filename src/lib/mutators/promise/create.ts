import { eq, isNull, and } from 'drizzle-orm';
import { z } from 'zod';
import { promiseNoteLimit } from '#lib/domain/billing/desk.ts';
import { checkPromise, promiseState, usualPromiseRule } from '#lib/domain/billing/promise.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { lengthOf, oneLine } from '#lib/domain/text.ts';
import { payment, paymentPromise } from '#lib/schema/receivable.ts';
import { defineMutator, ok, refuse, type Tx } from '#lib/sync/model.ts';
import { paidInvoices } from '#lib/queries/promise/paid-invoices.ts';
import { recordNow } from '../customer/find.ts';

/**
 * Promessa de pagamento: until when the customer says that he pays; suspension waits for it (design, decision 4). Refusals:
 * permission_denied, not_found, customer_anonymised, field_too_long, those of `checkPromise`.
 */
export const promiseCreate = defineMutator({
	name: 'promise.create',
	version: 1,
	args: z.object({
		customerId: z.uuid(),
		promisedOn: z.string().max(10),
		amountCents: z.int(),
		note: z
			.string()
			.max(2 * promiseNoteLimit)
			.nullable()
			.default(null)
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'promise.create');
		if (denied) return denied;
		const owner = await recordNow(tx, args.customerId);
		if ('code' in owner) return owner;
		const note = oneLine(args.note);
		if (note !== null && lengthOf(note) > promiseNoteLimit)
			return refuse('field_too_long', { field: 'note', detail: { limit: promiseNoteLimit, length: lengthOf(note) } });
		const paid = ctx.place === 'centre' ? await payments(tx, owner.id) : await paidInvoices(tx, owner.id);
		const earlier = (await tx.select().from(paymentPromise).where(eq(paymentPromise.customerId, owner.id))).map((row) => {
			const promise = { ...row, withdrawnOn: row.withdrawnAt?.slice(0, 10) ?? null };
			return { promise, state: promiseState(promise, paid, ctx.today) };
		});
		const [wrong] = checkPromise(args, earlier, usualPromiseRule, ctx.today);
		if (wrong) return wrong;
		const id = ctx.newId();
		await tx.insert(paymentPromise).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			madeOn: ctx.today,
			promisedOn: args.promisedOn,
			amountCents: args.amountCents,
			note,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id });
	}
});

/** What the customer has paid, by day. The centre knows each payment; a replica what became of the invoices. */
async function payments(tx: Tx, customerId: string): Promise<{ paidOn: string; cents: number }[]> {
	const found = await tx
		.select({ paidOn: payment.paidOn, principal: payment.principalCents, late: payment.lateCents, credit: payment.creditCents })
		.from(payment)
		.where(and(eq(payment.customerId, customerId), isNull(payment.reversedAt)));
	return found.map((row) => ({ paidOn: row.paidOn, cents: row.principal + row.late + row.credit }));
}
