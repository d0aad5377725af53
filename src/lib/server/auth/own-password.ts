import type { Pool } from 'pg';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { endSessionsOf } from './sessions.ts';
import type { SignInLimit } from './sign-in-limit.ts';
import { passwordObjection } from './users.ts';

export interface OwnPassword {
	readonly actor: Actor;
	/** The session that goes on; all others of this person end. */
	readonly sessionId: string;
	readonly current: string;
	readonly next: string;
	readonly now: Date;
}

/**
 * Somebody gives themselves a new password. Whoever found an unlocked computer must not be able to, so the present one is
 * asked for, and as seldom as at the door. Answers the sessions that ended. Refusals: `too_many_attempts` with
 * `detail.seconds`, `current_password_wrong`, `password_*`.
 */
export async function changeOwnPassword(
	pool: Pool,
	limit: SignInLimit,
	{ actor, ...asked }: OwnPassword
): Promise<Outcome<readonly string[]>> {
	const seconds = limit.take(actor.login, actor.ip ?? '', asked.now.getTime());
	if (seconds > 0) return refuse('too_many_attempts', { detail: { seconds } });
	const { rows } = await pool.query<{ password_hash: string }>('select password_hash from credential where user_id = $1', [actor.userId]);
	if (!(await verifyPassword(asked.current, rows[0]?.password_hash ?? null))) return refuse('current_password_wrong', { field: 'current' });
	limit.succeeded(actor.login, actor.ip ?? '');
	const objection = passwordObjection(asked.next, actor);
	if (objection) return objection;
	await pool.query('update credential set password_hash = $2, changed_at = $3 where user_id = $1', [
		actor.userId,
		await hashPassword(asked.next),
		asked.now
	]);
	return ok(await endSessionsOf(pool, actor.userId, asked.now, asked.sessionId));
}
