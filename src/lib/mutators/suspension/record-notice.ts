import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { isDay } from '#lib/domain/day/day.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { checkReference, normaliseReference, referenceLimit } from '#lib/domain/suspension/notice.ts';
import { debtNotice, noticeChannels } from '#lib/schema/suspension.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';

/**
 * Notes that a notice of the debt provably reached the customer: the days of the law run from it. The same proof again is the same
 * notice. Refusals: permission_denied, not_found, customer_anonymised, day_invalid, day_in_future, field_too_long.
 */
export const debtNoticeCreate = defineMutator({
	name: 'debtNotice.create',
	version: 1,
	args: z.object({
		customerId: z.uuid(),
		provenOn: z.string(),
		channel: z.enum(noticeChannels),
		reference: z
			.string()
			.max(2 * referenceLimit)
			.nullable()
			.default(null)
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'debtNotice.create');
		if (denied) return denied;
		const owner = await recordNow(tx, args.customerId);
		if ('code' in owner) return owner;
		if (!isDay(args.provenOn)) return refuse('day_invalid', { field: 'provenOn' });
		if (args.provenOn > ctx.today) return refuse('day_in_future', { field: 'provenOn' });
		const reference = normaliseReference(args.reference);
		const wrong = checkReference(reference);
		if (wrong) return wrong;
		if (reference !== null) {
			const [known] = await tx
				.select({ id: debtNotice.id })
				.from(debtNotice)
				.where(and(eq(debtNotice.customerId, owner.id), eq(debtNotice.channel, args.channel), eq(debtNotice.reference, reference)));
			if (known) return ok({ id: known.id });
		}
		const id = ctx.newId();
		await tx.insert(debtNotice).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			provenOn: args.provenOn,
			channel: args.channel,
			reference,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id });
	}
});
