import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { ticketEntry } from '#lib/schema/ticket.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Everything that happened on a ticket, oldest first: contacts, notes, changes of status and of whom it belongs to. */
export const ticketEntries = defineQuery({
	name: 'ticket.entries',
	args: z.object({ ticketId: z.uuid() }),
	run: (tx, { ticketId }) =>
		tx
			.select({
				id: ticketEntry.id,
				kind: ticketEntry.kind,
				text: ticketEntry.text,
				fromValue: ticketEntry.fromValue,
				toValue: ticketEntry.toValue,
				createdAt: ticketEntry.createdAt,
				createdBy: ticketEntry.createdBy,
				authorName: appUser.name
			})
			.from(ticketEntry)
			.leftJoin(appUser, eq(appUser.id, ticketEntry.createdBy))
			.where(eq(ticketEntry.ticketId, ticketId))
			.orderBy(asc(ticketEntry.createdAt), asc(ticketEntry.id)),
	dependsOn: ({ ticketId }, rows) => [
		{ table: 'ticket_entry', where: { column: 'ticket_id', equals: ticketId } },
		{ table: 'app_user', ids: [...new Set(rows.flatMap((row) => (row.createdBy === null ? [] : [row.createdBy])))] }
	]
});
export type TicketEntryRow = Awaited<ReturnType<typeof ticketEntries.run>>[number];
