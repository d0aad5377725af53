import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { customer } from '#lib/schema/customer.ts';
import { ticket } from '#lib/schema/ticket.ts';
import { defineQuery } from '#lib/sync/model.ts';
import { ticketFilter, ticketRowTest, ticketWhere } from './filter.ts';

/** One group of equal tickets: the chips of the queue add these up, each under the other filters. */
export interface TicketGroup {
	readonly branchId: string;
	readonly teamId: string | null;
	/** The person asked for (`me`), somebody else, or nobody. */
	readonly whose: 'mine' | 'other' | 'nobody';
	readonly status: (typeof ticket.$inferSelect)['status'];
	readonly typeId: string | null;
	readonly late: boolean;
	readonly count: number;
}

/** How many tickets there are of each kind: the numbers on the chips of the queue. `at` says what late means. */
export const ticketCounts = defineQuery({
	name: 'ticket.counts',
	args: ticketFilter
		.pick({ statuses: true, openedFrom: true, openedBefore: true, text: true })
		.extend({ me: z.uuid(), at: z.iso.datetime({ offset: true }) }),
	async run(tx, { me, at, ...filter }): Promise<readonly TicketGroup[]> {
		// Not a parameter in the list and again in `group by`: Postgres would take the two for different expressions.
		const some = tx
			.select({
				branchId: ticket.branchId,
				teamId: ticket.teamId,
				whose: sql<
					TicketGroup['whose']
				>`case when ${ticket.assigneeId} is null then 'nobody' when ${ticket.assigneeId} = ${me}::uuid then 'mine' else 'other' end`.as(
					'whose'
				),
				status: ticket.status,
				typeId: ticket.ticketTypeId,
				late: sql<boolean>`coalesce(${ticket.closedAt} is null and ${ticket.dueAt} < ${at}::timestamptz, false)`.as('late')
			})
			.from(ticket)
			.innerJoin(customer, eq(customer.id, ticket.customerId))
			.where(ticketWhere(filter))
			.as('some');
		return await tx
			.select({
				branchId: some.branchId,
				teamId: some.teamId,
				whose: some.whose,
				status: some.status,
				typeId: some.typeId,
				late: some.late,
				count: sql<number>`count(*)`.mapWith(Number)
			})
			.from(some)
			.groupBy(some.branchId, some.teamId, some.whose, some.status, some.typeId, some.late);
	},
	dependsOn: (filter) => [{ table: 'ticket', rows: ticketRowTest(filter) }]
});
