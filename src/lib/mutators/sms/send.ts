import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { smsSize, withoutCostlyAccents } from '#lib/domain/message-template/sms.ts';
import { renderText } from '#lib/domain/message-template/render.ts';
import { templateValues } from '#lib/domain/message-template/values.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { readSettings } from '#lib/domain/settings.ts';
import { checkSmsMessage, smsLimits, smsOnceKey, smsReach, smsText, type NoSms } from '#lib/domain/sms/letter.ts';
import { smsFacts } from '#lib/queries/sms/facts.ts';
import { senderAddress } from '#lib/schema/list.ts';
import { setting } from '#lib/schema/setting.ts';
import { smsMessage } from '#lib/schema/sms.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';

/** Rows of one insert: a statement has no more than 65,535 parameters. */
const chunk = 500;
/** Of the column (schema/sms.ts): what would have been longer is not sent, and only its reason counts. */
const mostParts = 10;

/** A customer who gets none, and why; `settled`: owes nothing overdue any more. */
export interface SkippedCustomer {
	readonly customerId: string;
	readonly why: NoSms | 'settled' | 'not_found';
}

/**
 * Sms (items 335–339): writes down the text for each customer with his own values, and the mobiles it goes to. The centre's database
 * queues each mobile in the same transaction; offline it waits in the outbox, and the centre writes the text anew with what is true then.
 * Who cannot be written to stands in the letter with the reason, so that it is known later too; who is in this letter already is left as
 * he is, so that asking twice sends once.
 * Refusals: permission_denied, those of checkSmsMessage, value_invalid (a sender that is not marked SMS, item 338), sms_nobody.
 */
export const smsSend = defineMutator({
	name: 'sms.send',
	version: 1,
	args: z.object({
		/** Made when the window opens. */
		letterId: z.uuid(),
		customerIds: z.array(z.uuid()).min(1).max(smsLimits.customers),
		senderAddressId: z.uuid(),
		message: z.string().max(2 * smsLimits.message),
		/** Sem acentos: the letters that cost half of what fits are replaced. */
		plain: z.boolean()
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'sms.send');
		if (denied) return denied;
		const [wrong] = checkSmsMessage(args.message);
		if (wrong) return wrong;
		const [sender] = await tx
			.select({ name: senderAddress.name, subject: senderAddress.subject })
			.from(senderAddress)
			.where(and(eq(senderAddress.id, args.senderAddressId), eq(senderAddress.active, true), eq(senderAddress.sms, true)));
		if (!sender) return refuse('value_invalid', { field: 'senderAddressId' });
		const { providerName, smsPartCents } = readSettings(await tx.select({ key: setting.key, value: setting.value }).from(setting));
		const ids = [...new Set(args.customerIds)];
		const found = new Map((await smsFacts(tx, ids, ctx)).map((one) => [one.id, one]));
		const sent = new Set(
			(await tx.select({ key: smsMessage.onceKey }).from(smsMessage).where(eq(smsMessage.letterId, args.letterId))).map(({ key }) => key)
		);
		const skipped: SkippedCustomer[] = [];
		const rows: (typeof smsMessage.$inferInsert)[] = [];
		let queued = 0;
		for (const customerId of ids) {
			const onceKey = smsOnceKey(args.letterId, customerId);
			if (sent.has(onceKey)) continue;
			const facts = found.get(customerId);
			if (!facts) {
				skipped.push({ customerId, why: 'not_found' });
				continue;
			}
			const { to, not } = smsReach(facts.contacts, [facts.customer.mobile, facts.customer.phone]);
			const values = templateValues({ ...facts, providerName, userName: ctx.actor.name, today: ctx.today });
			const whole = smsText(sender.subject, renderText(args.message, values));
			const text = args.plain ? withoutCostlyAccents(whole) : whole;
			const { parts } = smsSize(text);
			const why = (facts.balance?.overdueCount ?? 0) === 0 ? 'settled' : (not ?? (parts > smsLimits.parts ? 'too_long' : null));
			if (why === null) queued += 1;
			else skipped.push({ customerId, why });
			rows.push({
				id: ctx.newId(),
				branchId: facts.branchId,
				customerId,
				letterId: args.letterId,
				onceKey,
				senderName: sender.name,
				text,
				parts: Math.min(parts, mostParts),
				partCents: smsPartCents,
				recipients:
					why === null
						? to.map((one) => ({ ...one, status: 'queued', at: null, error: null }))
						: [{ number: '', name: '', status: 'failed', at: ctx.now, error: `skipped:${why}` }],
				createdAt: ctx.now,
				createdBy: ctx.actor.userId,
				updatedAt: ctx.now,
				updatedBy: ctx.actor.userId
			});
		}
		if (queued === 0 && sent.size === 0) return refuse('sms_nobody');
		for (let at = 0; at < rows.length; at += chunk)
			await tx
				.insert(smsMessage)
				.values(rows.slice(at, at + chunk))
				.onConflictDoNothing();
		return ok({ queued, skipped });
	}
});
