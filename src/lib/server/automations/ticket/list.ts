import { ticketList } from '#lib/queries/ticket/list.ts';
import type { TicketRow } from '#lib/queries/ticket/list.ts';
import { automation } from '../trpc.ts';

/** Tickets that pass a filter, most pressing first or newest first. */
export const list = automation('ticket.list')
	.input(ticketList.args)
	.query(({ ctx, input }) => ctx.ask(input) as Promise<readonly TicketRow[]>);
