import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';

/** Histórico (M1 5.7): written by triggers of the centre, asked from the centre, never replicated. */
export const history = pgTable(
	'history',
	{
		id: id(),
		branchId: uuid('branch_id'),
		customerId: uuid('customer_id'),
		tableName: text('table_name').notNull(),
		rowId: uuid('row_id').notNull(),
		operation: text('operation').$type<'insert' | 'update' | 'delete'>().notNull(),
		at: instant('at').notNull(),
		userId: uuid('user_id'),
		ip: text('ip'),
		/** field → [old, new]; names as in the database. */
		changes: jsonb('changes').$type<Record<string, [unknown, unknown]>>().notNull()
	},
	(t) => [
		index('history_by_customer').on(t.customerId, t.at),
		index('history_by_row').on(t.rowId, t.at),
		// Of the Painel: few rows among millions of customers' ones.
		index('history_of_settings')
			.on(t.tableName, t.at)
			.where(sql`${t.customerId} is null`)
	]
);
