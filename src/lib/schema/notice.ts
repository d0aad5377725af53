import { foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { customer } from './customer.ts';

/** "Somebody wrote over what you wrote": told to the first writer of a field that two people changed at once. */
export const overwriteNotice = pgTable(
	'overwrite_notice',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		/** Whose value was replaced: the person to tell. */
		userId: uuid('user_id').notNull(),
		/** Who replaced it. */
		byUserId: uuid('by_user_id').notNull(),
		field: text('field').notNull(),
		lostValue: text('lost_value'),
		newValue: text('new_value'),
		createdAt: instant('created_at').notNull(),
		seenAt: instant('seen_at')
	},
	(t) => [
		foreignKey({ name: 'overwrite_notice_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		index('overwrite_notice_user').on(t.userId)
	]
);
