import type { Pool } from 'pg';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse } from '#lib/sync/model.ts';
import type { Actor, Outcome } from '#lib/sync/model.ts';
import { iso } from './queryable.ts';
import type { Queryable } from './queryable.ts';
import { loadActor } from './rights.ts';
import { randomSecret, secretHash } from './secret.ts';

/** What every API key starts with: people and secret scanners recognise one that lies where it should not. */
const keyStart = 'balcao_';

/** An API key as the settings show it; the secret is not among it, nobody has it any more. Instants are ISO 8601. */
export interface ApiKeySummary {
	readonly id: string;
	readonly name: string;
	/** First characters of the secret. */
	readonly prefix: string;
	readonly userId: string;
	readonly userLogin: string;
	readonly userName: string;
	readonly scopes: readonly string[];
	readonly createdAt: string;
	readonly createdBy: string | null;
	readonly expiresAt: string | null;
	readonly revokedAt: string | null;
	/** Exact to a minute. */
	readonly lastUsedAt: string | null;
}

export interface NewApiKey {
	readonly name: string;
	/** The key acts in the name and with the rights of this person, as they are at each call. */
	readonly userId: string;
	/** Of server/automations/scopes.ts. */
	readonly scopes: readonly string[];
	readonly expiresAt: Date | null;
}

/** Makes a key. The secret is in the answer and nowhere else. Refusals: `user_not_found`, `expiry_past`. */
export async function createApiKey(
	db: Queryable,
	input: NewApiKey,
	by: Actor,
	now: Date
): Promise<Outcome<{ id: string; secret: string }>> {
	if (input.expiresAt && input.expiresAt <= now) return refuse('expiry_past', { field: 'expiresAt' });
	if (!(await loadActor(db, input.userId))) return refuse('user_not_found', { field: 'userId' });
	const id = newUuid();
	const secret = keyStart + randomSecret();
	await db.query(
		`insert into api_key (id, name, prefix, secret_hash, user_id, scopes, created_at, created_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		[
			id,
			input.name,
			secret.slice(0, keyStart.length + 6),
			secretHash(secret),
			input.userId,
			[...new Set(input.scopes)],
			now,
			by.userId,
			input.expiresAt
		]
	);
	return ok({ id, secret });
}

/** All keys, newest first, revoked ones too. */
export async function listApiKeys(db: Queryable): Promise<ApiKeySummary[]> {
	const { rows } = await db.query<ApiKeySummary>(
		`select k.id, k.name, k.prefix, k.user_id as "userId", u.login as "userLogin", u.name as "userName", k.scopes,
			${iso('k.created_at')} as "createdAt", k.created_by as "createdBy", ${iso('k.expires_at')} as "expiresAt",
			${iso('k.revoked_at')} as "revokedAt", ${iso('k.last_used_at')} as "lastUsedAt"
		from api_key k join app_user u on u.id = k.user_id order by k.created_at desc, k.id`
	);
	return rows;
}

/** Revokes a key from this moment on. False when there is no such key. */
export async function revokeApiKey(db: Queryable, id: string, now: Date): Promise<boolean> {
	const { rowCount } = await db.query('update api_key set revoked_at = coalesce(revoked_at, $2) where id = $1', [id, now]);
	return (rowCount ?? 0) > 0;
}

export interface ApiKeyHolder {
	readonly keyId: string;
	readonly actor: Actor;
	readonly scopes: readonly string[];
}

/**
 * Who calls with this secret and what they may call; null when the key is unknown, revoked or expired, or its person is
 * no longer active. Asked at every call and never cached: a revoked key stops at once, on every node.
 */
export async function findApiKey(pool: Pool, secret: string, ip: string | undefined, now: Date): Promise<ApiKeyHolder | null> {
	if (!/^balcao_[\w-]{43}$/.test(secret)) return null;
	const { rows } = await pool.query<{ id: string; user_id: string; scopes: string[]; stale: boolean }>(
		`select id, user_id, scopes, last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute' as stale
		from api_key where secret_hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
		[secretHash(secret), now]
	);
	const key = rows[0];
	const actor = key && (await loadActor(pool, key.user_id, ip));
	if (!key || !actor) return null;
	if (key.stale) await pool.query('update api_key set last_used_at = $2 where id = $1', [key.id, now]);
	return { keyId: key.id, actor, scopes: key.scopes };
}
