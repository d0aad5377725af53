import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkRunRequest } from '#lib/domain/billing/run-state.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { branch } from '#lib/schema/branch.ts';
import { invoiceRun } from '#lib/schema/receivable.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { requestJob } from '../request-job.ts';
import { refuseSecondRun } from './at-work.ts';
import { invoiceRunJobName } from './find.ts';

/**
 * Gerar faturas: begins the run of one due day in one branch, with the numbers of the preview that the person has confirmed. The centre
 * makes the invoices (src/lib/server/billing/run-job.ts); the row tells every replica how far it is. Refusals: permission_denied,
 * value_invalid, not_found (the branch), invoice_run_at_work.
 */
export const invoiceRunStart = defineMutator({
	name: 'invoiceRun.start',
	version: 1,
	args: z.object({
		branchId: z.uuid(),
		/** Month of the service, `2026-11`. */
		competence: z.string().max(7),
		/** Month in which the invoices fall due. */
		dueIn: z.string().max(7),
		dueDay: z.int(),
		/** Of the preview: shown beside what came out. */
		expectedInvoices: z.int().min(0).default(0),
		expectedCents: z.int().min(0).default(0)
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'invoice.update');
		if (denied) return denied;
		const wrong = checkRunRequest(args, ctx.today);
		if (wrong) return wrong;
		const [office] = await tx.select({ active: branch.active }).from(branch).where(eq(branch.id, args.branchId));
		if (!office?.active || !ctx.actor.branchIds.includes(args.branchId)) return refuse('not_found', { field: 'branchId' });
		const id = ctx.newId();
		const second = await refuseSecondRun(tx, args, id);
		if (second) return second;
		await tx.insert(invoiceRun).values({
			id,
			branchId: args.branchId,
			competence: args.competence,
			dueIn: args.dueIn,
			dueDay: args.dueDay,
			status: 'waiting',
			planned: 0,
			expectedInvoices: args.expectedInvoices,
			expectedCents: args.expectedCents,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		await requestJob(tx, ctx, { name: invoiceRunJobName, key: id, data: { runId: id, userId: ctx.actor.userId } });
		return ok({ id });
	}
});
