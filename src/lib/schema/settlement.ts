import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	customType,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { BankFileKind, BankFileStatus, LineDecision, QueueStatus, TitleCommand } from '#lib/domain/settlement/bank-file.ts';
import type { QueueReason } from '#lib/domain/cnab/settle.ts';
import { boleto } from './receivable.ts';
import { day, id, instant } from './columns.ts';
import { collectionAccount } from './list.ts';

/**
 * What banks and we send each other, and what became of it. All of it central: finance asks the centre, and an invoice that was paid
 * reaches every replica by itself. Nothing is ever deleted here: it is what an account is settled by.
 */

/** Bytes as they are; node-postgres gives and takes a Buffer. */
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
const cents = (name: string) => bigint(name, { mode: 'number' });

/** Remessa or retorno, byte for byte as it was sent or came. */
export const bankFile = pgTable(
	'bank_file',
	{
		id: id(),
		kind: text('kind').$type<BankFileKind>().notNull(),
		collectionAccountId: uuid('collection_account_id')
			.notNull()
			.references(() => collectionAccount.id),
		/** Of a remessa: its number at the bank, without a gap. */
		sequence: integer('sequence'),
		name: text('name').notNull(),
		/** Hexadecimal, of `content`. */
		sha256: text('sha256').notNull(),
		content: bytes('content').notNull(),
		lines: integer('lines').notNull(),
		status: text('status').$type<BankFileStatus>().notNull(),
		/** Number of the last line that is settled: where a part begins, and where another process goes on. */
		done: integer('done').notNull().default(0),
		/** Payments, and their sum. */
		settled: integer('settled').notNull().default(0),
		settledCents: cents('settled_cents').notNull().default(0),
		noted: integer('noted').notNull().default(0),
		queued: integer('queued').notNull().default(0),
		/** Entries that came in another file before. */
		repeated: integer('repeated').notNull().default(0),
		/** Lines that cannot be read. */
		problems: integer('problems').notNull().default(0),
		error: text('error'),
		createdAt: instant('created_at').notNull(),
		createdBy: uuid('created_by'),
		endedAt: instant('ended_at')
	},
	(t) => [
		check('bank_file_kind', sql`${t.kind} in ('remessa','retorno')`),
		check('bank_file_status', sql`${t.status} in ('waiting','running','done','failed')`),
		check('bank_file_sequence', sql`(${t.kind} = 'remessa') = (${t.sequence} is not null)`),
		unique('bank_file_once').on(t.collectionAccountId, t.kind, t.sha256),
		unique('bank_file_of_sequence').on(t.collectionAccountId, t.sequence),
		index('bank_file_by_age').on(t.createdAt),
		index('bank_file_open')
			.on(t.createdAt)
			.where(sql`${t.status} in ('waiting','running')`)
	]
);

/** A line of a retorno as it came, and what was decided about it. Of a pair of segments T and U the first has the decision. */
export const bankFileLine = pgTable(
	'bank_file_line',
	{
		bankFileId: uuid('bank_file_id')
			.notNull()
			.references(() => bankFile.id),
		/** From 1, as the file counts. */
		number: integer('number').notNull(),
		raw: text('raw').notNull(),
		occurrence: text('occurrence'),
		meaning: text('meaning'),
		ourNumber: text('our_number'),
		paidCents: cents('paid_cents'),
		occurredOn: day('occurred_on'),
		/** Null: header, trailer, or the second half of a pair. */
		decision: text('decision').$type<LineDecision>(),
		/** Why it is queued, or what cannot be read. */
		reason: text('reason'),
		/** Account, nosso número, occurrence, day and amount: settled once, whatever file it comes in. */
		settlementKey: text('settlement_key').unique(),
		invoiceId: uuid('invoice_id'),
		paymentId: uuid('payment_id')
	},
	(t) => [
		primaryKey({ columns: [t.bankFileId, t.number] }),
		check('bank_file_line_decision', sql`${t.decision} in ('settled','noted','kept','queued','repeated','problem')`),
		index('bank_file_line_by_decision').on(t.bankFileId, t.decision, t.number)
	]
);

/** A title in a remessa: what the bank was told of it, once. */
export const bankFileTitle = pgTable(
	'bank_file_title',
	{
		bankFileId: uuid('bank_file_id')
			.notNull()
			.references(() => bankFile.id),
		boletoId: uuid('boleto_id')
			.notNull()
			.references(() => boleto.id, { onDelete: 'cascade' }),
		command: text('command').$type<TitleCommand>().notNull(),
		dueOn: day('due_on').notNull(),
		/** The bank has refused it: it may be told again. */
		refusedAt: instant('refused_at')
	},
	(t) => [
		primaryKey({ columns: [t.bankFileId, t.boletoId, t.command] }),
		check('bank_file_title_command', sql`${t.command} in ('register','cancel','change_due')`),
		uniqueIndex('bank_file_title_once')
			.on(t.boletoId, t.command, t.dueOn)
			.where(sql`${t.refusedAt} is null`)
	]
);

/** A PIX that came, by its end-to-end id: however often the bank tells of it. */
export const pixEvent = pgTable('pix_event', {
	endToEndId: text('end_to_end_id').primaryKey().notNull(),
	txid: text('txid'),
	/** The receiver's key. */
	key: text('key'),
	cents: cents('cents').notNull(),
	at: instant('at').notNull(),
	receivedAt: instant('received_at').notNull(),
	/** As it was told, without who paid: that is no business of ours. */
	payload: jsonb('payload').notNull(),
	decision: text('decision').$type<LineDecision>(),
	invoiceId: uuid('invoice_id'),
	paymentId: uuid('payment_id')
});

/** What a person has to look at: money whose invoice or amount is odd, and what the bank has refused. */
export const settlementQueue = pgTable(
	'settlement_queue',
	{
		id: id(),
		bankFileId: uuid('bank_file_id').references(() => bankFile.id),
		line: integer('line'),
		endToEndId: text('end_to_end_id').references(() => pixEvent.endToEndId),
		reason: text('reason').$type<QueueReason>().notNull(),
		/** Nosso número, or the txid. */
		reference: text('reference').notNull(),
		/** The one that was found, if any. */
		invoiceId: uuid('invoice_id'),
		cents: cents('cents').notNull(),
		paidOn: day('paid_on'),
		creditedOn: day('credited_on'),
		/** What its payment is known by, so that it is settled once. */
		originKey: text('origin_key').notNull().unique(),
		status: text('status').$type<QueueStatus>().notNull().default('open'),
		paymentId: uuid('payment_id'),
		note: text('note'),
		createdAt: instant('created_at').notNull(),
		resolvedAt: instant('resolved_at'),
		resolvedBy: uuid('resolved_by')
	},
	(t) => [
		check('settlement_queue_status', sql`${t.status} in ('open','settled','reversed','ignored')`),
		check('settlement_queue_source', sql`(${t.bankFileId} is null) <> (${t.endToEndId} is null)`),
		index('settlement_queue_open')
			.on(t.createdAt)
			.where(sql`${t.status} = 'open'`)
	]
);
