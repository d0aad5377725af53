import { ticketGet } from '#lib/queries/ticket/get.ts';
import type { TicketRecord } from '#lib/queries/ticket/get.ts';
import type { TicketEntryRow } from '#lib/queries/ticket/entries.ts';
import { refuse } from '#lib/sync/model.ts';
import { automation, refusing } from '../trpc.ts';

/** A ticket with everything that happened on it, oldest first; `not_found` when its branch is not the key's. */
export const get = automation({ summary: 'A ticket with everything that happened on it, oldest first' })
	.input(ticketGet.args)
	.query(async ({ ctx, input }) => {
		const ticket = (await ctx.ask(input)) as TicketRecord | null;
		if (ticket === null) throw refusing(refuse('not_found'));
		await ctx.note(ticket.customerId);
		const entries = (await ctx.ask({ ticketId: ticket.id }, 'ticket.entries')) as readonly TicketEntryRow[];
		return { ...ticket, entries };
	});
