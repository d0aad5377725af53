import { bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';

/**
 * Central: work that a transaction has asked for and that no queue has taken over yet (src/lib/server/jobs). Written by
 * `app.request_job` in the transaction of the change, gone as soon as it is a job of pg-boss.
 */
export const jobRequest = pgTable(
	'job_request',
	{
		id: id(),
		/** Order in which they were asked for. */
		seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
		/** Kind of job. */
		name: text('name').notNull(),
		/** What it is about: of one kind and key only one job waits at a time. */
		key: text('key').notNull(),
		/** Ids, never anything personal: it is read by whoever may see the jobs. */
		data: jsonb('data').notNull(),
		/** Not before this; null: at once. */
		startAfter: instant('start_after'),
		createdAt: instant('created_at').notNull()
	},
	(t) => [index('job_request_by_seq').on(t.seq)]
);
