/** Signed-in people of the demonstration, without the page where one signs in. */
import type pg from 'pg';
import { loadActor } from '#lib/server/auth/rights.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import type { Actor } from '#lib/sync/model.ts';

export interface Person {
	readonly actor: Actor;
	readonly token: string;
}

export async function signIn(pool: pg.Pool, login: string): Promise<Person> {
	const { rows } = await pool.query<{ id: string }>(`select id from app_user where login = $1`, [login]);
	const actor = rows[0] && (await loadActor(pool, rows[0].id));
	if (!actor) throw new Error(`nobody is called ${login}`);
	const { token } = await startSession(pool, { userId: actor.userId, ip: '127.0.0.1', userAgent: 'bench', now: new Date() });
	return { actor, token };
}
