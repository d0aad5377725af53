import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { manyLines, oneLine } from '#lib/domain/text.ts';
import { statusAfterScheduling } from '#lib/domain/work-order/status.ts';
import { checkWorkOrder, workOrderLimits } from '#lib/domain/work-order/work-order.ts';
import { workOrder } from '#lib/schema/ticket.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { worksInBranch } from '../ticket/find.ts';
import { findWorkOrder } from './find.ts';

/** A field as it was seen and as it shall be. */
const change = <T extends z.ZodType>(value: T) => z.object({ from: value, to: value }).optional();

/**
 * Changes an Ordem de Serviço field by field; what is not named stays. A time makes an open one scheduled, and taking it
 * away opens it again. Refusals: permission_denied, not_found, field_required, field_too_long, value_invalid.
 */
export const workOrderUpdate = defineMutator({
	name: 'workOrder.update',
	version: 1,
	args: z.object({
		id: z.uuid(),
		changes: z.object({
			subject: change(z.string().max(2 * workOrderLimits.subject)),
			description: change(
				z
					.string()
					.max(2 * workOrderLimits.description)
					.nullable()
			),
			technicianId: change(z.uuid().nullable()),
			scheduledAt: change(z.iso.datetime({ offset: true }).nullable())
		})
	}),
	async run(tx, { id, changes }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'workOrder.update');
		if (denied) return denied;
		const stored = await findWorkOrder(tx, id);
		if (stored === null) return refuse('not_found');
		const subject = changes.subject ? oneLine(changes.subject.to) : stored.subject;
		const description = changes.description ? manyLines(changes.description.to) : stored.description;
		const wrong = checkWorkOrder({ subject, description });
		if (wrong) return wrong;
		const technicianId = changes.technicianId ? changes.technicianId.to : stored.technicianId;
		// Who has left since stays on what was theirs; only a new choice must be possible.
		if (technicianId !== null && technicianId !== stored.technicianId && !(await worksInBranch(tx, technicianId, stored.branchId)))
			return refuse('value_invalid', { field: 'technicianId' });
		const scheduledAt = changes.scheduledAt ? changes.scheduledAt.to : stored.scheduledAt;
		await tx
			.update(workOrder)
			.set({
				subject: subject ?? '',
				description,
				technicianId,
				scheduledAt,
				status: changes.scheduledAt ? statusAfterScheduling(stored.status, scheduledAt) : stored.status,
				updatedAt: ctx.now,
				updatedBy: ctx.actor.userId
			})
			.where(eq(workOrder.id, id));
		return ok();
	}
});
