import { listSessions } from '#lib/server/auth/session-list.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** `{ sessions }`: signed-in computers, of everybody or of `?userId=`. `current` marks the one that asks. */
export const GET: RequestHandler = permitted('replica.wipe', async ({ url, locals }) => {
	const asked = url.searchParams.get('userId');
	const userId = asked === null ? null : idOf(asked);
	if (asked !== null && userId === null) return refused(refuse('not_found', { field: 'userId' }));
	const sessions = await listSessions(centre().pool, userId, new Date());
	return answer({ sessions: sessions.map((session) => ({ ...session, current: session.id === locals.session?.id })) });
});
