import { z } from 'zod';
import { createUser, listUsers } from '#lib/server/auth/users.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { permitted } from '#lib/server/http/endpoint.ts';
import { roles } from '#lib/domain/permissions.ts';
import type { RequestHandler } from './$types.js';

const newUser = z.strictObject({
	login: z.string().max(100),
	name: z.string().max(200),
	role: z.enum(roles),
	branchIds: z.array(z.uuid()).max(1000),
	password: z.string().max(1000)
});

export const GET: RequestHandler = permitted('user.manage', async () => answer({ users: await listUsers(centre().pool) }));

/** 201 `{ id }`. */
export const POST: RequestHandler = permitted('user.manage', async (event, actor) => {
	const body = await readJson(event.request, newUser);
	if (!body.ok) return refused(body);
	const { pool, wake } = centre();
	const outcome = await createUser(pool, body.value, actor, new Date());
	if (!outcome.ok) return refused(outcome);
	wake();
	return answer(outcome.value, 201);
});
