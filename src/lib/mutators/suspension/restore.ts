import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { giveBack, isHeld, lockSuspensions } from './give-back.ts';
import { mostPlans } from './request.ts';

/**
 * Gives services back before the debt is paid or the pause is over; a payment does it by itself (migration 0014, restore_paid). What is
 * back already is left alone. Refusals: permission_denied, not_found, suspension_ended when none is left to give back.
 */
export const suspensionRestore = defineMutator({
	name: 'suspension.restore',
	version: 1,
	args: z.object({ ids: z.array(z.uuid()).min(1).max(mostPlans) }),
	async run(tx, args, ctx) {
		const found = await lockSuspensions(tx, args.ids);
		const denied = checkPermission(ctx.actor.role, found.some(({ kind }) => kind === 'debt') ? 'suspension.request' : 'suspension.pause');
		if (denied) return denied;
		if (found.length === 0) return refuse('not_found');
		const held = found.filter(isHeld);
		if (held.length === 0) return refuse('suspension_ended');
		await giveBack(tx, held, 'asked', ctx);
		return ok({ restored: held.length });
	}
});
