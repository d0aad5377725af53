import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { workOrder } from '#lib/schema/ticket.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** How many service orders there are by branch, technician and status: the numbers on the chips of their list. */
export const workOrderCounts = defineQuery({
	name: 'workOrder.counts',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({
				branchId: workOrder.branchId,
				technicianId: workOrder.technicianId,
				status: workOrder.status,
				count: sql<number>`count(*)`.mapWith(Number)
			})
			.from(workOrder)
			.groupBy(workOrder.branchId, workOrder.technicianId, workOrder.status),
	dependsOn: () => [{ table: 'work_order' }]
});
