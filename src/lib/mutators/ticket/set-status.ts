import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { isLive, ticketStatuses, ticketTransitions } from '#lib/domain/ticket/status.ts';
import { checkTransition } from '#lib/domain/transition.ts';
import { ticket } from '#lib/schema/ticket.ts';
import { defineMutator, ok } from '#lib/sync/model.ts';
import { beginStep, stepText } from './begin.ts';
import { writeEntry } from './write-entry.ts';

/**
 * Moves a ticket to another status along the one table of transitions, from where it is when this arrives: who closes it
 * offline has closed it, whether it was taken up meanwhile or not. Somebody else's having done the same is no refusal,
 * and the words are kept. Refusals: permission_denied, not_found, transition_refused, field_required, field_too_long.
 */
export const ticketSetStatus = defineMutator({
	name: 'ticket.setStatus',
	version: 1,
	args: z.object({
		id: z.uuid(),
		to: z.enum(ticketStatuses),
		text: stepText
	}),
	async run(tx, args, ctx) {
		const begun = await beginStep(tx, args, ctx);
		if (!begun.ok) return begun;
		const { stored, text } = begun;
		if (stored.status === args.to) {
			if (text !== null) await writeEntry(tx, stored, { kind: 'note', text }, ctx);
			return ok({ changed: false });
		}
		const wrong = checkTransition(ticketTransitions, stored.status, args.to, ctx.actor.role, text);
		if (wrong) return wrong;
		await tx
			.update(ticket)
			.set({ status: args.to, closedAt: isLive(args.to) ? null : ctx.now, updatedAt: ctx.now, updatedBy: ctx.actor.userId })
			.where(eq(ticket.id, args.id));
		await writeEntry(tx, stored, { kind: 'status', fromValue: stored.status, toValue: args.to, text }, ctx);
		return ok({ changed: true });
	}
});
