import { z } from 'zod';
import { listUsers, updateUser } from '#lib/server/auth/users.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { idOf } from '#lib/server/http/id-of.ts';
import { roles } from '#lib/domain/permissions.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const patch = z.strictObject({
	login: z.string().max(100).optional(),
	name: z.string().max(200).optional(),
	role: z.enum(roles).optional(),
	active: z.boolean().optional(),
	branchIds: z.array(z.uuid()).max(1000).optional()
});

/** Changes what is given; answers `{ user }`. The person's open replicas reconnect with their new rights, or are erased. */
export const PATCH: RequestHandler = permitted('user.manage', async (event, actor) => {
	const id = idOf(event.params.id);
	if (id === null) return refused(refuse('not_found'));
	const body = await readJson(event.request, patch);
	if (!body.ok) return refused(body);
	const { pool, wake, closeSessions } = centre();
	const outcome = await updateUser(pool, id, body.value, actor, new Date());
	if (!outcome.ok) return refused(outcome);
	wake();
	closeSessions({ userId: id }, body.value.active === false ? 'wipe' : 'rights');
	return answer({ user: (await listUsers(pool, id))[0] });
});
