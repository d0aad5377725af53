import { z } from 'zod';
import { setPassword } from '#lib/server/auth/users.ts';
import { centre } from '#lib/server/centre.ts';
import { nothing, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Gives a person a new password; they are signed out everywhere. */
export const PUT: RequestHandler = permitted('user.manage', async (event, actor) => {
	const id = idOf(event.params.id);
	if (id === null) return refused(refuse('not_found'));
	const body = await readJson(event.request, z.strictObject({ password: z.string().max(1000) }));
	if (!body.ok) return refused(body);
	const { pool, closeSessions } = centre();
	const outcome = await setPassword(pool, id, body.value.password, actor, new Date());
	if (!outcome.ok) return refused(outcome);
	closeSessions({ userId: id }, 'signedOut');
	return nothing();
});
