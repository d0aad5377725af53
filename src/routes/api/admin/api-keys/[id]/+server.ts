import { revokeApiKey } from '#lib/server/auth/api-keys.ts';
import { centre } from '#lib/server/centre.ts';
import { nothing, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Revokes a key, at once. It stays in the list. */
export const DELETE: RequestHandler = permitted('apiKey.manage', async ({ params }) => {
	const id = idOf(params.id);
	const revoked = id !== null && (await revokeApiKey(centre().pool, id, new Date()));
	return revoked ? nothing() : refused(refuse('not_found'));
});
