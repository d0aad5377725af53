import { boolean, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { branch } from './branch.ts';
import { authorship, id, instant } from './columns.ts';

/** What a person may do. Who sees what is written as RLS policies over these (migrations/, search "policy"). */
export const roles = ['attendant', 'finance', 'technician', 'manager', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Usuário: a person of the provider. Replicated, so that names can be shown offline; secrets live in `credential`. */
export const appUser = pgTable('app_user', {
	id: id(),
	login: text('login').notNull().unique(),
	name: text('name').notNull(),
	role: text('role').$type<Role>().notNull(),
	active: boolean('active').notNull().default(true),
	...authorship()
});

/** Which branches a person works in. An administrator works in all of them and needs no rows here. */
export const userBranch = pgTable(
	'user_branch',
	{
		id: id(),
		userId: uuid('user_id')
			.notNull()
			.references(() => appUser.id, { onDelete: 'cascade' }),
		branchId: uuid('branch_id')
			.notNull()
			.references(() => branch.id, { onDelete: 'cascade' })
	},
	(t) => [unique('user_branch_once').on(t.userId, t.branchId)]
);

/** Central: the password verifier (scrypt), never replicated. */
export const credential = pgTable('credential', {
	userId: uuid('user_id')
		.primaryKey()
		.references(() => appUser.id, { onDelete: 'cascade' }),
	/** `scrypt$N$r$p$salt$hash`, base64url. */
	passwordHash: text('password_hash').notNull(),
	changedAt: instant('changed_at').notNull()
});

/** Central: a signed-in browser or headless replica. Only the SHA-256 of the token is kept. */
export const session = pgTable(
	'session',
	{
		id: id(),
		tokenHash: text('token_hash').notNull().unique(),
		userId: uuid('user_id')
			.notNull()
			.references(() => appUser.id, { onDelete: 'cascade' }),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		lastSeenAt: instant('last_seen_at').notNull(),
		ip: text('ip'),
		userAgent: text('user_agent'),
		endedAt: instant('ended_at'),
		/** Set by a remote wipe: the replica behind this session must be erased at its next contact. */
		wipeAt: instant('wipe_at')
	},
	(t) => [index('session_user').on(t.userId)]
);

/** Central: a key of an automation. Only the SHA-256 of the secret is kept; `prefix` is what a person recognises. */
export const apiKey = pgTable('api_key', {
	id: id(),
	name: text('name').notNull(),
	prefix: text('prefix').notNull(),
	secretHash: text('secret_hash').notNull().unique(),
	/** The person in whose name and with whose rights the key acts. */
	userId: uuid('user_id')
		.notNull()
		.references(() => appUser.id, { onDelete: 'cascade' }),
	/** Procedures that the key may call, e.g. `customer.search`. */
	scopes: text('scopes').array().notNull(),
	createdAt: instant('created_at').notNull(),
	createdBy: uuid('created_by'),
	expiresAt: instant('expires_at'),
	revokedAt: instant('revoked_at'),
	lastUsedAt: instant('last_used_at')
});
