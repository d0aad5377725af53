import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * Central: secrets that all nodes share, by what they are for. They lie in the database and not in the environment, so that nodes cannot
 * disagree and a restored backup still knows the links it gave out. Nobody's role reads them.
 */
export const serverKey = pgTable('server_key', {
	purpose: text('purpose').primaryKey().notNull(),
	/** 64 hexadecimal digits. */
	secret: text('secret').notNull(),
	createdAt: instant('created_at').notNull()
});
