import type { Pool } from 'pg';
import { ok, refuse } from '#lib/sync/model.ts';
import type { Actor, Outcome } from '#lib/sync/model.ts';
import { hashPassword, isOutdated, verifyPassword } from './password.ts';
import { loadActor } from './rights.ts';
import { startSession } from './sessions.ts';
import type { SignInLimit } from './sign-in-limit.ts';

export interface SignInAttempt {
	readonly login: string;
	readonly password: string;
	readonly ip: string;
	readonly userAgent: string | null;
	readonly now: Date;
}

export interface SignedIn {
	readonly actor: Actor;
	readonly sessionId: string;
	readonly token: string;
	readonly expiresAt: Date;
}

/** A login as it is stored: people type spaces and capitals. */
export const normaliseLogin = (login: string): string => login.trim().toLowerCase();

/**
 * Checks a login and a password and starts a session. Refusals: `sign_in_failed` for a wrong password, an unknown login
 * and an inactive person alike; `too_many_attempts` with `detail.seconds` to wait, before anything is looked up.
 */
export async function signIn(pool: Pool, limit: SignInLimit, attempt: SignInAttempt): Promise<Outcome<SignedIn>> {
	const login = normaliseLogin(attempt.login);
	const seconds = limit.take(login, attempt.ip, attempt.now.getTime());
	if (seconds > 0) return refuse('too_many_attempts', { detail: { seconds } });

	const { rows } = await pool.query<{ id: string; password_hash: string }>(
		'select u.id, c.password_hash from app_user u join credential c on c.user_id = u.id where u.login = $1 and u.active',
		[login]
	);
	const found = rows[0];
	const right = await verifyPassword(attempt.password, found?.password_hash ?? null);
	const actor = right && found ? await loadActor(pool, found.id, attempt.ip) : null;
	if (!actor || !found) return refuse('sign_in_failed');

	limit.succeeded(login, attempt.ip);
	if (isOutdated(found.password_hash)) {
		await pool.query('update credential set password_hash = $2 where user_id = $1 and password_hash = $3', [
			found.id,
			await hashPassword(attempt.password),
			found.password_hash
		]);
	}
	const session = await startSession(pool, { userId: actor.userId, ip: attempt.ip, userAgent: attempt.userAgent, now: attempt.now });
	return ok({ actor, sessionId: session.id, token: session.token, expiresAt: session.expiresAt });
}
