import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { checkTicketLength, contactKinds, normaliseTicketText, ticketLimits } from '#lib/domain/ticket/ticket.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findTicket } from './find.ts';
import { writeEntry } from './write-entry.ts';

/**
 * Logs a contact with the customer, or a note for colleagues (item 378): a fact with author and time, never changed. Also on
 * a closed ticket: the customer who calls once more about it has called. Refusals: permission_denied, not_found,
 * field_required, field_too_long.
 */
export const ticketAddEntry = defineMutator({
	name: 'ticket.addEntry',
	version: 1,
	args: z.object({ ticketId: z.uuid(), kind: z.enum(contactKinds), text: z.string().max(2 * ticketLimits.text) }),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'ticket.update');
		if (denied) return denied;
		const stored = await findTicket(tx, args.ticketId);
		if (stored === null) return refuse('not_found');
		const text = normaliseTicketText(args.text);
		if (text === null) return refuse('field_required', { field: 'text' });
		const wrong = checkTicketLength('text', text);
		if (wrong) return wrong;
		return ok({ id: await writeEntry(tx, stored, { kind: args.kind, text }, ctx) });
	}
});
