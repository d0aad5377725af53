import { bigint, customType, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
	dataType: () => 'bytea',
	fromDriver: (value) => new Uint8Array(value)
});

/**
 * Central: what was written into shared texts (Yjs) since their state was last folded into the row that owns them
 * (`customer.remarks_yjs`, `ticket.notes_yjs`, `message_template.body_yjs`, with the plain text beside it). Which texts
 * there are: texts/kinds.ts.
 */
export const sharedTextUpdate = pgTable(
	'shared_text_update',
	{
		seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		/** `<kind>:<id of the owning row>` */
		name: text('name').notNull(),
		update: bytea('update').notNull(),
		userId: uuid('user_id'),
		at: instant('at').notNull()
	},
	(t) => [index('shared_text_update_by_name').on(t.name, t.seq)]
);

/** Central: postal codes that were looked up, so that the next one is asked from here. */
export const postalCodeCache = pgTable('postal_code_cache', {
	postalCode: text('postal_code').primaryKey(),
	/** Null: the service knows no such CEP. */
	street: text('street'),
	district: text('district'),
	city: text('city'),
	state: text('state'),
	found: integer('found').notNull(),
	askedAt: instant('asked_at').notNull()
});
