import { desc, eq, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { customerMerge } from '#lib/schema/customer-merge.ts';
import { customer } from '#lib/schema/customer.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

const kept = alias(customer, 'kept');
const duplicate = alias(customer, 'duplicate');
const undoer = alias(appUser, 'undoer');

/**
 * The merges that a record took part in, on either side, newest first. The other record's code and name are null for
 * whoever may not see its branch.
 */
export const customerMerges = defineQuery({
	name: 'customer.merges',
	args: z.object({ customerId: z.uuid() }),
	run: (tx, { customerId }) =>
		tx
			.select({
				id: customerMerge.id,
				customerId: customerMerge.customerId,
				customerCode: kept.code,
				customerName: kept.name,
				mergedId: customerMerge.mergedId,
				mergedCode: duplicate.code,
				mergedName: duplicate.name,
				moved: customerMerge.moved,
				taken: customerMerge.taken,
				createdAt: customerMerge.createdAt,
				createdByName: appUser.name,
				undoneAt: customerMerge.undoneAt,
				undoneByName: undoer.name
			})
			.from(customerMerge)
			.leftJoin(kept, eq(kept.id, customerMerge.customerId))
			.leftJoin(duplicate, eq(duplicate.id, customerMerge.mergedId))
			.leftJoin(appUser, eq(appUser.id, customerMerge.createdBy))
			.leftJoin(undoer, eq(undoer.id, customerMerge.undoneBy))
			.where(or(eq(customerMerge.customerId, customerId), eq(customerMerge.mergedId, customerId)))
			.orderBy(desc(customerMerge.createdAt)),
	dependsOn: ({ customerId }, result) => [
		{ table: 'customer_merge', where: { column: 'customer_id', equals: customerId } },
		{ table: 'customer_merge', where: { column: 'merged_id', equals: customerId } },
		{ table: 'customer', ids: result.flatMap((one) => [one.customerId, one.mergedId]) },
		{ table: 'app_user' }
	]
});
export type MergeRow = Awaited<ReturnType<typeof customerMerges.run>>[number];
