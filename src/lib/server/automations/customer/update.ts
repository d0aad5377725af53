import { customerUpdate } from '#lib/mutators/customer/update.ts';
import { automation } from '../trpc.ts';

/** Changes registration fields of a customer, per field; what is not given stays. */
export const update = automation('customer.update')
	.input(customerUpdate.args)
	.mutation(async ({ ctx, input }) => {
		await ctx.run(input);
		return { ok: true as const };
	});
