import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Pool } from 'pg';
import type { Actor } from '#lib/sync/model.ts';
import { readBearer } from './bearer.ts';
import { readCookie, sessionCookie } from './cookie.ts';
import { isForeignOrigin, isSameOriginSocket } from './origin.ts';
import { loadActor } from './rights.ts';
import { findSession, findSessionById, wipeDelivered } from './sessions.ts';

export interface UpgradeIdentity {
	readonly actor: Actor;
	readonly sessionId: string;
	/** When the session ends if nobody touches it (`touchSession`). */
	readonly expiresAt: Date;
	/** Send nothing but the order to erase the replica. `actor` then has no role and no branch, should anybody forget. */
	readonly wipe: boolean;
}

/**
 * Who is behind a request that does not pass through SvelteKit (a websocket's upgrade, a page of a first load): a browser
 * by its cookie (from our own pages only), a headless replica by `Authorization: Bearer <session token>`. Null when nobody
 * is signed in: answer 401 and close.
 */
export async function authenticateUpgrade(pool: Pool, request: IncomingMessage, now = new Date()): Promise<UpgradeIdentity | null> {
	const token = tokenOf(request.headers);
	const session = token === null ? null : await findSession(pool, token, now);
	if (!session) return null;
	if (session.wipe) {
		await wipeDelivered(pool, session.id, now);
		const nobody: Actor = { userId: session.userId, login: '', name: '', role: '', branchIds: [] };
		return { actor: nobody, sessionId: session.id, expiresAt: session.expiresAt, wipe: true };
	}
	const actor = await loadActor(pool, session.userId, addressOf(request));
	return actor && { actor, sessionId: session.id, expiresAt: session.expiresAt, wipe: false };
}

/**
 * Where an open socket's session stands now, for the check once a minute and after changes of users and branches: `rights`
 * when role or branches are not those it was opened with. Somebody being there, the session is renewed.
 */
export async function recheckSession(
	pool: Pool,
	{ actor, sessionId }: Pick<UpgradeIdentity, 'actor' | 'sessionId'>,
	now = new Date()
): Promise<'same' | 'rights' | 'signedOut' | 'wiped'> {
	const session = await findSessionById(pool, sessionId, now);
	if (!session) return 'signedOut';
	if (session.wipe) {
		await wipeDelivered(pool, sessionId, now);
		return 'wiped';
	}
	const present = await loadActor(pool, actor.userId);
	if (!present) return 'signedOut';
	const same = present.role === actor.role && present.name === actor.name && present.branchIds.join() === actor.branchIds.join();
	return same ? 'same' : 'rights';
}

function tokenOf(headers: IncomingHttpHeaders): string | null {
	if (headers.authorization !== undefined) return readBearer(headers.authorization);
	const header = (name: string) => single(headers[name]);
	const host = hostOf(headers);
	// A same-origin GET carries no `Origin`, a websocket always does.
	const own = headers.upgrade !== undefined ? isSameOriginSocket(header, host) : !isForeignOrigin(header, host);
	return own ? readCookie(headers.cookie, sessionCookie) : null;
}

/** Our own host as the browser knows it; behind a proxy that changes it, by the same variables that adapter-node reads. */
function hostOf(headers: IncomingHttpHeaders): string {
	if (process.env.ORIGIN) return new URL(process.env.ORIGIN).host;
	const forwarded = process.env.HOST_HEADER && single(headers[process.env.HOST_HEADER.toLowerCase()]);
	return forwarded || (headers.host ?? '');
}

/** The peer's address, or what the proxy of `ADDRESS_HEADER` says it is (`XFF_DEPTH` trusted proxies, as adapter-node counts). */
export function addressOf(request: IncomingMessage): string | undefined {
	const name = process.env.ADDRESS_HEADER?.toLowerCase();
	const value = name && single(request.headers[name]);
	if (!value) return request.socket.remoteAddress;
	if (name !== 'x-forwarded-for') return value;
	const addresses = value.split(',').map((part) => part.trim());
	return addresses.at(-Number(process.env.XFF_DEPTH ?? 1)) ?? request.socket.remoteAddress;
}

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
