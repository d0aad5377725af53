import { z } from 'zod';
import { webhookEvents } from '#lib/domain/webhook/events.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { createWebhook, listWebhooks } from '#lib/server/webhooks/webhooks.ts';
import type { RequestHandler } from './$types.js';

const newWebhook = z.strictObject({
	name: z.string().max(400),
	url: z.string().max(4000),
	events: z.array(z.enum(webhookEvents)),
	userId: z.uuid()
});

/** `{ webhooks, events }`; `events` are those that can be asked for. */
export const GET: RequestHandler = permitted('webhook.manage', async () =>
	answer({ webhooks: await listWebhooks(centre().pool), events: webhookEvents })
);

/** 201 `{ id, secret }`: the only time that the secret is told. */
export const POST: RequestHandler = permitted('webhook.manage', async (event, actor) => {
	const body = await readJson(event.request, newWebhook);
	if (!body.ok) return refused(body);
	const outcome = await createWebhook(centre().pool, body.value, actor, new Date());
	return outcome.ok ? answer(outcome.value, 201) : refused(outcome);
});
