import { z } from 'zod';
import { lineDecisions } from '#lib/domain/settlement/bank-file.ts';
import { listBankFiles, listLines } from '#lib/server/settlement/list.ts';
import { listQueue } from '#lib/server/settlement/queue.ts';
import { refuse } from '#lib/sync/model.ts';
import { automation, mustBeAllowed, refusing, router } from './trpc.ts';

/** Arquivos bancários, to be watched: files themselves come and go in the office. */
export const bankFile = router({
	list: automation({ summary: 'Remessas and retornos, the newest 200, with what was settled by each' })
		.input(z.object({}))
		.query(async ({ ctx }) => {
			mustBeAllowed(ctx.actor.role, 'bankFile.manage');
			return await listBankFiles(ctx.centre.pool);
		}),
	lines: automation({
		summary: 'Lines of a bank file, 200 at a time, with what was decided on each',
		more: '`after`: number of the last line that you have. A line about a customer of another branch comes without its text and name.'
	})
		.input(z.object({ id: z.uuid(), decision: z.enum(lineDecisions).nullable().default(null), after: z.int().min(0).default(0) }))
		.query(async ({ ctx, input: { id, ...of } }) => {
			mustBeAllowed(ctx.actor.role, 'bankFile.manage');
			const lines = await listLines(ctx.centre.pool, ctx.actor, id, of);
			if (lines === null) throw refusing(refuse('not_found', { field: 'id' }));
			return lines;
		}),
	queue: automation({ summary: 'Payments of bank files and PIX that a person has to look at, oldest first' })
		.input(z.object({}))
		.query(async ({ ctx }) => {
			mustBeAllowed(ctx.actor.role, 'bankFile.manage');
			return await listQueue(ctx.centre.pool, ctx.actor);
		})
});
