import { centre } from '#lib/server/centre.ts';
import { nothing, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { retryDelivery } from '#lib/server/webhooks/webhooks.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Sends once more what failed or waits, now. 204. */
export const POST: RequestHandler = permitted('webhook.manage', async ({ params }) => {
	const [id, deliveryId] = [idOf(params.id), idOf(params.deliveryId)];
	const queued = id !== null && deliveryId !== null && (await retryDelivery(centre().pool, id, deliveryId, new Date()));
	if (!queued) return refused(refuse('not_found'));
	centre().sendWebhooks();
	return nothing();
});
