import { z } from 'zod';
import { checkRunRequest } from '#lib/domain/billing/run-state.ts';
import { dayAt } from '#lib/domain/day/zone.ts';
import { invoiceRunRetry } from '#lib/mutators/invoice-run/retry.ts';
import { invoiceRunStart } from '#lib/mutators/invoice-run/start.ts';
import { invoiceRunStop } from '#lib/mutators/invoice-run/stop.ts';
import { invoiceRunUndo } from '#lib/mutators/invoice-run/undo.ts';
import { invoiceRunGet, invoiceRunList } from '#lib/queries/invoice-run/list.ts';
import { previewRun } from '#lib/server/billing/preview-run.ts';
import { refuse } from '#lib/sync/model.ts';
import { asks, creates, does } from './define.ts';
import { automation, mustBeAllowed, refusing, router } from './trpc.ts';

const request = z.object({ branchId: z.uuid(), competence: z.string().max(7), dueIn: z.string().max(7), dueDay: z.int() });

/** Faturamento. */
export const invoiceRun = router({
	list: asks(invoiceRunList, { summary: 'Billing runs, newest first' }),
	get: asks(invoiceRunGet, { summary: 'One billing run: how far it is, what it made, what failed; null when there is none' }),
	preview: automation({
		summary: 'What the billing run of a due day in a branch would do now; nothing is written',
		example: { branchId: '01a2b3c4-0000-7000-8000-000000000000', competence: '2026-11', dueIn: '2026-12', dueDay: 10 }
	})
		.input(request)
		.query(async ({ ctx, input }) => {
			const { branchId, ...asked } = input;
			const today = dayAt(ctx.now.toISOString());
			const wrong = checkRunRequest(asked, today);
			if (wrong) throw refusing(wrong);
			mustBeAllowed(ctx.actor.role, 'invoice.update');
			if (!ctx.actor.branchIds.includes(branchId)) throw refusing(refuse('not_found', { field: 'branchId' }));
			return await previewRun(ctx.centre.pool, ctx.actor, asked, branchId, today);
		}),
	start: creates(invoiceRunStart, {
		summary: 'Begins the billing run of a due day in a branch',
		more: 'It goes on by itself: ask `invoiceRun.get` for its progress. A second run of the same month and due day is refused while one is at work.'
	}),
	stop: does(invoiceRunStop, { summary: 'Ends a billing run after its present part; what is billed stays billed' }),
	retry: does(invoiceRunRetry, {
		summary: 'Goes on with a billing run that was stopped or failed, and tries again whom it could not bill'
	}),
	undo: does(invoiceRunUndo, { summary: 'Cancels the invoices of a billing run that nobody has paid and no bank has got' })
});
