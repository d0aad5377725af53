import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { mayStopRun } from '#lib/domain/billing/run-state.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { invoiceRun } from '#lib/schema/receivable.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findRun } from './find.ts';

/** Ends a run after its present part; what is billed stays billed, and it can go on later. Refusals: permission_denied, not_found, invoice_run_ended. */
export const invoiceRunStop = defineMutator({
	name: 'invoiceRun.stop',
	version: 1,
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'invoice.update');
		if (denied) return denied;
		const run = await findRun(tx, id);
		if (!run) return refuse('not_found');
		if (!mayStopRun(run)) return refuse('invoice_run_ended');
		await tx
			.update(invoiceRun)
			.set({ status: 'stopped', endedAt: ctx.now, updatedAt: ctx.now, updatedBy: ctx.actor.userId })
			.where(eq(invoiceRun.id, id));
		return ok();
	}
});
