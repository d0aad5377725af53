import { z } from 'zod';
import { workOrderCreate } from '#lib/mutators/work-order/create.ts';
import type { WorkOrderRow } from '#lib/queries/work-order/list.ts';
import { idsOf } from '#lib/sync/ids.ts';
import { automation } from '../trpc.ts';

/** Opens an Ordem de Serviço. Answers its id and its number, which is final. */
export const create = automation({ summary: 'Opens a service order', data: z.object({ id: z.uuid(), number: z.int().nullable() }) })
	.input(workOrderCreate.args)
	.mutation(async ({ ctx, input }) => {
		const { mutationId } = await ctx.run(input);
		// Ids are derived from the mutation's, in the order in which the mutator asks: the order's is its first.
		const id = idsOf(mutationId)();
		const [made] = (await ctx.ask({ id }, 'workOrder.list')) as readonly WorkOrderRow[];
		return { id, number: made?.number ?? null };
	});
