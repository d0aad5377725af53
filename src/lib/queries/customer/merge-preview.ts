import { z } from 'zod';
import { defineQuery } from '#lib/sync/model.ts';
import { mergedTables, rowsToMerge } from './merge-rows.ts';

/** How many rows of each table (SQL name) would go over if one record were merged into another; tables without any are left out. */
export const customerMergePreview = defineQuery({
	name: 'customer.mergePreview',
	args: z.object({ duplicateId: z.uuid(), id: z.uuid() }),
	async run(tx, { duplicateId, id }): Promise<Readonly<Record<string, number>>> {
		const rows = await rowsToMerge(tx, duplicateId, id);
		return Object.fromEntries(Object.entries(rows).map(([table, ids]) => [table, ids.length]));
	},
	dependsOn: ({ duplicateId }) => mergedTables.map((table) => ({ table, where: { column: 'customer_id', equals: duplicateId } }))
});
