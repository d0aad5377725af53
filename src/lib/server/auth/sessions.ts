import { newUuid } from '#lib/sync/ids.ts';
import { iso } from './queryable.ts';
import type { Queryable } from './queryable.ts';
import { randomSecret, secretHash } from './secret.ts';

/** A session ends after this long without contact: SESSION_DAYS in the environment of the nodes, else 30 days. */
const idleMs = (): number => Number(process.env.SESSION_DAYS || 30) * 86_400_000;
/** The expiry slides, but is written at most this often: a busy office would otherwise write at every request. */
const touchEveryMs = 5 * 60 * 1000;

export interface Session {
	readonly id: string;
	readonly userId: string;
	readonly expiresAt: Date;
	/** A remote wipe was asked: whoever holds this token gets no data any more, only the order to erase its replica. */
	readonly wipe: boolean;
}

export interface NewSession {
	readonly userId: string;
	readonly ip: string | null;
	readonly userAgent: string | null;
	readonly now: Date;
}

/** Starts a session. The token is given out once, here; only its SHA-256 is stored. */
export async function startSession(
	db: Queryable,
	{ userId, ip, userAgent, now }: NewSession
): Promise<{ id: string; token: string; expiresAt: Date }> {
	const id = newUuid();
	const token = randomSecret();
	const expiresAt = new Date(now.getTime() + idleMs());
	await db.query(
		`insert into session (id, token_hash, user_id, created_at, expires_at, last_seen_at, ip, user_agent) values ($1, $2, $3, $4, $5, $4, $6, $7)`,
		[id, secretHash(token), userId, now, expiresAt, ip, userAgent?.slice(0, 300) ?? null]
	);
	return { id, token, expiresAt };
}

/**
 * The session behind a token, renewed for another idle period; null when there is none, it ended, or it expired. A session
 * with a wipe order is found even then: the order stands until the computer has been reached, be it months later.
 */
export async function findSession(db: Queryable, token: string, now: Date): Promise<Session | null> {
	return /^[\w-]{43}$/.test(token) ? find(db, 'token_hash', secretHash(token), now) : null;
}

/** The same for a session that is known already, as that of an open socket. */
export async function findSessionById(db: Queryable, id: string, now: Date): Promise<Session | null> {
	return find(db, 'id', id, now);
}

async function find(db: Queryable, column: 'id' | 'token_hash', value: string, now: Date): Promise<Session | null> {
	const { rows } = await db.query<{ id: string; user_id: string; expires_at: string; last_seen_at: string; wipe: boolean; live: boolean }>(
		`select id, user_id, ${iso('expires_at')} as expires_at, ${iso('last_seen_at')} as last_seen_at,
			wipe_at is not null as wipe, ended_at is null and expires_at > $2 as live
		from session where ${column} = $1`,
		[value, now]
	);
	const row = rows[0];
	if (!row || (!row.live && !row.wipe)) return null;
	const session: Session = { id: row.id, userId: row.user_id, expiresAt: new Date(row.expires_at), wipe: row.wipe };
	if (row.wipe || now.getTime() - Date.parse(row.last_seen_at) < touchEveryMs) return session;
	return { ...session, expiresAt: (await touchSession(db, row.id, now)) ?? session.expiresAt };
}

/** Somebody is still there: slides the expiry. Answers the new one, or null when the session is over meanwhile. */
export async function touchSession(db: Queryable, sessionId: string, now: Date): Promise<Date | null> {
	const expiresAt = new Date(now.getTime() + idleMs());
	const { rowCount } = await db.query(
		'update session set last_seen_at = $2, expires_at = $3 where id = $1 and ended_at is null and wipe_at is null and expires_at > $2',
		[sessionId, now, expiresAt]
	);
	return rowCount ? expiresAt : null;
}

/** Ends one session (sign-out). */
export async function endSession(db: Queryable, sessionId: string, now: Date): Promise<void> {
	await db.query('update session set ended_at = $2 where id = $1 and ended_at is null', [sessionId, now]);
}

/** Ends all sessions of a person but `except`, as after a new password; answers their ids. */
export async function endSessionsOf(db: Queryable, userId: string, now: Date, except: string | null = null): Promise<readonly string[]> {
	const { rows } = await db.query<{ id: string }>(
		'update session set ended_at = $2 where user_id = $1 and ended_at is null and id is distinct from $3 returning id',
		[userId, now, except]
	);
	return rows.map(({ id }) => id);
}

/** Orders the replica behind one session to be erased at its next contact. False when there is no such session. */
export async function wipeSession(db: Queryable, sessionId: string, now: Date): Promise<boolean> {
	const { rowCount } = await db.query('update session set wipe_at = coalesce(wipe_at, $2) where id = $1', [sessionId, now]);
	return (rowCount ?? 0) > 0;
}

/** The same for every computer where this person signed in and may still have a replica: also where the session expired. */
export async function wipeSessionsOf(db: Queryable, userId: string, now: Date): Promise<void> {
	await db.query('update session set wipe_at = $2 where user_id = $1 and ended_at is null and wipe_at is null', [userId, now]);
}

/** The wipe order was handed over. It is still repeated at any later contact: the answer may have been lost on the way. */
export async function wipeDelivered(db: Queryable, sessionId: string, now: Date): Promise<void> {
	await endSession(db, sessionId, now);
}
