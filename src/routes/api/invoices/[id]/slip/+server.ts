import { dayAt } from '#lib/domain/day/zone.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { readSetting } from '#lib/server/settings.ts';
import { linkToSlip } from '#lib/server/slip/link.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** The address at which this invoice's boleto is shown (item 252): `{ path }`. An open invoice without a boleto gets one. */
export const POST: RequestHandler = permitted('invoice.view', async ({ params }, actor) => {
	const id = idOf(params.id);
	if (id === null) return refused(refuse('not_found'));
	const { pool, wake } = centre();
	const now = new Date().toISOString();
	const today = dayAt(now, await readSetting(pool, 'timeZone'));
	const outcome = await linkToSlip(pool, actor, id, { now, today });
	if (!outcome.ok) return refused(outcome);
	wake();
	return answer({ path: outcome.value!.path });
});
