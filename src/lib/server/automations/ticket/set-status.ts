import { ticketSetStatus } from '#lib/mutators/ticket/set-status.ts';
import { automation } from '../trpc.ts';

/** Moves a ticket to another status, along the same table of transitions as in the office. */
export const setStatus = automation('ticket.setStatus')
	.input(ticketSetStatus.args)
	.mutation(async ({ ctx, input }) => {
		await ctx.run(input);
		return { ok: true as const };
	});
