import { and, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { isDueForSuspension } from '#lib/domain/suspension/automatic.ts';
import { planFacts } from '#lib/queries/suspension/plan-facts.ts';
import { suspension } from '#lib/schema/suspension.ts';
import type { JobContext, JobKind } from '#lib/server/jobs/kind.ts';
import { readSetting } from '#lib/server/settings.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { Tx } from '#lib/sync/model.ts';
import { drizzleOn, inTransaction, readWrite, rows } from '#sync-server/database.ts';

/** Customers judged in one transaction: short enough for nobody to wait for it. */
const together = 500;

interface Debtor {
	readonly id: string;
	readonly auto_suspend: boolean;
}

/**
 * The automatic suspension (items 94, 271–275), each morning, where the Painel has it on: whoever has reached the lawful day by the rules of
 * the billing method is queued, with what justified it; the worker carries it out like those that people ask for. A second run, or a
 * second node, finds nothing left: one suspension of a plan is open at most (migration 0014).
 */
export const suspensionLadder: JobKind = {
	name: 'suspension-ladder',
	data: z.object({}),
	attempts: 4,
	pauseSeconds: 30,
	longestPauseSeconds: 600,
	atOnce: 1,
	// When people are there to answer the telephone.
	cron: '30 8 * * *',
	async run(_data, context) {
		if (!(await readSetting(context.pool, 'suspendAutomatically'))) return 'done';
		let after: string | null = null;
		do {
			if (context.signal.aborted) return 'again';
			after = await queueNext(context, after);
		} while (after !== null);
		return 'done';
	}
};

/** Judges the next customers with something overdue; answers the last of them, null when there are no more. */
async function queueNext(context: JobContext, after: string | null): Promise<string | null> {
	const now = context.now();
	const today = context.dayOf(now);
	const queued = await inTransaction(context.pool, readWrite, async (connection) => {
		const debtors = await rows<Debtor>(
			connection,
			`select c.id, c.auto_suspend from customer c
			where ($1::uuid is null or c.id > $1) and c.anonymised_at is null
				and exists (select from subscription s where s.customer_id = c.id and s.status = 'active')
				and exists (select from invoice i where i.customer_id = c.id and i.due_on < $2::date and i.paid_at is null and i.cancelled_at is null and i.replaced_by_id is null)
			order by c.id limit $3`,
			[after, today, together]
		);
		const count = debtors.length === 0 ? 0 : await queueDue(drizzleOn(connection), debtors, now.toISOString(), today, context.dayOf);
		return { count, last: debtors.length < together ? null : debtors.at(-1)!.id };
	});
	if (queued.count > 0) {
		context.log(`suspensions: ${queued.count} by the ladder`);
		context.wake();
	}
	return queued.last;
}

async function queueDue(tx: Tx, debtors: readonly Debtor[], now: string, today: string, dayOf: (at: Date) => string): Promise<number> {
	const plans = await planFacts(tx, { customerIds: debtors.map(({ id }) => id) }, today);
	const customers = new Map(debtors.map((one) => [one.id, { autoSuspend: one.auto_suspend }]));
	const back = await givenBack(
		tx,
		plans.map(({ subscriptionId }) => subscriptionId)
	);
	const due = plans.filter((plan) => {
		const at = back.get(plan.subscriptionId);
		const facts = {
			active: plan.status === 'active',
			open: plan.open !== null,
			date: plan.date,
			onBusinessDay: plan.onBusinessDay,
			givenBackOn: at === undefined ? null : dayOf(new Date(at))
		};
		return isDueForSuspension(facts, customers.get(plan.customerId)!, today);
	});
	if (due.length === 0) return 0;
	const written = await tx
		.insert(suspension)
		.values(
			due.map((plan) => ({
				id: newUuid(),
				branchId: plan.branchId,
				customerId: plan.customerId,
				subscriptionId: plan.subscriptionId,
				kind: 'debt' as const,
				fromOn: today,
				debtsBefore: plan.debtsBefore,
				lawfulOn: plan.date.on,
				reasons: plan.date.reasons,
				noticeId: plan.noticeId,
				createdAt: now,
				updatedAt: now
			}))
		)
		// Somebody asked for it meanwhile.
		.onConflictDoNothing()
		.returning({ id: suspension.id });
	return written.length;
}

/** By plan: when somebody last gave it back, or took its suspension back, though nothing was paid. */
async function givenBack(tx: Tx, subscriptionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
	const found = await tx
		.select({ subscriptionId: suspension.subscriptionId, endedAt: suspension.endedAt })
		.from(suspension)
		.where(and(inArray(suspension.subscriptionId, [...subscriptionIds]), inArray(suspension.restoreCause, ['asked', 'undone'])));
	const latest = new Map<string, string>();
	for (const { subscriptionId, endedAt } of found)
		if (endedAt !== null && endedAt > (latest.get(subscriptionId) ?? '')) latest.set(subscriptionId, endedAt);
	return latest;
}
