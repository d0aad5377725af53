import { wipeSession } from '#lib/server/auth/sessions.ts';
import { centre } from '#lib/server/centre.ts';
import { nothing, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Remote wipe: the replica of that computer is erased now if it is connected, else at its next contact. */
export const POST: RequestHandler = permitted('replica.wipe', async ({ params }) => {
	const id = idOf(params.id);
	const { pool, closeSessions } = centre();
	if (id === null || !(await wipeSession(pool, id, new Date()))) return refused(refuse('not_found'));
	closeSessions({ sessionId: id }, 'wipe');
	return nothing();
});
