import { and, eq, gte, inArray, isNull, like, lt, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { fold } from '#lib/domain/search/fold.ts';
import { containsPattern } from '#lib/domain/search/like.ts';
import { liveTicketStatuses } from '#lib/domain/ticket/status.ts';
import { customer } from '#lib/schema/customer.ts';
import { ticket, ticketStatuses } from '#lib/schema/ticket.ts';

/** What narrows a list of tickets; everything left out narrows nothing. */
export const ticketFilter = z.object({
	customerId: z.uuid().optional(),
	branchId: z.uuid().optional(),
	/** `none`: in no team. */
	teamId: z.union([z.uuid(), z.literal('none')]).optional(),
	/** One person's, or nobody's. */
	assignee: z.union([z.uuid(), z.literal('nobody')]).optional(),
	statuses: z.array(z.enum(ticketStatuses)).min(1).optional(),
	typeId: z.uuid().optional(),
	/** Only those that are still open and were due before this instant. */
	lateAt: z.iso.datetime({ offset: true }).optional(),
	/** Opened from this instant on, before that one. */
	openedFrom: z.iso.datetime({ offset: true }).optional(),
	openedBefore: z.iso.datetime({ offset: true }).optional(),
	/** In protocol, subject, who is on the line, or the customer's name: every word. */
	text: z.string().max(200).optional()
});
export type TicketFilter = z.infer<typeof ticketFilter>;

/** The condition, for a query in which `customer` is joined. */
export function ticketWhere(filter: TicketFilter): SQL | undefined {
	const words = fold(filter.text ?? '')
		.split(/\s+/)
		.filter(Boolean);
	return and(
		filter.customerId ? eq(ticket.customerId, filter.customerId) : undefined,
		filter.branchId ? eq(ticket.branchId, filter.branchId) : undefined,
		filter.teamId === 'none' ? isNull(ticket.teamId) : filter.teamId ? eq(ticket.teamId, filter.teamId) : undefined,
		filter.assignee === 'nobody' ? isNull(ticket.assigneeId) : filter.assignee ? eq(ticket.assigneeId, filter.assignee) : undefined,
		filter.statuses ? inArray(ticket.status, filter.statuses) : undefined,
		filter.typeId ? eq(ticket.ticketTypeId, filter.typeId) : undefined,
		filter.lateAt ? and(inArray(ticket.status, liveTicketStatuses), lt(ticket.dueAt, filter.lateAt)) : undefined,
		filter.openedFrom ? gte(ticket.createdAt, filter.openedFrom) : undefined,
		filter.openedBefore ? lt(ticket.createdAt, filter.openedBefore) : undefined,
		...words.map((word) => or(like(ticket.search, containsPattern(word)), like(customer.nameFolded, containsPattern(word))))
	);
}

/**
 * Whether a change of this row (SQL names) can touch the list. Wide on purpose where deciding needs another table or the
 * time: a run too many is cheap, one too few is a wrong list.
 */
export function ticketRowTest(filter: TicketFilter): (row: Record<string, unknown>) => boolean {
	return (row) =>
		(filter.customerId === undefined || row['customer_id'] === filter.customerId) &&
		(filter.branchId === undefined || row['branch_id'] === filter.branchId) &&
		(filter.teamId === undefined || (row['team_id'] ?? 'none') === filter.teamId) &&
		(filter.assignee === undefined || (row['assignee_id'] ?? 'nobody') === filter.assignee) &&
		(filter.statuses === undefined || (filter.statuses as readonly unknown[]).includes(row['status'])) &&
		(filter.typeId === undefined || row['ticket_type_id'] === filter.typeId);
}
