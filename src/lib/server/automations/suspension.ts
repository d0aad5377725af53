import { z } from 'zod';
import { suspensionPause } from '#lib/mutators/suspension/pause.ts';
import { debtNoticeCreate } from '#lib/mutators/suspension/record-notice.ts';
import { suspensionRequest } from '#lib/mutators/suspension/request.ts';
import { suspensionRestore } from '#lib/mutators/suspension/restore.ts';
import { suspensionRetry } from '#lib/mutators/suspension/retry.ts';
import { suspensionBatchUndo } from '#lib/mutators/suspension/undo-batch.ts';
import { suspensionCandidates } from '#lib/queries/suspension/candidates.ts';
import { suspensionOfBatch } from '#lib/queries/suspension/of-batch.ts';
import { suspensionOfCustomer } from '#lib/queries/suspension/of-customer.ts';
import { idsOf } from '#lib/sync/ids.ts';
import type { Mutator } from '#lib/sync/model.ts';
import { asks, does, given } from './define.ts';
import { automation, router, type About } from './trpc.ts';

const batch = z.object({
	batchId: z.uuid(),
	suspended: z.int().describe('Plans that are going to be'),
	skipped: z
		.array(
			z.object({
				subscriptionId: z.uuid(),
				code: z.string(),
				detail: z.record(z.string(), z.union([z.string(), z.number()])).optional()
			})
		)
		.describe('Plans that may not be suspended, and why')
});
const goesOn = 'It goes on by itself: ask `suspension.ofBatch`, or be told by webhooks.';

/** A mutator that makes a batch: answers what is in it, the same at every repetition. Its id must be the first that the mutator takes. */
const batches = <A extends { readonly plans: readonly string[] }>(mutator: Mutator<A>, about: About) =>
	automation({ data: batch, ...about })
		.input(given(mutator.args))
		.mutation(async ({ ctx, input }): Promise<z.infer<typeof batch>> => {
			const { mutationId } = await ctx.run(input);
			const batchId = idsOf(mutationId)();
			const made = (await ctx.ask({ batchId }, suspensionOfBatch.name)) as Awaited<ReturnType<typeof suspensionOfBatch.run>>;
			const skipped = (made.batch?.skipped ?? []).map(({ subscriptionId, code, detail }) => ({
				subscriptionId,
				code,
				...(detail ? { detail } : {})
			}));
			return { batchId, suspended: made.plans.length, skipped };
		});

/** Suspender Serviços. */
export const suspension = router({
	candidates: asks(suspensionCandidates, {
		summary: 'Plans of customers that could be suspended, each with the earliest day that law and billing method give',
		more: '`date.on` null: no day can be told yet, `date.reasons` say why.'
	}),
	ofBatch: asks(suspensionOfBatch, {
		summary: 'What became of each plan of a batch',
		more: '`status` is `queued`, `in_force` (logins are refused), `session_ended`, `verified`, `failed` (`failure` says why) or `withdrawn`; `direction` is `suspend`, or `restore` on the way back.'
	}),
	ofCustomer: asks(suspensionOfCustomer, { summary: 'Suspensions of a customer, newest first' }),
	request: batches(suspensionRequest, {
		summary: 'Suspends plans for their debt',
		more: `Plans that may not be suspended are skipped, each with why; when none may, the call is refused with the reason of the first. Before its lawful day a plan needs \`reason\`, and a person who may. ${goesOn}`
	}),
	pause: batches(suspensionPause, {
		summary: 'Suspends plans for some time at the customer’s request',
		more: `From 30 to 120 days, once in 12 months, of a customer who owes nothing overdue. ${goesOn}`
	}),
	restore: does(suspensionRestore, {
		summary: 'Gives services back; a payment does it by itself',
		more: '`ids` are those of suspensions, not of plans.'
	}),
	retry: does(suspensionRetry, { summary: 'Goes on with suspensions that have failed' })
});

/** One Suspender Serviços as a whole. */
export const suspensionBatch = router({
	undo: does(suspensionBatchUndo, { summary: 'Takes a wrong batch back: what of it still holds a service is given back' })
});

/** Avisos de débito. */
export const debtNotice = router({
	create: does(debtNoticeCreate, {
		summary: 'Notes that a notice of the debt provably reached the customer: the days of the law run from it',
		more: 'The same `channel` and `reference` again is the same notice.'
	})
});
