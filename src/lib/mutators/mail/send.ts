import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { invoiceStatus } from '#lib/domain/invoice/balance.ts';
import { checkLetter, letterLimits, unique } from '#lib/domain/mail/letter.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { invoice } from '#lib/schema/billing.ts';
import { billingMethod, senderAddress } from '#lib/schema/list.ts';
import { mailMessage } from '#lib/schema/mail.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';

/**
 * Enviar Boleto (253–264): writes down what is to be sent and to whom. The centre's database queues each recipient in the same transaction,
 * and the centre makes the boletos when it sends them; offline it waits in the outbox like everything else. Refusals: permission_denied,
 * not_found, customer_anonymised, those of checkLetter, value_invalid (a sender that may not be chosen), invoice_not_open.
 */
export const mailSend = defineMutator({
	name: 'mail.send',
	version: 1,
	args: z.object({
		customerId: z.uuid(),
		invoiceIds: z.array(z.uuid()).max(10 * letterLimits.invoices),
		senderAddressId: z.uuid(),
		recipients: z.array(z.string().max(300)).max(10 * letterLimits.recipients),
		subject: z.string().max(4 * letterLimits.subject),
		body: z.string().max(2 * letterLimits.body),
		readReceipt: z.boolean()
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'mail.send');
		if (denied) return denied;
		const owner = await recordNow(tx, args.customerId);
		if ('code' in owner) return owner;
		const recipients = unique(args.recipients);
		const invoiceIds = [...new Set(args.invoiceIds)];
		const body = args.body.trim() === '' ? null : args.body.trim();
		const [wrong] = checkLetter({ recipients, subject: args.subject, body, invoiceIds });
		if (wrong) return wrong;
		const [sender] = await tx
			.select({ name: senderAddress.name, email: senderAddress.email })
			.from(senderAddress)
			.where(and(eq(senderAddress.id, args.senderAddressId), eq(senderAddress.active, true)));
		if (!sender) return refuse('value_invalid', { field: 'senderAddressId' });
		const found = await tx
			.select()
			.from(invoice)
			.innerJoin(billingMethod, and(eq(billingMethod.id, invoice.billingMethodId), eq(billingMethod.kind, 'boleto')))
			.where(and(inArray(invoice.id, invoiceIds), eq(invoice.customerId, owner.id)));
		if (found.length !== invoiceIds.length) return refuse('not_found', { field: 'invoiceIds' });
		for (const { invoice: one } of found) {
			const status = invoiceStatus(one, ctx.today);
			if (status !== 'open' && status !== 'overdue')
				return refuse('invoice_not_open', { field: 'invoiceIds', detail: { number: one.number } });
		}
		const id = ctx.newId();
		await tx.insert(mailMessage).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			kind: 'boleto',
			invoiceIds,
			senderName: sender.name,
			senderEmail: sender.email,
			subject: args.subject.trim(),
			body,
			readReceipt: args.readReceipt,
			recipients: recipients.map((address) => ({ address, status: 'queued', at: null, error: null })),
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id });
	}
});
