import { and, eq } from 'drizzle-orm';
import { ticket, workOrder } from '#lib/schema/ticket.ts';
import type { Tx } from '#lib/sync/model.ts';

/** The order, locked until the transaction ends, or null when there is none that the actor may see. */
export async function findWorkOrder(tx: Tx, id: string) {
	const [row] = await tx.select().from(workOrder).where(eq(workOrder.id, id)).for('update');
	return row ?? null;
}

/** Whether this is a ticket of this customer. */
export async function isTicketOf(tx: Tx, ticketId: string, customerId: string): Promise<boolean> {
	const [row] = await tx
		.select({ id: ticket.id })
		.from(ticket)
		.where(and(eq(ticket.id, ticketId), eq(ticket.customerId, customerId)));
	return row !== undefined;
}
