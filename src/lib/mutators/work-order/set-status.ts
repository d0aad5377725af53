import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { manyLines } from '#lib/domain/text.ts';
import { checkTransition } from '#lib/domain/transition.ts';
import { workOrderStatuses, workOrderTransitions } from '#lib/domain/work-order/status.ts';
import { checkWorkOrderLength, workOrderLimits } from '#lib/domain/work-order/work-order.ts';
import { workOrder } from '#lib/schema/ticket.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findWorkOrder } from './find.ts';

/**
 * Moves an Ordem de Serviço to another status along the one table of transitions; `text` is the outcome, and says why when
 * it is cancelled or reopened. Refusals: permission_denied, not_found, transition_refused, field_required (the outcome, or
 * the time of one that is to be scheduled), field_too_long.
 */
export const workOrderSetStatus = defineMutator({
	name: 'workOrder.setStatus',
	version: 1,
	args: z.object({
		id: z.uuid(),
		to: z.enum(workOrderStatuses),
		text: z
			.string()
			.max(2 * workOrderLimits.outcome)
			.nullable()
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'workOrder.update');
		if (denied) return denied;
		const stored = await findWorkOrder(tx, args.id);
		if (stored === null) return refuse('not_found');
		const outcome = manyLines(args.text);
		if (stored.status === args.to) return ok({ changed: false });
		const wrong =
			checkWorkOrderLength('outcome', outcome) ?? checkTransition(workOrderTransitions, stored.status, args.to, ctx.actor.role, outcome);
		if (wrong) return wrong;
		if (args.to === 'scheduled' && stored.scheduledAt === null) return refuse('field_required', { field: 'scheduledAt' });
		await tx
			.update(workOrder)
			.set({
				status: args.to,
				doneAt: args.to === 'done' ? ctx.now : null,
				outcome: outcome ?? stored.outcome,
				// An open order has no time: leaving the old one would make it look scheduled.
				scheduledAt: args.to === 'open' ? null : stored.scheduledAt,
				updatedAt: ctx.now,
				updatedBy: ctx.actor.userId
			})
			.where(eq(workOrder.id, args.id));
		return ok({ changed: true });
	}
});
