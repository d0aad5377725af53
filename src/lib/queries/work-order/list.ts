import { and, desc, eq, gte, inArray, isNull, like, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { fold } from '#lib/domain/search/fold.ts';
import { containsPattern } from '#lib/domain/search/like.ts';
import { customer } from '#lib/schema/customer.ts';
import { ticket, workOrder, workOrderStatuses } from '#lib/schema/ticket.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

const technician = alias(appUser, 'technician');

/** What narrows a list of service orders; everything left out narrows nothing. */
const workOrderFilter = z.object({
	id: z.uuid().optional(),
	customerId: z.uuid().optional(),
	ticketId: z.uuid().optional(),
	branchId: z.uuid().optional(),
	/** One person's, or nobody's. */
	technician: z.union([z.uuid(), z.literal('nobody')]).optional(),
	statuses: z.array(z.enum(workOrderStatuses)).min(1).optional(),
	/** Scheduled from this instant on, before that one. */
	scheduledFrom: z.iso.datetime({ offset: true }).optional(),
	scheduledBefore: z.iso.datetime({ offset: true }).optional(),
	/** In number, subject, or the customer's name: every word. */
	text: z.string().max(200).optional()
});
type WorkOrderFilter = z.infer<typeof workOrderFilter>;

function where(filter: WorkOrderFilter): SQL | undefined {
	const words = fold(filter.text ?? '')
		.split(/\s+/)
		.filter(Boolean);
	return and(
		filter.id ? eq(workOrder.id, filter.id) : undefined,
		filter.customerId ? eq(workOrder.customerId, filter.customerId) : undefined,
		filter.ticketId ? eq(workOrder.ticketId, filter.ticketId) : undefined,
		filter.branchId ? eq(workOrder.branchId, filter.branchId) : undefined,
		filter.technician === 'nobody'
			? isNull(workOrder.technicianId)
			: filter.technician
				? eq(workOrder.technicianId, filter.technician)
				: undefined,
		filter.statuses ? inArray(workOrder.status, filter.statuses) : undefined,
		filter.scheduledFrom ? gte(workOrder.scheduledAt, filter.scheduledFrom) : undefined,
		filter.scheduledBefore ? lt(workOrder.scheduledAt, filter.scheduledBefore) : undefined,
		...words.map((word) =>
			or(
				like(sql`fold(${workOrder.number}::text || ' ' || ${workOrder.subject})`, containsPattern(word)),
				like(customer.nameFolded, containsPattern(word))
			)
		)
	);
}

/** Ordens de Serviço that pass a filter (item 379), the next visit first, those without a time before them, newest first. */
export const workOrderList = defineQuery({
	name: 'workOrder.list',
	args: workOrderFilter.extend({ limit: z.int().min(1).max(3000).default(3000) }),
	run: (tx, { limit, ...filter }) =>
		tx
			.select({
				id: workOrder.id,
				branchId: workOrder.branchId,
				customerId: workOrder.customerId,
				customerCode: customer.code,
				customerName: customer.name,
				address: customer.address,
				district: customer.district,
				city: customer.city,
				ticketId: workOrder.ticketId,
				protocol: ticket.protocol,
				number: workOrder.number,
				subject: workOrder.subject,
				description: workOrder.description,
				status: workOrder.status,
				technicianId: workOrder.technicianId,
				technicianName: technician.name,
				scheduledAt: workOrder.scheduledAt,
				doneAt: workOrder.doneAt,
				outcome: workOrder.outcome,
				createdAt: workOrder.createdAt
			})
			.from(workOrder)
			.innerJoin(customer, eq(customer.id, workOrder.customerId))
			.leftJoin(ticket, eq(ticket.id, workOrder.ticketId))
			.leftJoin(technician, eq(technician.id, workOrder.technicianId))
			.where(where(filter))
			.orderBy(sql`${workOrder.scheduledAt} asc nulls first`, desc(workOrder.createdAt), desc(workOrder.id))
			.limit(limit),
	dependsOn: (filter, rows) => [
		{
			table: 'work_order',
			// Wide on purpose where deciding needs the time or another table.
			rows: (row) =>
				(filter.id === undefined || row['id'] === filter.id) &&
				(filter.customerId === undefined || row['customer_id'] === filter.customerId) &&
				(filter.ticketId === undefined || row['ticket_id'] === filter.ticketId) &&
				(filter.branchId === undefined || row['branch_id'] === filter.branchId) &&
				(filter.technician === undefined || (row['technician_id'] ?? 'nobody') === filter.technician) &&
				(filter.statuses === undefined || (filter.statuses as readonly unknown[]).includes(row['status']))
		},
		{ table: 'customer', ids: [...new Set(rows.map((row) => row.customerId))] },
		{ table: 'app_user' }
	]
});
export type WorkOrderRow = Awaited<ReturnType<typeof workOrderList.run>>[number];
