import type { SuspensionKind } from '#lib/schema/suspension.ts';
import { suspension, suspensionBatch, type SkippedPlan } from '#lib/schema/suspension.ts';
import type { PlanFacts } from '#lib/queries/suspension/plan-facts.ts';
import { ok, refuse, type MutatorContext, type Outcome, type Refusal, type Tx } from '#lib/sync/model.ts';

/** Rows that one insert takes; a statement has 65,535 parameters at most. */
const chunk = 1000;

export interface AskedBatch {
	readonly kind: SuspensionKind;
	readonly opensTickets: boolean;
	/** Why some come before their lawful day; null: nothing was written. */
	readonly reason: string | null;
	/** Days of a temporary one. */
	readonly fromOn: string;
	readonly toOn: string | null;
}

/**
 * Writes what may be suspended of the plans that were asked for, and remembers why the others may not: one plan that somebody paid in
 * the meantime must not keep the twenty-nine others. `judge` answers null for a plan that may. When none may, the first one's refusal
 * is the answer. The centre's worker carries it out.
 */
export async function writeBatch(
	tx: Tx,
	ctx: MutatorContext,
	plans: { readonly asked: readonly string[]; readonly found: readonly PlanFacts[] },
	batch: AskedBatch,
	judge: (plan: PlanFacts) => Refusal | null
): Promise<Outcome<{ batchId: string; suspended: number; skipped: readonly SkippedPlan[] }>> {
	const found = new Map(plans.found.map((plan) => [plan.subscriptionId, plan]));
	const skipped: SkippedPlan[] = [];
	const chosen: PlanFacts[] = [];
	let first: Refusal | null = null;
	for (const subscriptionId of new Set(plans.asked)) {
		const plan = found.get(subscriptionId);
		const refusal = plan ? (usable(plan) ?? judge(plan)) : refuse('not_found');
		if (plan && refusal === null) chosen.push(plan);
		else if (refusal) {
			first ??= refusal;
			skipped.push({ subscriptionId, code: refusal.code as SkippedPlan['code'], ...(refusal.detail ? { detail: refusal.detail } : {}) });
		}
	}
	const [one] = chosen;
	if (!one) return first ?? refuse('field_required', { field: 'plans' });
	const stamp = { createdAt: ctx.now, createdBy: ctx.actor.userId, updatedAt: ctx.now, updatedBy: ctx.actor.userId };
	const batchId = ctx.newId();
	await tx.insert(suspensionBatch).values({
		id: batchId,
		branchId: one.branchId,
		kind: batch.kind,
		planned: new Set(plans.asked).size,
		skipped,
		opensTickets: batch.opensTickets,
		reason: batch.reason,
		...stamp
	});
	const rows = chosen.map((plan) => ({
		id: ctx.newId(),
		branchId: plan.branchId,
		customerId: plan.customerId,
		subscriptionId: plan.subscriptionId,
		batchId,
		kind: batch.kind,
		fromOn: batch.fromOn,
		toOn: batch.toOn,
		debtsBefore: batch.kind === 'debt' ? plan.debtsBefore : null,
		lawfulOn: batch.kind === 'debt' ? plan.date.on : null,
		reasons: batch.kind === 'debt' ? plan.date.reasons : [],
		noticeId: batch.kind === 'debt' ? plan.noticeId : null,
		reason: batch.kind === 'debt' && isEarly(plan, batch.fromOn) ? batch.reason : null,
		opensTicket: batch.opensTickets,
		requestedBy: ctx.actor.userId,
		...stamp
	}));
	for (let at = 0; at < rows.length; at += chunk) await tx.insert(suspension).values(rows.slice(at, at + chunk));
	return ok({ batchId, suspended: rows.length, skipped });
}

/** Before its lawful day: only then is what was written its reason. */
const isEarly = ({ date }: PlanFacts, on: string): boolean => date.on === null || date.on > on;

const usable = (plan: PlanFacts): Refusal | null =>
	plan.open !== null ? refuse('suspension_open') : plan.status !== 'active' ? refuse('plan_not_active') : null;
