import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { appUser } from './user.ts';

/** Favoritos (M1 5.9): an option of a tab that a person starred. Of everybody in every replica: tiny, and no secret. */
export const favourite = pgTable(
	'favourite',
	{
		id: id(),
		userId: uuid('user_id')
			.notNull()
			.references(() => appUser.id, { onDelete: 'cascade' }),
		/** Name of the option in the record, e.g. `contacts` (components/customer/record-options.ts). */
		option: text('option').notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [unique('favourite_once').on(t.userId, t.option)]
);
