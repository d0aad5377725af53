import { z } from 'zod';
import { createApiKey, listApiKeys } from '#lib/server/auth/api-keys.ts';
import { scopes } from '#lib/server/automations/scopes.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import type { RequestHandler } from './$types.js';

const newKey = z.strictObject({
	name: z.string().trim().min(1).max(100),
	userId: z.uuid(),
	scopes: z.array(z.enum(scopes)).min(1),
	expiresAt: z.iso.datetime({ offset: true }).nullish()
});

/** `{ keys, scopes }`; `scopes` are those a key can be given. */
export const GET: RequestHandler = permitted('apiKey.manage', async () => answer({ keys: await listApiKeys(centre().pool), scopes }));

/** 201 `{ id, secret }`: the only time that the secret is told. */
export const POST: RequestHandler = permitted('apiKey.manage', async (event, actor) => {
	const body = await readJson(event.request, newKey);
	if (!body.ok) return refused(body);
	const { expiresAt, ...key } = body.value;
	const outcome = await createApiKey(centre().pool, { ...key, expiresAt: expiresAt ? new Date(expiresAt) : null }, actor, new Date());
	return outcome.ok ? answer(outcome.value, 201) : refused(outcome);
});
