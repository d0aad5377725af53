import type { Pool } from 'pg';
import { newUuid } from '#lib/sync/ids.ts';

export interface Branches {
	readonly north: string;
	readonly south: string;
	readonly admin: string;
	/** Attendant of north. */
	readonly ana: string;
	/** Attendant of south. */
	readonly bia: string;
	/** Was an attendant of north. */
	readonly gone: string;
}

/** Two branches and people with and without rights in them. */
export async function addBranches(pool: Pool): Promise<Branches> {
	const [north, south, admin, ana, bia, gone] = Array.from({ length: 6 }, newUuid) as [string, string, string, string, string, string];
	await pool.query(
		`insert into branch (id, name, city, state, area_code, created_at, updated_at)
		values ($1, 'Norte', 'Assis', 'SP', '18', now(), now()), ($2, 'Sul', 'Bauru', 'SP', '14', now(), now())`,
		[north, south]
	);
	for (const [id, login, role, branch, active] of [
		[admin, 'admin', 'administrator', null, true],
		[ana, 'ana', 'attendant', north, true],
		[bia, 'bia', 'attendant', south, true],
		[gone, 'gone', 'attendant', north, false]
	] as const) {
		await pool.query(
			'insert into app_user (id, login, name, role, active, created_at, updated_at) values ($1, $2, $2, $3, $4, now(), now())',
			[id, login, role, active]
		);
		if (branch) await pool.query('insert into user_branch (id, user_id, branch_id) values ($1, $2, $3)', [newUuid(), id, branch]);
	}
	return { north, south, admin, ana, bia, gone };
}

export const testSecret = 'whsec_for-tests';

/** A webhook as the settings would have made it; its secret is `testSecret`. */
export async function addWebhook(
	pool: Pool,
	userId: string,
	events: readonly string[],
	more: { url?: string; active?: boolean } = {}
): Promise<{ readonly id: string }> {
	const id = newUuid();
	await pool.query(
		`insert into webhook (id, name, url, secret, events, user_id, active, created_at, updated_at) values ($1, 'ERP', $2, $3, $4, $5, $6, now(), now())`,
		[id, more.url ?? 'http://127.0.0.1:9/', testSecret, events, userId, more.active ?? true]
	);
	return { id };
}
