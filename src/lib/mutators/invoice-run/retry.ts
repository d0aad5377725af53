import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { mayRetryRun } from '#lib/domain/billing/run-state.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { invoiceRun } from '#lib/schema/receivable.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { requestJob } from '../request-job.ts';
import { refuseSecondRun } from './at-work.ts';
import { findRun, invoiceRunJobName } from './find.ts';

/**
 * Tentar de novo: a run that was stopped or failed goes on where it was left, and those that could not be billed are tried once more.
 * Refusals: permission_denied, not_found, invoice_run_nothing_left, invoice_run_at_work.
 */
export const invoiceRunRetry = defineMutator({
	name: 'invoiceRun.retry',
	version: 1,
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'invoice.update');
		if (denied) return denied;
		const run = await findRun(tx, id);
		if (!run) return refuse('not_found');
		if (!mayRetryRun(run)) return refuse('invoice_run_nothing_left');
		const second = await refuseSecondRun(tx, run, id);
		if (second) return second;
		await tx
			.update(invoiceRun)
			.set({
				status: 'waiting',
				attempt: run.attempt + 1,
				error: null,
				endedAt: null,
				updatedAt: ctx.now,
				updatedBy: ctx.actor.userId
			})
			.where(eq(invoiceRun.id, id));
		await requestJob(tx, ctx, { name: invoiceRunJobName, key: id, data: { runId: id, userId: ctx.actor.userId } });
		return ok();
	}
});
