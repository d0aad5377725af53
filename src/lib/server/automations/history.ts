import { historyList, historyListArgs } from '#lib/queries/centre/history-list.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import { drizzleOn } from '#sync-server/database.ts';
import { automation, router } from './trpc.ts';

/** Histórico, which only the centre has. */
export const history = router({
	list: automation({
		summary: 'Every change of a customer and of what hangs on it, newest first, page by page',
		more: '`before` takes `nextBefore` of the answer before. A customer of another branch has an empty history.'
	})
		.input(historyListArgs)
		.query(async ({ ctx, input }) => {
			await ctx.note(input.customerId);
			return await asActor(ctx.centre.pool, ctx.actor, (connection) => historyList(drizzleOn(connection), input));
		})
});
