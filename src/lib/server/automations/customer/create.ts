import { z } from 'zod';
import { customerCreate } from '#lib/mutators/customer/create.ts';
import type { CustomerRecord } from '#lib/queries/customer/get.ts';
import { idsOf } from '#lib/sync/ids.ts';
import { automation } from '../trpc.ts';

/** A new customer. Answers its id and its code, which is final. */
export const create = automation({
	summary: 'Registers a customer',
	more: 'What is left out is empty; `status` is `active` and `registeredOn` today unless given. A CPF or CNPJ may be registered twice: search first.',
	data: z.object({ id: z.uuid(), code: z.int().nullable() })
})
	.input(customerCreate.args)
	.mutation(async ({ ctx, input }) => {
		const { mutationId } = await ctx.run(input);
		// Ids are derived from the mutation's, in the order in which the mutator asks: the customer's is its first.
		const id = idsOf(mutationId)();
		const record = (await ctx.ask({ id }, 'customer.get')) as CustomerRecord | null;
		return { id, code: record?.customer.code ?? null };
	});
