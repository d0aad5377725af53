import { z } from 'zod';
import { centre } from '#lib/server/centre.ts';
import { nothing, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { deleteWebhook, setWebhookActive } from '#lib/server/webhooks/webhooks.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** `{ active }`: pauses or activates. 204. */
export const PATCH: RequestHandler = permitted('webhook.manage', async ({ params, request }, actor) => {
	const body = await readJson(request, z.strictObject({ active: z.boolean() }));
	if (!body.ok) return refused(body);
	const id = idOf(params.id);
	if (id === null || !(await setWebhookActive(centre().pool, id, body.value.active, actor, new Date())))
		return refused(refuse('not_found'));
	centre().sendWebhooks();
	return nothing();
});

/** With its log. 204. */
export const DELETE: RequestHandler = permitted('webhook.manage', async ({ params }) => {
	const id = idOf(params.id);
	return id !== null && (await deleteWebhook(centre().pool, id)) ? nothing() : refused(refuse('not_found'));
});
