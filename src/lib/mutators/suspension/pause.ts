import { z } from 'zod';
import { checkTemporary } from '#lib/domain/delinquency/temporary.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { planFacts } from '#lib/queries/suspension/plan-facts.ts';
import { defineMutator } from '#lib/sync/model.ts';
import { mostPlans } from './request.ts';
import { writeBatch } from './write-batch.ts';

/**
 * "Suspensão Temporária" (items 345, 347): at the customer's request, 30–120 days, once in 12 months, of a customer who owes nothing
 * overdue (design, decision 9.5). Begins on its first day and ends after its last, or on request.
 * Refusals: permission_denied; and when no plan may be suspended, that of the first: not_found, suspension_open, plan_not_active, day_in_past,
 * pause_length, pause_taken_already, pause_in_debt.
 */
export const suspensionPause = defineMutator({
	name: 'suspension.pause',
	version: 1,
	args: z.object({
		plans: z.array(z.uuid()).min(1).max(mostPlans),
		from: z.iso.date(),
		to: z.iso.date(),
		opensTickets: z.boolean().default(false)
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'suspension.pause');
		if (denied) return denied;
		const found = await planFacts(tx, { subscriptionIds: args.plans }, ctx.today);
		return await writeBatch(
			tx,
			ctx,
			{ asked: args.plans, found },
			{ kind: 'temporary', opensTickets: args.opensTickets, reason: null, fromOn: args.from, toOn: args.to },
			(plan) => checkTemporary(args, { overdueCents: plan.overdueCents, earlier: plan.pauses, today: ctx.today })[0] ?? null
		);
	}
});
