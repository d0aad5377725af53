import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { authorship, id, instant } from './columns.ts';
import { appUser } from './user.ts';

/** Central: where to tell an automation about events. Its secret signs every delivery (HMAC-SHA256). */
export const webhook = pgTable('webhook', {
	id: id(),
	name: text('name').notNull(),
	url: text('url').notNull(),
	secret: text('secret').notNull(),
	/** Event names, e.g. `customer.created`, `ticket.updated`. */
	events: text('events').array().notNull(),
	/** Sees what this person may see. */
	userId: uuid('user_id')
		.notNull()
		.references(() => appUser.id, { onDelete: 'cascade' }),
	active: boolean('active').notNull().default(true),
	/** Not before this: a delivery is on its way until then, or the receiver failed and is left in peace. */
	freeAt: instant('free_at'),
	/** Attempts in a row that failed. */
	failures: integer('failures').notNull().default(0),
	...authorship()
});

/** Central: one event on its way to one webhook, and how it went. */
export const webhookDelivery = pgTable(
	'webhook_delivery',
	{
		id: id(),
		/** Order in which they happened. */
		seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
		webhookId: uuid('webhook_id')
			.notNull()
			.references(() => webhook.id, { onDelete: 'cascade' }),
		event: text('event').notNull(),
		payload: jsonb('payload').notNull(),
		createdAt: instant('created_at').notNull(),
		/** When to try next; null when it is settled. */
		dueAt: instant('due_at'),
		attempts: integer('attempts').notNull().default(0),
		status: text('status').$type<'waiting' | 'delivered' | 'failed'>().notNull().default('waiting'),
		responseStatus: integer('response_status'),
		error: text('error'),
		deliveredAt: instant('delivered_at')
	},
	(t) => [
		index('webhook_delivery_waiting')
			.on(t.webhookId, t.seq)
			.where(sql`status = 'waiting'`),
		index('webhook_delivery_by_webhook').on(t.webhookId, t.seq),
		index('webhook_delivery_by_age').on(t.createdAt)
	]
);

/** Central: an import of customers from a sheet, so that it can be looked at and undone as a whole. */
export const importRun = pgTable('import_run', {
	id: id(),
	userId: uuid('user_id').notNull(),
	branchId: uuid('branch_id').notNull(),
	fileName: text('file_name').notNull(),
	status: text('status').$type<'running' | 'done' | 'failed' | 'cancelled' | 'undone'>().notNull(),
	total: integer('total').notNull(),
	done: integer('done').notNull().default(0),
	created: integer('created').notNull().default(0),
	refused: integer('refused').notNull().default(0),
	error: text('error'),
	createdAt: instant('created_at').notNull(),
	endedAt: instant('ended_at'),
	undoneAt: instant('undone_at'),
	undoneBy: uuid('undone_by')
});

/** Central: a row that an import made. */
export const importRow = pgTable(
	'import_row',
	{
		rowId: uuid('row_id').primaryKey(),
		importRunId: uuid('import_run_id')
			.notNull()
			.references(() => importRun.id, { onDelete: 'cascade' }),
		tableName: text('table_name').notNull(),
		line: integer('line').notNull()
	},
	(t) => [index('import_row_by_run').on(t.importRunId)]
);
