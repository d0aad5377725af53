import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { accessList, accessListArgs } from '#lib/server/privacy/accesses.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/**
 * Who opened a record, newest first: `{ entries, nextBefore }`. `?from=` and `?to=` are days, `?userId=` one person, `?before=` takes
 * `nextBefore` of the page before, `?limit=` is 1–200.
 */
export const GET: RequestHandler = permitted('accessLog.view', async ({ params, url }, actor) => {
	const given = (name: string): string | null => url.searchParams.get(name) || null;
	const args = accessListArgs.safeParse({
		customerId: params.id,
		from: given('from'),
		to: given('to'),
		userId: given('userId'),
		before: given('before'),
		...(given('limit') === null ? {} : { limit: Number(given('limit')) })
	});
	if (!args.success) return refused(refuse('value_invalid', { field: String(args.error.issues[0]?.path[0] ?? '') }));
	const { pool } = centre();
	return answer(await accessList(pool, actor, args.data, await readSetting(pool, 'timeZone')));
});
