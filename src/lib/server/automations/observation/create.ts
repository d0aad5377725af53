import { observationCreate } from '#lib/mutators/observation/create.ts';
import { idsOf } from '#lib/sync/ids.ts';
import { automation } from '../trpc.ts';

/** Writes an observation; a mandatory one opens at once wherever the customer's record is open. Answers its id. */
export const create = automation('observation.create')
	.input(observationCreate.args)
	.mutation(async ({ ctx, input }) => {
		const { mutationId } = await ctx.run(input);
		// Ids are derived from the mutation's, in the order in which the mutator asks: the observation's is its first.
		return { id: idsOf(mutationId)() };
	});
