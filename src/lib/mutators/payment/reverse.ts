import { z } from 'zod';
import { paymentNoteLimit } from '#lib/domain/billing/desk.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { lengthOf, oneLine } from '#lib/domain/text.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { takeBack } from './take-back.ts';

/**
 * Estornar: a payment that was entered by mistake, or that came back. Payments are the centre's, so in a replica nothing shows before
 * it has answered. Refusals: permission_denied, field_required and field_too_long (`reason`), those of `takeBack`.
 */
export const paymentReverse = defineMutator({
	name: 'payment.reverse',
	version: 1,
	args: z.object({ id: z.uuid(), reason: z.string().max(2 * paymentNoteLimit) }),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'payment.reverse');
		if (denied) return denied;
		const reason = oneLine(args.reason);
		if (reason === null) return refuse('field_required', { field: 'reason' });
		if (lengthOf(reason) > paymentNoteLimit)
			return refuse('field_too_long', { field: 'reason', detail: { limit: paymentNoteLimit, length: lengthOf(reason) } });
		if (ctx.place === 'replica') return ok();
		return await takeBack(tx, args.id, { reason, now: ctx.now, userId: ctx.actor.userId });
	}
});
