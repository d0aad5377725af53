import { sql } from 'drizzle-orm';
import { bigint, check, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { authorship, id, instant } from './columns.ts';
import { customer } from './customer.ts';

export const ticketStatuses = ['open', 'waiting', 'closed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** Atendimento. Its protocol is told to the caller, so it comes from a leased block and is final offline. */
export const ticket = pgTable(
	'ticket',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		protocol: bigint('protocol', { mode: 'number' }).notNull().unique(),
		subject: text('subject').notNull(),
		status: text('status').$type<TicketStatus>().notNull(),
		closedAt: instant('closed_at'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'ticket_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('ticket_status', sql`${t.status} in ('open','waiting','closed')`),
		index('ticket_by_customer').on(t.customerId)
	]
);
