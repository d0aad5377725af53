import type { RequestEvent } from '@sveltejs/kit';
import { readBearer } from '#lib/server/auth/bearer.ts';
import { readCookie, sessionCookie } from '#lib/server/auth/cookie.ts';
import { loadActor } from '#lib/server/auth/rights.ts';
import { findSession } from '#lib/server/auth/sessions.ts';
import { centre } from '#lib/server/centre.ts';

/** Puts the session and who is behind it into `event.locals`. API keys are not looked at here: only tRPC takes them. */
export async function identify(event: RequestEvent): Promise<void> {
	const token = tokenOf(event.request);
	if (token === null) return;
	const { pool } = centre();
	const session = await findSession(pool, token, new Date());
	if (!session) return;
	const actor = session.wipe ? null : await loadActor(pool, session.userId, event.getClientAddress());
	if (actor) event.locals.actor = actor;
	if (actor || session.wipe) event.locals.session = session;
}

/** A bearer token, else the cookie. Never both: a program that names one person must not act as another. */
function tokenOf(request: Request): string | null {
	const authorization = request.headers.get('authorization');
	return authorization === null ? readCookie(request.headers.get('cookie'), sessionCookie) : readBearer(authorization);
}
