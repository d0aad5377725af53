import { eq, getTableColumns } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { branch } from '#lib/schema/branch.ts';
import { customer } from '#lib/schema/customer.ts';
import { team } from '#lib/schema/list.ts';
import { ticket, ticketType } from '#lib/schema/ticket.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

const author = alias(appUser, 'author');
const assignee = alias(appUser, 'assignee');
const { search: _search, ...columns } = getTableColumns(ticket);

/** An attendance with the names around it and whom to call. `null` when there is none, or its branch is not the reader's. */
export const ticketGet = defineQuery({
	name: 'ticket.get',
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }) {
		const [row] = await tx
			.select({
				...columns,
				customerCode: customer.code,
				customerName: customer.name,
				customerPhone: customer.phone,
				customerMobile: customer.mobile,
				customerAnonymisedAt: customer.anonymisedAt,
				customerMergedIntoId: customer.mergedIntoId,
				branchName: branch.name,
				typeName: ticketType.name,
				teamName: team.name,
				assigneeName: assignee.name,
				authorName: author.name
			})
			.from(ticket)
			.innerJoin(customer, eq(customer.id, ticket.customerId))
			.leftJoin(branch, eq(branch.id, ticket.branchId))
			.leftJoin(ticketType, eq(ticketType.id, ticket.ticketTypeId))
			.leftJoin(team, eq(team.id, ticket.teamId))
			.leftJoin(assignee, eq(assignee.id, ticket.assigneeId))
			.leftJoin(author, eq(author.id, ticket.createdBy))
			.where(eq(ticket.id, id));
		return row ?? null;
	},
	dependsOn: ({ id }, row) => [
		{ table: 'ticket', ids: [id] },
		...(row
			? [
					{ table: 'customer', ids: [row.customerId] },
					{ table: 'branch', ids: [row.branchId] },
					{ table: 'ticket_type', ids: row.ticketTypeId === null ? [] : [row.ticketTypeId] },
					{ table: 'team', ids: row.teamId === null ? [] : [row.teamId] },
					{ table: 'app_user', ids: [row.assigneeId, row.createdBy].filter((one) => one !== null) }
				]
			: [])
	]
});
export type TicketRecord = NonNullable<Awaited<ReturnType<typeof ticketGet.run>>>;
