import { z } from 'zod';
import { paymentCreate } from '#lib/mutators/payment/create.ts';
import { paymentReverse } from '#lib/mutators/payment/reverse.ts';
import { invoiceGet, type InvoiceDetail } from '#lib/queries/payment/invoice-get.ts';
import { listPayments } from '#lib/server/settlement/payments.ts';
import { refuse } from '#lib/sync/model.ts';
import { creates, does } from './define.ts';
import { automation, refusing, router } from './trpc.ts';

/** Faturas. */
export const invoice = router({
	get: automation({
		summary: 'An invoice with what has to be paid of it today, in cents',
		more: '`not_found` when it is of no branch of the key’s person.'
	})
		.input(invoiceGet.args)
		.query(async ({ ctx, input }) => {
			const found = (await ctx.ask(input)) as InvoiceDetail | null;
			if (found === null) throw refusing(refuse('not_found', { field: 'id' }));
			await ctx.note(found.customerId);
			return found;
		})
});

/** Pagamentos. */
export const payment = router({
	list: automation({ summary: 'Payments of an invoice, newest first; one that was taken back has `reversedAt`' })
		.input(z.object({ invoiceId: z.uuid() }))
		.query(({ ctx, input }) => listPayments(ctx.centre.pool, ctx.actor, input)),
	create: creates(paymentCreate, {
		summary: 'Enters money that came for an invoice',
		more: 'Less than is open pays a part; what is beyond amount and fees is credit. The same idempotency key enters it once.'
	}),
	reverse: does(paymentReverse, { summary: 'Takes a payment back, with a reason' })
});
