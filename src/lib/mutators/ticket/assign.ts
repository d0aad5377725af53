import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { ticket } from '#lib/schema/ticket.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { beginStep, stepText } from './begin.ts';
import { isUsableTeam, worksInBranch } from './find.ts';
import { writeEntry } from './write-entry.ts';

const change = z.object({ from: z.uuid().nullable(), to: z.uuid().nullable() }).optional();

/**
 * Gives a ticket to a person, a team, or both (Assumir, Encaminhar), with words for whoever gets it. Each that changes is
 * an entry. A person is only replaced if it is the one that was seen: of two who take the same ticket offline, the
 * second is told instead of taking it away from the first.
 * Refusals: permission_denied, not_found, overtaken, value_invalid, field_too_long.
 */
export const ticketAssign = defineMutator({
	name: 'ticket.assign',
	version: 1,
	args: z.object({
		id: z.uuid(),
		assigneeId: change,
		teamId: change,
		text: stepText
	}),
	async run(tx, args, ctx) {
		const begun = await beginStep(tx, args, ctx);
		if (!begun.ok) return begun;
		const { stored, text } = begun;
		const person = args.assigneeId && args.assigneeId.to !== stored.assigneeId ? args.assigneeId : null;
		const team = args.teamId && args.teamId.to !== stored.teamId ? args.teamId : null;
		if (person && person.from !== stored.assigneeId) return refuse('overtaken', { field: 'assigneeId' });
		if (person?.to && !(await worksInBranch(tx, person.to, stored.branchId))) return refuse('value_invalid', { field: 'assigneeId' });
		if (team?.to && !(await isUsableTeam(tx, team.to))) return refuse('value_invalid', { field: 'teamId' });

		if (person || team)
			await tx
				.update(ticket)
				.set({
					...(person ? { assigneeId: person.to } : {}),
					...(team ? { teamId: team.to } : {}),
					updatedAt: ctx.now,
					updatedBy: ctx.actor.userId
				})
				.where(eq(ticket.id, args.id));
		// The words stand with the person's entry where there is one: it is to the person that they were written.
		if (team)
			await writeEntry(tx, stored, { kind: 'assignment', fromValue: stored.teamId, toValue: team.to, text: person ? null : text }, ctx);
		if (person) await writeEntry(tx, stored, { kind: 'assignment', fromValue: stored.assigneeId, toValue: person.to, text }, ctx);
		if (!person && !team && text !== null) await writeEntry(tx, stored, { kind: 'note', text }, ctx);
		return ok();
	}
});
