import { and, eq, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { checkLetterBatch } from '#lib/domain/mail/collection-letter.ts';
import { letterLimits } from '#lib/domain/mail/letter.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { letterTo, mostLetters, planLetters } from '#lib/queries/letter/plan.ts';
import { messageTemplate, senderAddress } from '#lib/schema/list.ts';
import { mailMessage, type MailRecipient } from '#lib/schema/mail.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';

/** Rows that one insert takes; a statement has 65,535 parameters at most. */
const chunk = 1000;

/**
 * Carta de Cobrança por E-mail (326–334): one letter for each customer, in one batch that every browser can watch. Who may not or cannot be
 * written to is written down with the reason, because a person has to look at them (333). The centre's database queues the recipients in the
 * same transaction; text and amounts are those of the moment at which a letter goes out. Refusals: permission_denied, those of
 * checkLetterBatch, value_invalid (a sender or letter that may not be chosen), not_found (none of the customers is there).
 */
export const letterSend = defineMutator({
	name: 'letter.send',
	version: 1,
	args: z.object({
		customerIds: z.array(z.uuid()).min(1).max(mostLetters),
		messageTemplateId: z.uuid(),
		senderAddressId: z.uuid(),
		subject: z.string().max(4 * letterLimits.subject),
		...letterTo
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'letter.send');
		if (denied) return denied;
		const to = { destination: args.destination, contactTypeId: args.contactTypeId };
		const [wrong] = checkLetterBatch(args.subject, to);
		if (wrong) return wrong;
		const [sender] = await tx
			.select({ name: senderAddress.name, email: senderAddress.email })
			.from(senderAddress)
			.where(and(eq(senderAddress.id, args.senderAddressId), eq(senderAddress.active, true)));
		if (!sender) return refuse('value_invalid', { field: 'senderAddressId' });
		const [template] = await tx
			.select({ id: messageTemplate.id })
			.from(messageTemplate)
			.where(
				and(
					eq(messageTemplate.id, args.messageTemplateId),
					eq(messageTemplate.channel, 'email'),
					eq(messageTemplate.active, true),
					ne(sql`coalesce(btrim(${messageTemplate.body}), '')`, '')
				)
			);
		if (!template) return refuse('value_invalid', { field: 'messageTemplateId' });
		const batchId = ctx.newId();
		// By the place in what was asked: whoever can be written to at the centre and not here has the same id in both.
		const ids = new Map(args.customerIds.map((id) => [id, ctx.newId()]));
		const planned = await planLetters(tx, { customerIds: args.customerIds, messageTemplateId: args.messageTemplateId, to }, ctx.today);
		if (planned.length === 0) return refuse('not_found', { field: 'customerIds' });
		const rows = planned.map((one) => ({
			id: ids.get(one.id)!,
			branchId: one.branchId,
			customerId: one.id,
			kind: 'letter' as const,
			invoiceIds: one.addresses.length === 0 ? [] : one.invoiceIds,
			senderName: sender.name,
			senderEmail: sender.email,
			subject: args.subject.trim(),
			body: null,
			messageTemplateId: template.id,
			batchId,
			letterKey: one.addresses.length === 0 ? null : one.letterKey,
			recipients: [
				...one.addresses.map((address): MailRecipient => ({ address, status: 'queued', at: null, error: null })),
				...one.unsent.map(({ address, reason }): MailRecipient => ({ address, status: 'failed', at: ctx.now, error: reason }))
			],
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		}));
		for (let at = 0; at < rows.length; at += chunk)
			// Somebody else's batch of this very moment has the key already: that letter is on its way. (A replica has no unique keys to name.)
			await tx
				.insert(mailMessage)
				.values(rows.slice(at, at + chunk))
				.onConflictDoNothing();
		return ok({ batchId, queued: rows.filter(({ letterKey }) => letterKey !== null).length });
	}
});
