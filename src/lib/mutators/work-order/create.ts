import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { manyLines, oneLine } from '#lib/domain/text.ts';
import { statusAfterScheduling } from '#lib/domain/work-order/status.ts';
import { checkWorkOrder, workOrderLimits } from '#lib/domain/work-order/work-order.ts';
import { workOrder } from '#lib/schema/ticket.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';
import { worksInBranch } from '../ticket/find.ts';
import { isTicketOf } from './find.ts';

/**
 * Opens an Ordem de Serviço (item 379), with a number from a leased block: it is written on paper and read out, so it must
 * be final offline. Refusals: permission_denied, not_found, customer_anonymised, field_required, field_too_long, value_invalid (a ticket of
 * somebody else, a person who does not work there), numbers_exhausted.
 */
export const workOrderCreate = defineMutator({
	name: 'workOrder.create',
	version: 1,
	numbers: ['workOrder'],
	args: z.object({
		customerId: z.uuid(),
		ticketId: z.uuid().nullable(),
		subject: z.string().max(2 * workOrderLimits.subject),
		description: z
			.string()
			.max(2 * workOrderLimits.description)
			.nullable(),
		technicianId: z.uuid().nullable(),
		scheduledAt: z.iso.datetime({ offset: true }).nullable()
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'workOrder.create');
		if (denied) return denied;
		const owner = await recordNow(tx, args.customerId);
		if ('code' in owner) return owner;
		const subject = oneLine(args.subject);
		const description = manyLines(args.description);
		const wrong = checkWorkOrder({ subject, description });
		if (wrong) return wrong;
		if (args.ticketId !== null && !(await isTicketOf(tx, args.ticketId, owner.id))) return refuse('value_invalid', { field: 'ticketId' });
		if (args.technicianId !== null && !(await worksInBranch(tx, args.technicianId, owner.branchId)))
			return refuse('value_invalid', { field: 'technicianId' });
		const number = ctx.number('workOrder');
		if (number === null) return refuse('numbers_exhausted');
		const id = ctx.newId();
		await tx.insert(workOrder).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			ticketId: args.ticketId,
			number,
			subject: subject ?? '',
			description,
			status: statusAfterScheduling('open', args.scheduledAt),
			technicianId: args.technicianId,
			scheduledAt: args.scheduledAt,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id, number });
	}
});
