import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { suspension } from '#lib/schema/suspension.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { lockSuspensions } from './give-back.ts';
import { mostPlans } from './request.ts';

/**
 * "Tentar de novo": what failed goes on where it stopped, in its direction. Refusals: permission_denied, not_found, suspension_not_failed
 * when none of them has failed.
 */
export const suspensionRetry = defineMutator({
	name: 'suspension.retry',
	version: 1,
	args: z.object({ ids: z.array(z.uuid()).min(1).max(mostPlans) }),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'suspension.pause');
		if (denied) return denied;
		const found = await lockSuspensions(tx, args.ids);
		if (found.length === 0) return refuse('not_found');
		const failed = found.filter((one) => one.status === 'failed' && (one.endedAt === null || one.direction === 'restore'));
		if (failed.length === 0) return refuse('suspension_not_failed');
		for (const one of failed) {
			const inForce = one.direction === 'suspend' ? one.inForceAt : one.restoredAt;
			await tx
				.update(suspension)
				.set({
					status: inForce === null ? 'queued' : 'in_force',
					failure: null,
					failureDetail: null,
					updatedAt: ctx.now,
					updatedBy: ctx.actor.userId
				})
				.where(eq(suspension.id, one.id));
		}
		return ok({ retried: failed.length });
	}
});
