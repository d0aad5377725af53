import { and, eq, ne } from 'drizzle-orm';
import { invoice, subscription } from '#lib/schema/billing.ts';
import { contact } from '#lib/schema/contact.ts';
import { overwriteNotice } from '#lib/schema/notice.ts';
import { observation, reading } from '#lib/schema/observation.ts';
import { ticket } from '#lib/schema/ticket.ts';
import type { Tx } from '#lib/sync/model.ts';

/** Every table whose rows follow their customer to another branch. */
export const childTables = [observation, reading, contact, subscription, invoice, ticket, overwriteNotice] as const;

/** What `on update cascade` does at the centre, for a replica, which has no foreign keys. */
export async function moveChildren(tx: Tx, customerId: string, branchId: string): Promise<void> {
	for (const table of childTables)
		await tx
			.update(table)
			.set({ branchId })
			.where(and(eq(table.customerId, customerId), ne(table.branchId, branchId)));
}
