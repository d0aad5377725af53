import { historyList, historyListArgs } from '#lib/queries/centre/history-list.ts';
import { drizzleOn } from '#sync-server/database.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { signedIn } from '#lib/server/http/endpoint.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/**
 * Histórico of a customer, newest first: `{ entries, nextBefore }`; `?before=` takes `nextBefore` of the page before, and
 * `?limit=` is 1–200. Row-level security decides what is in it; a customer of another branch has an empty history.
 */
export const GET: RequestHandler = signedIn(async ({ params, url }, actor) => {
	const args = historyListArgs.safeParse({
		customerId: params.id,
		before: url.searchParams.get('before'),
		limit: url.searchParams.has('limit') ? Number(url.searchParams.get('limit')) : undefined
	});
	if (!args.success) return refused(refuse('value_invalid', { field: String(args.error.issues[0]?.path[0] ?? '') }));
	return answer(await asActor(centre().pool, actor, (connection) => historyList(drizzleOn(connection), args.data)));
});
