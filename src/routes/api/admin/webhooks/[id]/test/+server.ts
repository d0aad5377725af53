import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { queueTest } from '#lib/server/webhooks/webhooks.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Queues a test: 202 `{ deliveryId }`; how it went is in the log of deliveries. */
export const POST: RequestHandler = permitted('webhook.manage', async ({ params }, actor) => {
	const id = idOf(params.id);
	const queued = id === null ? null : await queueTest(centre().pool, id, actor, new Date());
	if (queued === null) return refused(refuse('not_found'));
	centre().sendWebhooks();
	return answer(queued, 202);
});
