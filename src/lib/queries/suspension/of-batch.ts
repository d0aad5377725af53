import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { customer } from '#lib/schema/customer.ts';
import { suspension, suspensionBatch } from '#lib/schema/suspension.ts';
import { defineQuery } from '#lib/sync/model.ts';
import { suspensionRows } from './rows.ts';

/** What became of each plan of a batch, live; `batch` is null for who may see its plans but not the branch that it was asked in. */
export const suspensionOfBatch = defineQuery({
	name: 'suspension.ofBatch',
	args: z.object({ batchId: z.uuid() }),
	async run(tx, { batchId }) {
		const [batch] = await tx
			.select({
				kind: suspensionBatch.kind,
				planned: suspensionBatch.planned,
				skipped: suspensionBatch.skipped,
				undoneAt: suspensionBatch.undoneAt
			})
			.from(suspensionBatch)
			.where(eq(suspensionBatch.id, batchId));
		const plans = await suspensionRows(tx, eq(suspension.batchId, batchId)).orderBy(asc(customer.name), asc(suspension.id));
		return { batch: batch ?? null, plans };
	},
	dependsOn: ({ batchId }, { plans }) => [
		{ table: 'suspension', where: { column: 'batch_id', equals: batchId } },
		{ table: 'suspension_batch', ids: [batchId] },
		{ table: 'customer', ids: plans.map((plan) => plan.customerId) },
		{ table: 'ticket', ids: plans.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId])) },
		{ table: 'service_plan' },
		{ table: 'app_user' }
	]
});
