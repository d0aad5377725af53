import { and, desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { dayAt } from '#lib/domain/day/zone.ts';
import { readSettings } from '#lib/domain/settings.ts';
import { liveTicketStatuses } from '#lib/domain/ticket/status.ts';
import { setting } from '#lib/schema/setting.ts';
import { ticket } from '#lib/schema/ticket.ts';
import { defineQuery } from '#lib/sync/model.ts';

/**
 * What the opening of a record does (items 12, 13): whether the variable is on, and the automatic ticket that the reader
 * opened for this customer today and that is still open; null when there is none.
 */
export const ticketAutomatic = defineQuery({
	name: 'ticket.automatic',
	args: z.object({ customerId: z.uuid() }),
	async run(tx, { customerId }, ctx) {
		const variables = readSettings(await tx.select({ key: setting.key, value: setting.value }).from(setting));
		const open = await tx
			.select({ id: ticket.id, protocol: ticket.protocol, createdAt: ticket.createdAt })
			.from(ticket)
			.where(
				and(
					eq(ticket.customerId, customerId),
					eq(ticket.automatic, true),
					eq(ticket.createdBy, ctx.actor.userId),
					inArray(ticket.status, liveTicketStatuses)
				)
			)
			.orderBy(desc(ticket.createdAt));
		const ofToday = open.find((one) => dayAt(one.createdAt, variables.timeZone) === ctx.today);
		return { enabled: variables.openTicketOnRecord, open: ofToday ? { id: ofToday.id, protocol: ofToday.protocol } : null };
	},
	dependsOn: ({ customerId }) => [{ table: 'setting' }, { table: 'ticket', where: { column: 'customer_id', equals: customerId } }]
});
