import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { concedes, deskPayment, deskSources, paymentNoteLimit } from '#lib/domain/billing/desk.ts';
import { lateAmount } from '#lib/domain/billing/late-fee.ts';
import { paidAtOf } from '#lib/domain/billing/paid-at.ts';
import { isDay } from '#lib/domain/day/day.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { lengthOf, oneLine } from '#lib/domain/text.ts';
import { invoice } from '#lib/schema/billing.ts';
import { payment } from '#lib/schema/receivable.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findOwed } from './find.ts';

/**
 * Registrar pagamento: money that came for an invoice otherwise than by a bank file. Less than is open pays a part; what is left of it
 * beyond amount and fees is credit for the next invoice. Letting go of money (a discount, fine and interest) takes a right of its own and a
 * reason, and stands in the payment with who did it. The payment's own row is the centre's; a replica sees the invoice. Refusals:
 * permission_denied (`discountCents` or `waiveFees` for what is let go), not_found, invoice_cancelled, invoice_replaced, invoice_paid,
 * day_invalid, day_in_future, field_too_long and field_required (`note`), those of deskPayment.
 */
export const paymentCreate = defineMutator({
	name: 'payment.create',
	version: 1,
	args: z.object({
		invoiceId: z.uuid(),
		source: z.enum(deskSources),
		paidOn: z.string().max(10),
		/** What was handed over. */
		cents: z.int(),
		discountCents: z.int().default(0),
		/** Dispensar multa e juros of that day. */
		waiveFees: z.boolean().default(false),
		note: z
			.string()
			.max(2 * paymentNoteLimit)
			.nullable()
			.default(null)
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'payment.create');
		if (denied) return denied;
		const id = ctx.newId();
		const owed = await findOwed(tx, args.invoiceId);
		if ('code' in owed) return owed;
		const { paidOn, discountCents } = args;
		if (!isDay(paidOn)) return refuse('day_invalid', { field: 'paidOn' });
		if (paidOn > ctx.today) return refuse('day_in_future', { field: 'paidOn' });
		const note = oneLine(args.note);
		if (note !== null && lengthOf(note) > paymentNoteLimit)
			return refuse('field_too_long', { field: 'note', detail: { limit: paymentNoteLimit, length: lengthOf(note) } });
		const late = lateAmount(owed.openCents, owed.dueOn, paidOn, owed.terms);
		const due = { openCents: owed.openCents, lateCents: late.totalCents - owed.openCents };
		if (concedes(due, args)) {
			const mayNot = checkPermission(ctx.actor.role, 'payment.concede');
			if (mayNot) return { ...mayNot, field: discountCents > 0 ? 'discountCents' : 'waiveFees' };
			if (note === null) return refuse('field_required', { field: 'note' });
		}
		const parts = deskPayment(due, args);
		if ('code' in parts) return parts;
		await tx
			.update(invoice)
			.set({
				paidCents: (owed.paidCents ?? 0) + parts.principalCents + discountCents,
				paidAt: parts.restCents === 0 ? paidAtOf(paidOn, ctx) : null,
				updatedAt: ctx.now,
				updatedBy: ctx.actor.userId
			})
			.where(eq(invoice.id, owed.id));
		if (ctx.place === 'centre')
			await tx.insert(payment).values({
				id,
				branchId: owed.branchId,
				customerId: owed.customerId,
				invoiceId: owed.id,
				paidOn,
				source: args.source,
				principalCents: parts.principalCents,
				lateCents: parts.lateCents,
				creditCents: parts.creditCents,
				discountCents,
				waivedCents: parts.waivedCents,
				note,
				createdAt: ctx.now,
				createdBy: ctx.actor.userId,
				updatedAt: ctx.now,
				updatedBy: ctx.actor.userId
			});
		return ok({ id, outcome: parts.outcome, restCents: parts.restCents, creditCents: parts.creditCents });
	}
});
