import { z } from 'zod';
import { readCookie, sessionCookie, sessionCookieOptions } from '#lib/server/auth/cookie.ts';
import { endSession, findSession } from '#lib/server/auth/sessions.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import { SignInLimit } from '#lib/server/auth/sign-in-limit.ts';
import { centre } from '#lib/server/centre.ts';
import { answer, nothing, refused } from '#lib/server/http/answers.ts';
import { readJson } from '#lib/server/http/body.ts';
import { signedIn } from '#lib/server/http/endpoint.ts';
import { readSetting } from '#lib/server/settings.ts';
import type { Actor } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const limit = new SignInLimit();
const credentials = z.object({ login: z.string().max(200), password: z.string().max(1000) });

/** Sign-in. A browser gets a cookie; a program that says `x-balcao-client: headless` gets the token in the answer instead. */
export const POST: RequestHandler = async (event) => {
	const body = await readJson(event.request, credentials);
	if (!body.ok) return refused(body);
	const { pool, closeSessions } = centre();
	const now = new Date();
	const outcome = await signIn(pool, limit, {
		...body.value,
		ip: event.getClientAddress(),
		userAgent: event.request.headers.get('user-agent'),
		now
	});
	if (!outcome.ok) return refused(outcome);
	const { actor, token, expiresAt } = outcome.value!;
	const signedInAs = await described(actor);
	if (event.request.headers.get('x-balcao-client') === 'headless')
		return answer({ ...signedInAs, token, expiresAt: expiresAt.toISOString() });

	// Whoever was signed in on this browser before is not any more.
	const earlier = readCookie(event.request.headers.get('cookie'), sessionCookie);
	const before = earlier === null ? null : await findSession(pool, earlier, now);
	if (before && !before.wipe) {
		await endSession(pool, before.id, now);
		closeSessions({ sessionId: before.id }, 'signedOut');
	}
	event.cookies.set(sessionCookie, token, sessionCookieOptions(event.url.protocol === 'https:'));
	return answer(signedInAs);
};

/** Who is signed in; 401 `not_signed_in`, or 401 `wiped` when this computer's replica has to be erased. */
export const GET: RequestHandler = signedIn(async (_event, actor) => answer(await described(actor)));

/** Sign-out, or the word of a computer that its data is erased as ordered. Nothing to do is no failure. */
export const DELETE: RequestHandler = async (event) => {
	const { session } = event.locals;
	if (session) {
		await endSession(centre().pool, session.id, new Date());
		centre().closeSessions({ sessionId: session.id }, 'signedOut');
	}
	event.cookies.delete(sessionCookie, sessionCookieOptions(event.url.protocol === 'https:'));
	return nothing();
};

async function described({ userId, login, name, role, branchIds }: Actor) {
	return { user: { id: userId, login, name, role, branchIds }, offlineHours: await readSetting(centre().pool, 'offlineHours') };
}
