import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { promiseHoldsUntil, promiseState, type PromiseState } from '#lib/domain/billing/promise.ts';
import { paymentPromise } from '#lib/schema/receivable.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';
import { paidInvoices } from './paid-invoices.ts';

/** A promise to pay, with its state today. Money in cents. */
export interface PromiseRow {
	readonly id: string;
	readonly madeOn: string;
	readonly promisedOn: string;
	/** Last day on which a payment keeps it. */
	readonly until: string;
	readonly amountCents: number;
	readonly note: string | null;
	readonly state: PromiseState;
	readonly authorName: string | null;
}

/** A customer's promises, newest first. A replica judges by settled invoices, the centre by payments (mutators/promise/create.ts). */
export const promiseList = defineQuery({
	name: 'promise.list',
	args: z.object({ customerId: z.uuid() }),
	async run(tx, { customerId }, ctx): Promise<PromiseRow[]> {
		const paid = await paidInvoices(tx, customerId);
		const found = await tx
			.select({ row: paymentPromise, authorName: appUser.name })
			.from(paymentPromise)
			.leftJoin(appUser, eq(appUser.id, paymentPromise.createdBy))
			.where(eq(paymentPromise.customerId, customerId))
			.orderBy(desc(paymentPromise.createdAt), desc(paymentPromise.id));
		return found.map(({ row, authorName }) => ({
			id: row.id,
			madeOn: row.madeOn,
			promisedOn: row.promisedOn,
			until: promiseHoldsUntil(row),
			amountCents: row.amountCents,
			note: row.note,
			state: promiseState({ ...row, withdrawnOn: row.withdrawnAt?.slice(0, 10) ?? null }, paid, ctx.today),
			authorName
		}));
	},
	dependsOn: ({ customerId }) => [
		{ table: 'payment_promise', where: { column: 'customer_id', equals: customerId } },
		{ table: 'invoice', where: { column: 'customer_id', equals: customerId } },
		{ table: 'app_user' }
	]
});
