import { centre } from '#lib/server/centre.ts';
import { refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { requestTime } from '#lib/server/settlement/at.ts';
import { retornoOfSuspended } from '#lib/server/settlement/simulator/pay-suspended.ts';
import { readSetting } from '#lib/server/settings.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** `?account=`: a retorno in which all who are suspended have paid today, to be uploaded like any other. Only in a demonstration. */
export const GET: RequestHandler = permitted('bankFile.manage', async ({ url }, actor) => {
	const { pool } = centre();
	const account = idOf(url.searchParams.get('account') ?? '');
	const wanted = account !== null && (await readSetting(pool, 'demonstration'));
	const file = wanted ? await retornoOfSuspended(pool, actor, account, await requestTime(pool)) : null;
	if (file === null) return refused(refuse('nobody_suspended'), 404);
	return new Response(Buffer.from(file.text, 'latin1'), {
		headers: {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename="${file.name}"`,
			'cache-control': 'no-store'
		}
	});
});
