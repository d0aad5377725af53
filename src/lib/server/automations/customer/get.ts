import { customerGet } from '#lib/queries/customer/get.ts';
import type { CustomerRecord } from '#lib/queries/customer/get.ts';
import { refuse } from '#lib/sync/model.ts';
import { automation, refusing } from '../trpc.ts';

/** One customer's record. NOT_FOUND when there is none of this id in the branches of the key's person. */
export const get = automation({
	summary: "A customer's registration with the facts of its header",
	more: '`balance` is in cents, and null for a person who may not see debts. `not_found` when the customer is in no branch of the key’s person.',
	example: { id: '019aa0b1-7a2c-7d3e-8f40-5b6c7d8e9f01' }
})
	.input(customerGet.args)
	.query(async ({ ctx, input }) => {
		const record = (await ctx.ask(input)) as CustomerRecord | null;
		if (record === null) throw refusing(refuse('not_found', { field: 'id' }));
		await ctx.note(input.id);
		return record;
	});
