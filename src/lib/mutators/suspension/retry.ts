import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkSuspension } from '#lib/domain/delinquency/suspension.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { planFacts, type PlanFacts } from '#lib/queries/suspension/plan-facts.ts';
import { suspension } from '#lib/schema/suspension.ts';
import { defineMutator, ok, refuse, type Refusal, type Tx } from '#lib/sync/model.ts';
import { lockSuspensions, type StoredSuspension } from './give-back.ts';
import { mostPlans } from './request.ts';

/**
 * "Tentar de novo": what failed goes on where it stopped, in its direction. One by debt that was never in force is asked for anew: a promise
 * may have been made since, so law and promise are judged on today, and what is too early now stays as it is. One that was early from the
 * start has its reason written down and needs no day. Who may not suspend by debt may still try to give a service back.
 * Refusals: permission_denied; not_found; suspension_not_failed when none of them has failed; suspension_too_early (day) when all that
 * have failed are.
 */
export const suspensionRetry = defineMutator({
	name: 'suspension.retry',
	version: 1,
	args: z.object({ ids: z.array(z.uuid()).min(1).max(mostPlans) }),
	async run(tx, args, ctx) {
		const found = await lockSuspensions(tx, args.ids);
		const denied = checkPermission(ctx.actor.role, found.some(cutsForDebt) ? 'suspension.request' : 'suspension.pause');
		if (denied) return denied;
		if (found.length === 0) return refuse('not_found');
		const failed = found.filter((one) => one.status === 'failed' && (one.endedAt === null || one.direction === 'restore'));
		if (failed.length === 0) return refuse('suspension_not_failed');
		const plans = await plansAnew(tx, failed, ctx.today);
		const tooEarly = (one: StoredSuspension): Refusal | null => {
			const plan = plans.get(one.id);
			return plan ? checkSuspension(plan.date, ctx.today, { reason: null, mayOverride: false }) : null;
		};
		const going = failed.filter((one) => tooEarly(one) === null);
		if (going.length === 0) return tooEarly(failed[0]!)!;
		for (const one of going) {
			const plan = plans.get(one.id);
			const inForce = one.direction === 'suspend' ? one.inForceAt : one.restoredAt;
			await tx
				.update(suspension)
				.set({
					status: inForce === null ? 'queued' : 'in_force',
					failure: null,
					failureDetail: null,
					...(plan ? { lawfulOn: plan.date.on, reasons: plan.date.reasons, noticeId: plan.noticeId } : {}),
					updatedAt: ctx.now,
					updatedBy: ctx.actor.userId
				})
				.where(eq(suspension.id, one.id));
		}
		return ok({ retried: going.length });
	}
});

const cutsForDebt = (one: StoredSuspension): boolean => one.kind === 'debt' && one.direction === 'suspend';

/** By suspension: the plan as it is today, of those that are asked for anew. None of a plan that is cancelled; the worker says so of it. */
async function plansAnew(tx: Tx, failed: readonly StoredSuspension[], today: string): Promise<ReadonlyMap<string, PlanFacts>> {
	const anew = failed.filter((one) => cutsForDebt(one) && one.inForceAt === null && one.reason === null);
	if (anew.length === 0) return new Map();
	const found = await planFacts(tx, { subscriptionIds: anew.map((one) => one.subscriptionId) }, today);
	const plans = new Map(found.map((plan) => [plan.subscriptionId, plan]));
	return new Map(
		anew.flatMap((one) => {
			const plan = plans.get(one.subscriptionId);
			return plan ? [[one.id, plan] as const] : [];
		})
	);
}
