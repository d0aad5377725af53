import { z } from 'zod';
import { changeOwnPassword } from '#lib/server/auth/own-password.ts';
import { SignInLimit } from '#lib/server/auth/sign-in-limit.ts';
import { centre } from '#lib/server/centre.ts';
import { nothing, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { signedIn } from '#lib/server/http/endpoint.ts';
import type { RequestHandler } from './$types.js';

const limit = new SignInLimit();
const given = z.strictObject({ current: z.string().max(1000), password: z.string().max(1000) });

/** A new password for whoever is signed in, in exchange for the present one; their other computers are signed out. */
export const PUT: RequestHandler = signedIn(async (event, actor) => {
	const body = await readJson(event.request, given);
	if (!body.ok) return refused(body);
	const { pool, closeSessions } = centre();
	const { current, password: next } = body.value;
	const sessionId = event.locals.session!.id;
	const outcome = await changeOwnPassword(pool, limit, { actor, sessionId, current, next, now: new Date() });
	if (!outcome.ok) return refused(outcome);
	for (const ended of outcome.value!) closeSessions({ sessionId: ended }, 'signedOut');
	return nothing();
});
