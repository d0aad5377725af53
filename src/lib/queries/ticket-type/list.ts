import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { team } from '#lib/schema/list.ts';
import { ticketType } from '#lib/schema/ticket.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Tipos de Atendimento, by name, with due time in hours and team; inactive ones included, because old tickets name them. */
export const ticketTypeList = defineQuery({
	name: 'ticketType.list',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({
				id: ticketType.id,
				name: ticketType.name,
				active: ticketType.active,
				dueHours: ticketType.dueHours,
				teamId: ticketType.teamId,
				teamName: team.name
			})
			.from(ticketType)
			.leftJoin(team, eq(team.id, ticketType.teamId))
			.orderBy(asc(ticketType.name), asc(ticketType.id)),
	dependsOn: () => [{ table: 'ticket_type' }, { table: 'team' }]
});
export type TicketTypeRow = Awaited<ReturnType<typeof ticketTypeList.run>>[number];
