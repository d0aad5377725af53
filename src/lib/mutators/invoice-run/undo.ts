import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { mayUndoRun } from '#lib/domain/billing/run-state.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { invoiceRun } from '#lib/schema/receivable.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { requestJob } from '../request-job.ts';
import { refuseSecondRun } from './at-work.ts';
import { findRun, invoiceRunJobName } from './find.ts';

/**
 * Desfazer: the centre cancels the invoices of a run that nobody has paid and no bank has got; what they billed can be billed again.
 * Refusals: permission_denied, not_found, invoice_run_not_undoable, invoice_run_at_work.
 */
export const invoiceRunUndo = defineMutator({
	name: 'invoiceRun.undo',
	version: 1,
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'invoice.update');
		if (denied) return denied;
		const run = await findRun(tx, id);
		if (!run) return refuse('not_found');
		if (!mayUndoRun(run)) return refuse('invoice_run_not_undoable');
		const second = await refuseSecondRun(tx, run, id);
		if (second) return second;
		await tx
			.update(invoiceRun)
			.set({
				status: 'undoing',
				planned: run.invoices,
				done: 0,
				kept: 0,
				afterCustomerId: null,
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
