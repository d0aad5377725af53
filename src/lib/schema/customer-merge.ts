import { foreignKey, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { customer, type CustomerStatus } from './customer.ts';

/** A merge of two records of one customer: what went over, so that it can be told and taken back as a whole. */
export const customerMerge = pgTable(
	'customer_merge',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		/** The record that goes on. */
		customerId: uuid('customer_id').notNull(),
		/** The duplicate: it stays, inactive, empty, with `merged_into_id`. */
		mergedId: uuid('merged_id').notNull(),
		mergedStatus: text('merged_status').$type<CustomerStatus>().notNull(),
		/** Table (SQL name) → ids of the rows that went over. */
		moved: jsonb('moved').$type<Readonly<Record<string, readonly string[]>>>().notNull(),
		/** Field of the registration → [what the record had, what it took from the duplicate]. */
		taken: jsonb('taken').$type<Readonly<Record<string, readonly [string | null, string | null]>>>().notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: uuid('created_by').notNull(),
		undoneAt: instant('undone_at'),
		undoneBy: uuid('undone_by')
	},
	(t) => [
		foreignKey({ name: 'customer_merge_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		foreignKey({ name: 'customer_merge_merged', columns: [t.mergedId], foreignColumns: [customer.id] }).onDelete('cascade'),
		index('customer_merge_by_customer').on(t.customerId),
		index('customer_merge_by_merged').on(t.mergedId)
	]
);
