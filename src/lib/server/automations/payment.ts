import { z } from 'zod';
import { paymentCreate } from '#lib/mutators/payment/create.ts';
import { paymentReverse } from '#lib/mutators/payment/reverse.ts';
import { listPayments } from '#lib/server/settlement/payments.ts';
import { refuse } from '#lib/sync/model.ts';
import { creates, does } from './define.ts';
import { automation, refusing, router } from './trpc.ts';

/** Pagamentos. */
export const payment = router({
	list: automation({
		summary: 'Payments of an invoice or of a customer, newest first; one that was taken back has `reversedAt`',
		more: 'Either `invoiceId` or `customerId`; the newest 500.'
	})
		.input(z.object({ invoiceId: z.uuid().optional(), customerId: z.uuid().optional() }))
		.query(async ({ ctx, input: { invoiceId, customerId } }) => {
			if (invoiceId !== undefined && customerId === undefined) return await listPayments(ctx.centre.pool, ctx.actor, { invoiceId });
			if (customerId === undefined || invoiceId !== undefined) throw refusing(refuse('value_invalid', { field: 'customerId' }));
			await ctx.note(customerId);
			return await listPayments(ctx.centre.pool, ctx.actor, { customerId });
		}),
	create: creates(paymentCreate, {
		summary: 'Enters money that came for an invoice',
		more: 'Less than is owed pays a part, with the fine and interest of that part; what is beyond amount and fees is credit. `waiveFees` and `discountCents` take the right to let go of money, and a `note`. The same idempotency key enters it once.'
	}),
	reverse: does(paymentReverse, { summary: 'Takes a payment back, with a reason' })
});
