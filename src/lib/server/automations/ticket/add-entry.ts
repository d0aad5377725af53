import { ticketAddEntry } from '#lib/mutators/ticket/add-entry.ts';
import { idsOf } from '#lib/sync/ids.ts';
import { automation } from '../trpc.ts';

/** Logs a contact or a note on a ticket. Answers the entry's id. */
export const addEntry = automation('ticket.addEntry')
	.input(ticketAddEntry.args)
	.mutation(async ({ ctx, input }) => {
		const { mutationId } = await ctx.run(input);
		return { id: idsOf(mutationId)() };
	});
