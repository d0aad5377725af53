import { customerGet } from '#lib/queries/customer/get.ts';
import type { CustomerRecord } from '#lib/queries/customer/get.ts';
import { refuse } from '#lib/sync/model.ts';
import { automation, refusing } from '../trpc.ts';

/** One customer's record. NOT_FOUND when there is none of this id in the branches of the key's person. */
export const get = automation('customer.get')
	.input(customerGet.args)
	.query(async ({ ctx, input }) => {
		const record = (await ctx.ask(input)) as CustomerRecord | null;
		if (record === null) throw refusing(refuse('not_found', { field: 'id' }));
		return record;
	});
