import { sql } from 'drizzle-orm';
import { bigint, boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { authorship, id, instant } from './columns.ts';
import { customer } from './customer.ts';
import { team } from './list.ts';
import { appUser } from './user.ts';

export const ticketStatuses = ['open', 'in_progress', 'waiting', 'closed', 'cancelled'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];
export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof ticketPriorities)[number];

/** Tipo de Atendimento: kept in the settings. */
export const ticketType = pgTable('ticket_type', {
	id: id(),
	name: text('name').notNull(),
	active: boolean('active').notNull().default(true),
	/** Hours until it should be settled; null: no due time of its own. */
	dueHours: integer('due_hours'),
	/** Who it goes to at first. */
	teamId: uuid('team_id').references(() => team.id),
	...authorship()
});

/** Atendimento / Ocorrência. Its protocol is told to the caller, so it comes from a leased block and is final offline. */
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
		ticketTypeId: uuid('ticket_type_id').references(() => ticketType.id),
		priority: text('priority').$type<TicketPriority>().notNull().default('normal'),
		/** Who is on the line, when it is not the customer: free text, or one of the contacts. */
		contactName: text('contact_name'),
		contactPhone: text('contact_phone'),
		teamId: uuid('team_id').references(() => team.id),
		assigneeId: uuid('assignee_id').references(() => appUser.id),
		dueAt: instant('due_at'),
		/** Opened by the opening of the record (item 13), not by hand. */
		automatic: boolean('automatic').notNull().default(false),
		/** Working notes, a shared text like the customer's remarks: the text, and its Yjs state in base64. */
		notes: text('notes'),
		notesYjs: text('notes_yjs'),
		...authorship(),
		search: text('search').generatedAlwaysAs(
			sql`fold(protocol::text || ' ' || subject || ' ' || coalesce(contact_name,'') || ' ' || coalesce(contact_phone,''))`
		)
	},
	(t) => [
		foreignKey({ name: 'ticket_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		unique('ticket_of_customer').on(t.id, t.customerId, t.branchId),
		check('ticket_status', sql`${t.status} in ('open','in_progress','waiting','closed','cancelled')`),
		check('ticket_priority', sql`${t.priority} in ('low','normal','high','urgent')`),
		index('ticket_by_customer').on(t.customerId),
		index('ticket_queue').on(t.branchId, t.status),
		index('ticket_search').using('gin', t.search.op('gin_trgm_ops'))
	]
);

export const ticketEntryKinds = ['call', 'message', 'visit', 'note', 'status', 'assignment'] as const;
export type TicketEntryKind = (typeof ticketEntryKinds)[number];

/** One contact or step of a ticket: a fact with author and time, never changed. */
export const ticketEntry = pgTable(
	'ticket_entry',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		ticketId: uuid('ticket_id').notNull(),
		kind: text('kind').$type<TicketEntryKind>().notNull(),
		text: text('text'),
		/** Of `status`: from and to; of `assignment`: the persons' ids. */
		fromValue: text('from_value'),
		toValue: text('to_value'),
		...authorship()
	},
	(t) => [
		foreignKey({
			name: 'ticket_entry_ticket',
			columns: [t.ticketId, t.customerId, t.branchId],
			foreignColumns: [ticket.id, ticket.customerId, ticket.branchId]
		})
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('ticket_entry_kind', sql`${t.kind} in ('call','message','visit','note','status','assignment')`),
		index('ticket_entry_by_ticket').on(t.ticketId)
	]
);

export const workOrderStatuses = ['open', 'scheduled', 'in_progress', 'done', 'cancelled'] as const;
export type WorkOrderStatus = (typeof workOrderStatuses)[number];

/** Ordem de Serviço: work at the customer's. Its number is leased like a protocol. */
export const workOrder = pgTable(
	'work_order',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		ticketId: uuid('ticket_id').references(() => ticket.id, { onDelete: 'set null' }),
		number: bigint('number', { mode: 'number' }).notNull().unique(),
		subject: text('subject').notNull(),
		description: text('description'),
		status: text('status').$type<WorkOrderStatus>().notNull(),
		technicianId: uuid('technician_id').references(() => appUser.id),
		scheduledAt: instant('scheduled_at'),
		doneAt: instant('done_at'),
		outcome: text('outcome'),
		...authorship(),
		search: text('search').generatedAlwaysAs(sql`fold(number::text || ' ' || subject)`)
	},
	(t) => [
		foreignKey({ name: 'work_order_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('work_order_status', sql`${t.status} in ('open','scheduled','in_progress','done','cancelled')`),
		index('work_order_by_customer').on(t.customerId),
		index('work_order_search').using('gin', t.search.op('gin_trgm_ops'))
	]
);
