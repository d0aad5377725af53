import { sql } from 'drizzle-orm';
import { check, date, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';

/**
 * How a record was reached (docs/privacy.md). The first three are openings of the same record by a person at a screen, `api` is an
 * automation that read it, `print` and `export` are copies that left, and `replica` stands for every customer of a branch: a
 * computer made its local copy.
 */
export const accessWays = ['search', 'ticket', 'link', 'api', 'print', 'export', 'replica'] as const;
export type AccessWay = (typeof accessWays)[number];

/** An opening as the centre tells it to a screen. */
export interface AccessEntry {
	readonly id: string;
	/** ISO 8601 with offset, by the clock of the computer where it happened. */
	readonly at: string;
	/** When the centre heard of it. */
	readonly recordedAt: string;
	readonly userId: string;
	readonly userName: string | null;
	readonly via: AccessWay;
	readonly ip: string | null;
}
export interface AccessPage {
	readonly entries: readonly AccessEntry[];
	/** Ask again with this to get older ones; null at the end. */
	readonly nextBefore: string | null;
}

/** Central: who opened whose record, and by which way (LGPD art. 37). Written by `app.note_access` only, and never changed. */
export const accessLog = pgTable(
	'access_log',
	{
		id: id(),
		/** When it happened: by the computer's clock where that was offline, never later than `recorded_at`. */
		at: instant('at').notNull(),
		userId: uuid('user_id').notNull(),
		/** Null: every customer of the branch (`replica`). */
		customerId: uuid('customer_id'),
		branchId: uuid('branch_id').notNull(),
		via: text('via').$type<AccessWay>().notNull(),
		ip: text('ip'),
		/** When the centre heard of it; minutes or days after `at` when the office was offline. */
		recordedAt: instant('recorded_at')
			.notNull()
			.default(sql`clock_timestamp()`)
	},
	(t) => [
		check('access_log_via', sql`${t.via} in ('search','ticket','link','api','print','export','replica')`),
		index('access_log_by_customer').on(t.customerId, t.at),
		index('access_log_by_user').on(t.userId, t.at),
		index('access_log_by_branch').on(t.branchId, t.at)
	]
);

/** Central: that a person was forgotten, by whom, when and why (LGPD art. 18 IV and art. 37). Holds nothing of the person. */
export const anonymisation = pgTable(
	'anonymisation',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		at: instant('at').notNull(),
		userId: uuid('user_id').notNull(),
		ip: text('ip'),
		reason: text('reason').notNull(),
		/** What was removed or blanked: table → number of rows. */
		removed: jsonb('removed').$type<Readonly<Record<string, number>>>().notNull(),
		/** Keys of files that are still to be removed from the storage; empty when all are gone. */
		files: text('files').array().notNull()
	},
	(t) => [index('anonymisation_by_customer').on(t.customerId)]
);

/**
 * Central: what the law obliges the provider to keep of a forgotten person, under seal (LGPD art. 16 I): no screen, no API and no
 * replica reads it, and it is deleted when the term is over. Which facts and for how long: domain/privacy/legal-hold.ts.
 */
export const legalHold = pgTable(
	'legal_hold',
	{
		id: id(),
		customerId: uuid('customer_id').notNull(),
		/** Last day on which it is kept. */
		keptUntil: date('kept_until').notNull(),
		/** `fiscal` (CTN art. 173) or `connection` (Marco Civil art. 13). */
		law: text('law').$type<'fiscal' | 'connection'>().notNull(),
		/** Name, CPF or CNPJ; for `connection` also logins, addresses of the network and telephone numbers with their periods. */
		facts: jsonb('facts').notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [index('legal_hold_by_term').on(t.keptUntil), check('legal_hold_law', sql`${t.law} in ('fiscal','connection')`)]
);
