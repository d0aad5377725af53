import { asc, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { customer } from '#lib/schema/customer.ts';
import { team } from '#lib/schema/list.ts';
import { ticket, ticketType } from '#lib/schema/ticket.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';
import { ticketFilter, ticketRowTest, ticketWhere } from './filter.ts';

const author = alias(appUser, 'author');
const assignee = alias(appUser, 'assignee');

/** Most rows one list holds: more than anybody works through; the counts still tell how many there are. */
export const ticketListLimit = 3000;

/** Most pressing first: the order of `byUrgency` (domain/ticket/priority.ts), in SQL because a limit cuts here. */
const urgency = [
	sql`case ${ticket.priority} when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end`,
	sql`${ticket.dueAt} asc nulls last`,
	asc(ticket.createdAt),
	asc(ticket.id)
];

/** Atendimentos that pass a filter (items 377, 378): the queue by urgency, a customer's own newest first. */
export const ticketList = defineQuery({
	name: 'ticket.list',
	args: ticketFilter.extend({
		order: z.enum(['urgency', 'newest']).default('urgency'),
		limit: z.int().min(1).max(ticketListLimit).default(ticketListLimit)
	}),
	run: (tx, { order, limit, ...filter }) =>
		tx
			.select({
				id: ticket.id,
				branchId: ticket.branchId,
				customerId: ticket.customerId,
				customerCode: customer.code,
				customerName: customer.name,
				protocol: ticket.protocol,
				subject: ticket.subject,
				status: ticket.status,
				priority: ticket.priority,
				typeId: ticket.ticketTypeId,
				typeName: ticketType.name,
				teamId: ticket.teamId,
				teamName: team.name,
				assigneeId: ticket.assigneeId,
				assigneeName: assignee.name,
				contactName: ticket.contactName,
				contactPhone: ticket.contactPhone,
				dueAt: ticket.dueAt,
				closedAt: ticket.closedAt,
				automatic: ticket.automatic,
				createdAt: ticket.createdAt,
				authorName: author.name
			})
			.from(ticket)
			.innerJoin(customer, eq(customer.id, ticket.customerId))
			.leftJoin(ticketType, eq(ticketType.id, ticket.ticketTypeId))
			.leftJoin(team, eq(team.id, ticket.teamId))
			.leftJoin(assignee, eq(assignee.id, ticket.assigneeId))
			.leftJoin(author, eq(author.id, ticket.createdBy))
			.where(ticketWhere(filter))
			.orderBy(...(order === 'newest' ? [desc(ticket.createdAt), desc(ticket.id)] : urgency))
			.limit(limit),
	dependsOn: (filter, rows) => [
		{ table: 'ticket', rows: ticketRowTest(filter) },
		{ table: 'customer', ids: [...new Set(rows.map((row) => row.customerId))] },
		{ table: 'ticket_type' },
		{ table: 'team' },
		{ table: 'app_user' }
	]
});
export type TicketRow = Awaited<ReturnType<typeof ticketList.run>>[number];
