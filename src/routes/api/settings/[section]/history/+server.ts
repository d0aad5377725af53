import { settingsHistory, settingsHistoryArgs } from '#lib/queries/centre/settings-history.ts';
import { drizzleOn } from '#sync-server/database.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/**
 * Histórico of a section of the Painel, newest first: `{ entries, nextBefore }`; `?before=` takes `nextBefore` of the page
 * before, and `?limit=` is 1–200. Management only, like the rows themselves: others get 403 `not_allowed`.
 */
export const GET: RequestHandler = permitted('settings.manage', async ({ params, url }, actor) => {
	const args = settingsHistoryArgs.safeParse({
		section: params.section,
		before: url.searchParams.get('before'),
		limit: url.searchParams.has('limit') ? Number(url.searchParams.get('limit')) : undefined
	});
	if (!args.success) return refused(refuse('value_invalid', { field: String(args.error.issues[0]?.path[0] ?? '') }));
	return answer(await asActor(centre().pool, actor, (connection) => settingsHistory(drizzleOn(connection), args.data)));
});
