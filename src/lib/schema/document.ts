import { sql } from 'drizzle-orm';
import { bigint, check, foreignKey, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { authorship, deletion, id, instant } from './columns.ts';
import { customer } from './customer.ts';

/** Gerenciador de Documentos (M1 5.8): what is known of a file. The bytes lie in the storage of the centre, never in a replica. */
export const document = pgTable(
	'document',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		/** The two that can be edited (item 177). */
		description: text('description').notNull(),
		remark: text('remark'),
		fileName: text('file_name').notNull(),
		mediaType: text('media_type').notNull(),
		bytes: bigint('bytes', { mode: 'number' }).notNull(),
		/** Hexadecimal, of the whole file. */
		sha256: text('sha256').notNull(),
		...authorship(),
		...deletion()
	},
	(t) => [
		foreignKey({ name: 'document_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('document_bytes', sql`${t.bytes} >= 0`),
		index('document_by_customer').on(t.customerId)
	]
);

/** Central: an upload under way, so that it can go on after a cut. */
export const upload = pgTable('upload', {
	id: id(),
	userId: uuid('user_id').notNull(),
	branchId: uuid('branch_id').notNull(),
	customerId: uuid('customer_id').notNull(),
	fileName: text('file_name').notNull(),
	mediaType: text('media_type').notNull(),
	description: text('description').notNull(),
	remark: text('remark'),
	bytes: bigint('bytes', { mode: 'number' }).notNull(),
	sha256: text('sha256').notNull(),
	received: bigint('received', { mode: 'number' }).notNull().default(0),
	parts: integer('parts').notNull().default(0),
	createdAt: instant('created_at').notNull(),
	touchedAt: instant('touched_at').notNull()
});
