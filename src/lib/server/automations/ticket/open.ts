import { z } from 'zod';
import { ticketOpen } from '#lib/mutators/ticket/open.ts';
import type { TicketRecord } from '#lib/queries/ticket/get.ts';
import { idsOf } from '#lib/sync/ids.ts';
import { automation } from '../trpc.ts';

/** Opens a ticket. Answers its id and its protocol, which is final. */
export const open = automation({
	summary: 'Opens a ticket',
	more: 'Team and due time come from the type unless given. The protocol is final.',
	data: z.object({ id: z.uuid(), protocol: z.int().nullable() })
})
	.input(ticketOpen.args)
	.mutation(async ({ ctx, input }) => {
		// That a ticket was opened by the opening of a record, only a screen can say.
		const { mutationId } = await ctx.run({ ...input, automatic: false });
		// Ids are derived from the mutation's, in the order in which the mutator asks: the ticket's is its first.
		const id = idsOf(mutationId)();
		const ticket = (await ctx.ask({ id }, 'ticket.get')) as TicketRecord | null;
		return { id, protocol: ticket?.protocol ?? null };
	});
