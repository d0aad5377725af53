import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { suspension } from '#lib/schema/suspension.ts';
import { defineQuery } from '#lib/sync/model.ts';
import { suspensionRows } from './rows.ts';

/** A customer's suspensions, newest first. */
export const suspensionOfCustomer = defineQuery({
	name: 'suspension.ofCustomer',
	args: z.object({ customerId: z.uuid() }),
	run: (tx, { customerId }) =>
		suspensionRows(tx, eq(suspension.customerId, customerId)).orderBy(desc(suspension.createdAt), desc(suspension.id)),
	dependsOn: ({ customerId }) => [
		...['suspension', 'subscription', 'ticket'].map((table) => ({ table, where: { column: 'customer_id', equals: customerId } })),
		{ table: 'customer', ids: [customerId] },
		{ table: 'service_plan' },
		{ table: 'app_user' }
	]
});
