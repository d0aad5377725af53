import { ticketEntry, type TicketEntryKind } from '#lib/schema/ticket.ts';
import type { MutatorContext, Tx } from '#lib/sync/model.ts';
import type { StoredTicket } from './find.ts';

/** Adds a fact to a ticket, stamped with author and time; the ticket itself is not touched. Answers the entry's id. */
export async function writeEntry(
	tx: Tx,
	ticket: Pick<StoredTicket, 'id' | 'branchId' | 'customerId'>,
	entry: {
		readonly kind: TicketEntryKind;
		readonly text?: string | null;
		readonly fromValue?: string | null;
		readonly toValue?: string | null;
	},
	ctx: MutatorContext
): Promise<string> {
	const id = ctx.newId();
	await tx.insert(ticketEntry).values({
		id,
		branchId: ticket.branchId,
		customerId: ticket.customerId,
		ticketId: ticket.id,
		kind: entry.kind,
		text: entry.text ?? null,
		fromValue: entry.fromValue ?? null,
		toValue: entry.toValue ?? null,
		createdAt: ctx.now,
		createdBy: ctx.actor.userId,
		updatedAt: ctx.now,
		updatedBy: ctx.actor.userId
	});
	return id;
}
