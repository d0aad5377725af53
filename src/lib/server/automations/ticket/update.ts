import { ticketUpdate } from '#lib/mutators/ticket/update.ts';
import { automation } from '../trpc.ts';

/** Changes fields of a ticket, per field; what is not given stays. */
export const update = automation('ticket.update')
	.input(ticketUpdate.args)
	.mutation(async ({ ctx, input }) => {
		await ctx.run(input);
		return { ok: true as const };
	});
