import { z } from 'zod';
import { checkSuspension } from '#lib/domain/delinquency/suspension.ts';
import { can, checkPermission } from '#lib/domain/permissions.ts';
import { checkReason, normaliseReason, reasonLimit } from '#lib/domain/suspension/reason.ts';
import { planFacts } from '#lib/queries/suspension/plan-facts.ts';
import { defineMutator, refuse } from '#lib/sync/model.ts';
import { writeBatch } from './write-batch.ts';

/** As many plans as one request takes. */
export const mostPlans = 5000;

/**
 * Suspender Serviços, "Suspensão por Débito" (items 340, 343–346): asks for it; the centre carries it out and every browser sees each plan's
 * result. Plans that may not be suspended any more are skipped and remembered in the batch. Before its lawful day a plan needs a reason
 * and a role that may (design, decision 9.4).
 * Refusals: permission_denied, field_required (reason), field_too_long; and when no plan may be suspended, that of the first: not_found,
 * suspension_open, plan_not_active, suspension_too_early.
 */
export const suspensionRequest = defineMutator({
	name: 'suspension.request',
	version: 1,
	args: z.object({
		plans: z.array(z.uuid()).min(1).max(mostPlans),
		/** Criar Ocorrência de Suspensão (item 343). */
		opensTickets: z.boolean().default(false),
		reason: z
			.string()
			.max(2 * reasonLimit)
			.nullable()
			.default(null)
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'suspension.request');
		if (denied) return denied;
		const reason = normaliseReason(args.reason);
		const wrong = checkReason(reason);
		if (wrong) return wrong;
		const found = await planFacts(tx, { subscriptionIds: args.plans }, ctx.today);
		const override = { reason, mayOverride: can(ctx.actor.role, 'suspension.early') };
		const judged = new Map(found.map((plan) => [plan.subscriptionId, checkSuspension(plan.date, ctx.today, override)]));
		// Something that the person can write down now: then all of them go together.
		if (found.some((plan) => plan.open === null && judged.get(plan.subscriptionId)?.code === 'field_required'))
			return refuse('field_required', { field: 'reason' });
		return await writeBatch(
			tx,
			ctx,
			{ asked: args.plans, found },
			{ kind: 'debt', opensTickets: args.opensTickets, reason, fromOn: ctx.today, toOn: null },
			(plan) => judged.get(plan.subscriptionId) ?? null
		);
	}
});
