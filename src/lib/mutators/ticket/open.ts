import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { oneLine } from '#lib/domain/text.ts';
import { ticket } from '#lib/schema/ticket.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { branchOfCustomer } from '../customer/find.ts';

/**
 * Opens an attendance. Its protocol comes from a leased block: final at once, told to the caller even offline.
 * Refusals: permission_denied, not_found, field_required, numbers_exhausted.
 */
export const ticketOpen = defineMutator({
	name: 'ticket.open',
	version: 1,
	numbers: ['protocol'],
	args: z.object({ customerId: z.uuid(), subject: z.string().max(200) }),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'ticket.create');
		if (denied) return denied;
		const branchId = await branchOfCustomer(tx, args.customerId);
		if (branchId === null) return refuse('not_found');
		const subject = oneLine(args.subject);
		if (subject === null) return refuse('field_required', { field: 'subject' });
		const protocol = ctx.number('protocol');
		if (protocol === null) return refuse('numbers_exhausted');
		const id = ctx.newId();
		await tx.insert(ticket).values({
			id,
			branchId,
			customerId: args.customerId,
			protocol,
			subject,
			status: 'open',
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id, protocol });
	}
});
