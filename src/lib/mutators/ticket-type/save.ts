import { z } from 'zod';
import { refusal } from '#lib/domain/refusal.ts';
import { isDueHours } from '#lib/domain/ticket/due.ts';
import { ticketType } from '#lib/schema/ticket.ts';
import { defineListSave } from '../list/define-list-save.ts';
import { isUsableTeam } from '../ticket/find.ts';

/**
 * Tipo de Atendimento (item 378): its due time in hours, and the team it goes to at first. Tickets keep what they were
 * given. Refusals besides the list's own: value_invalid on `dueHours` and `teamId`.
 */
export const ticketTypeSave = defineListSave({
	name: 'ticketType.save',
	table: ticketType,
	verb: 'list.manage',
	extras: { dueHours: z.number().nullable(), teamId: z.uuid().nullable() },
	check: async ({ dueHours, teamId }, stored, tx) => {
		if (!isDueHours(dueHours)) return refusal('value_invalid', 'dueHours');
		// A team that was retired since stays on what already has it.
		const usable = teamId === null || teamId === stored?.['teamId'] || (await isUsableTeam(tx, teamId));
		return usable ? null : refusal('value_invalid', 'teamId');
	}
});
