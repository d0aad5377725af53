import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { listDeliveries } from '#lib/server/webhooks/webhooks.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** `{ deliveries }`, the newest 200. */
export const GET: RequestHandler = permitted('webhook.manage', async ({ params }) => {
	const id = idOf(params.id);
	return id === null ? refused(refuse('not_found')) : answer({ deliveries: await listDeliveries(centre().pool, id) });
});
