import type { Pool } from 'pg';
import type { Connection } from '#sync-server/database.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse } from '#lib/sync/model.ts';
import type { Actor, Outcome, Refusal } from '#lib/sync/model.ts';
import type { Role } from '#lib/domain/permissions.ts';
import { asActor, withOwnAccess } from './as-actor.ts';
import { hashPassword, passwordMaximum, passwordMinimum } from './password.ts';
import { iso } from './queryable.ts';
import type { Queryable } from './queryable.ts';
import { endSessionsOf, wipeSessionsOf } from './sessions.ts';
import { normaliseLogin } from './sign-in.ts';

/** A person as the settings show them. Instants are ISO 8601. */
export interface UserSummary {
	readonly id: string;
	readonly login: string;
	readonly name: string;
	readonly role: Role;
	readonly active: boolean;
	readonly branchIds: readonly string[];
	readonly createdAt: string;
	readonly updatedAt: string;
	/** Last contact of any of their sessions; null when they never signed in. */
	readonly lastSeenAt: string | null;
}

/** Everybody, by name; with `id` only that person. */
export async function listUsers(db: Queryable, id: string | null = null): Promise<UserSummary[]> {
	const { rows } = await db.query<UserSummary>(
		`select u.id, u.login, u.name, u.role, u.active,
			array(select branch_id::text from user_branch ub where ub.user_id = u.id order by 1) as "branchIds",
			${iso('u.created_at')} as "createdAt", ${iso('u.updated_at')} as "updatedAt",
			(select ${iso('max(s.last_seen_at)')} from session s where s.user_id = u.id) as "lastSeenAt"
		from app_user u where $1::uuid is null or u.id = $1 order by lower(u.name), u.id`,
		[id]
	);
	return rows;
}

export interface NewUser {
	readonly login: string;
	readonly name: string;
	readonly role: Role;
	readonly branchIds: readonly string[];
	readonly password: string;
}

/** Adds a person. Refusals: `login_invalid`, `login_taken`, `name_missing`, `branch_not_found`, `password_*`. */
export async function createUser(pool: Pool, input: NewUser, by: Actor, now: Date): Promise<Outcome<{ id: string }>> {
	const login = normaliseLogin(input.login);
	const name = input.name.trim();
	const objection = loginObjection(login) ?? nameObjection(name) ?? passwordObjection(input.password, { login, name });
	if (objection) return objection;
	const passwordHash = await hashPassword(input.password);
	const id = newUuid();
	return refusingTakenLogin(() =>
		asActor(pool, by, async (connection) => {
			await connection.query(
				`insert into app_user (id, login, name, role, active, created_at, created_by, updated_at, updated_by) values ($1, $2, $3, $4, true, $5, $6, $5, $6)`,
				[id, login, name, input.role, now, by.userId]
			);
			await setBranches(connection, id, input.branchIds);
			await withOwnAccess(connection, by, () =>
				connection.query('insert into credential (user_id, password_hash, changed_at) values ($1, $2, $3)', [id, passwordHash, now])
			);
			return ok({ id });
		})
	);
}

export interface UserPatch {
	readonly login?: string | undefined;
	readonly name?: string | undefined;
	readonly role?: Role | undefined;
	readonly active?: boolean | undefined;
	readonly branchIds?: readonly string[] | undefined;
}

/**
 * Changes a person; what is not given stays. Deactivating orders the erasure of every replica they may still have.
 * Refusals: as `createUser`, and `not_found`, `last_administrator` (somebody must be able to undo it).
 */
export async function updateUser(pool: Pool, id: string, patch: UserPatch, by: Actor, now: Date): Promise<Outcome> {
	const login = patch.login === undefined ? null : normaliseLogin(patch.login);
	const name = patch.name === undefined ? null : patch.name.trim();
	const objection = (login !== null && loginObjection(login)) || (name !== null && nameObjection(name)) || null;
	if (objection) return objection;
	return refusingTakenLogin(() =>
		asActor(pool, by, async (connection) => {
			// Locked in one order, so that two administrators who demote each other at once do not both succeed.
			const { rows: administrators } = await connection.query<{ id: string }>(
				`select id from app_user where role = 'administrator' and active order by id for update`
			);
			const stepsDown = patch.active === false || (patch.role !== undefined && patch.role !== 'administrator');
			if (stepsDown && administrators.length === 1 && administrators[0]?.id === id) return refuse('last_administrator');
			const { rowCount } = await connection.query(
				`update app_user set login = coalesce($2, login), name = coalesce($3, name), role = coalesce($4, role), active = coalesce($5, active),
					updated_at = $6, updated_by = $7 where id = $1`,
				[id, login, name, patch.role ?? null, patch.active ?? null, now, by.userId]
			);
			if (!rowCount) return refuse('not_found');
			if (patch.branchIds) await setBranches(connection, id, patch.branchIds);
			if (patch.active === false) await withOwnAccess(connection, by, () => wipeSessionsOf(connection, id, now));
			return ok();
		})
	);
}

/** Gives a person a new password and ends their sessions. Refusals: `not_found`, `password_*`. */
export async function setPassword(pool: Pool, id: string, password: string, by: Actor, now: Date): Promise<Outcome> {
	const user = (await listUsers(pool, id))[0];
	if (!user) return refuse('not_found');
	const objection = passwordObjection(password, user);
	if (objection) return objection;
	const passwordHash = await hashPassword(password);
	return asActor(pool, by, (connection) =>
		withOwnAccess(connection, by, async () => {
			await connection.query(
				`insert into credential (user_id, password_hash, changed_at) values ($1, $2, $3)
				on conflict (user_id) do update set password_hash = $2, changed_at = $3`,
				[id, passwordHash, now]
			);
			await endSessionsOf(connection, id, now);
			return ok();
		})
	);
}

/** Only what changed is written: each row that goes or comes is a line in Histórico and a delta to every replica. */
async function setBranches(connection: Connection, userId: string, branchIds: readonly string[]): Promise<void> {
	await connection.query('delete from user_branch where user_id = $1 and branch_id <> all ($2::uuid[])', [userId, branchIds]);
	const ids = branchIds.map(() => newUuid());
	await connection.query(
		`insert into user_branch (id, user_id, branch_id) select n.id, $1, n.branch_id from unnest($2::uuid[], $3::uuid[]) as n (id, branch_id)
		on conflict (user_id, branch_id) do nothing`,
		[userId, ids, branchIds]
	);
}

const loginObjection = (login: string): Refusal | null =>
	/^[a-z0-9][a-z0-9._@-]{1,59}$/.test(login) ? null : refuse('login_invalid', { field: 'login' });
const nameObjection = (name: string): Refusal | null => (name === '' ? refuse('name_missing', { field: 'name' }) : null);

/**
 * What speaks against a password, or null: too short, too long, or what one would try first. No rules about digits and
 * signs: they make passwords harder to remember, not to guess (NIST SP 800-63B, 3.1.1).
 */
export function passwordObjection(password: string, { login, name }: { login: string; name: string }): Refusal | null {
	const length = [...password].length;
	if (length < passwordMinimum) return refuse('password_too_short', { field: 'password', detail: { minimum: passwordMinimum } });
	if (length > passwordMaximum) return refuse('password_too_long', { field: 'password', detail: { maximum: passwordMaximum } });
	const folded = password.toLowerCase();
	const obvious = new Set(folded).size < 4 || folded === name.toLowerCase() || folded === login || '01234567890123456789'.includes(folded);
	return obvious ? refuse('password_obvious', { field: 'password' }) : null;
}

async function refusingTakenLogin<T>(run: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
	try {
		return await run();
	} catch (error) {
		const { code, constraint } = error as { code?: string; constraint?: string };
		if (code === '23505' && constraint === 'app_user_login_unique') return refuse('login_taken', { field: 'login' });
		if (code === '23503') return refuse('branch_not_found', { field: 'branchIds' });
		throw error;
	}
}
