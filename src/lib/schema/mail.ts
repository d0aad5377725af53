import { sql } from 'drizzle-orm';
import { boolean, check, customType, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { authorship, id, instant } from './columns.ts';
import { customer } from './customer.ts';
import { messageTemplate } from './list.ts';

export const mailKinds = ['boleto', 'letter'] as const;
/** Enviar Boleto (item 253); Carta de Cobrança. */
export type MailKind = (typeof mailKinds)[number];

/** Waiting or on its way; taken by the mail server; refused for good; came back after it was taken. */
export type MailStatus = 'queued' | 'sent' | 'failed' | 'bounced';

/** Somebody that a message goes to, and what became of it. */
export interface MailRecipient {
	readonly address: string;
	readonly status: MailStatus;
	/** When it came to that; ISO 8601. Null while it waits. */
	readonly at: string | null;
	/** What the mail server said, or a code of ours; shown as it is. */
	readonly error: string | null;
}

/**
 * E-mail to a customer: what was asked for, and the result of each recipient. Synced, so that every browser sees results as they arrive;
 * after some weeks it is archived, which takes it out of the replicas (a restrictive policy) and leaves it at the centre.
 */
export const mailMessage = pgTable(
	'mail_message',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		kind: text('kind').$type<MailKind>().notNull(),
		/** Whose boletos are attached. */
		invoiceIds: jsonb('invoice_ids').$type<readonly string[]>().notNull(),
		senderName: text('sender_name').notNull(),
		senderEmail: text('sender_email').notNull(),
		subject: text('subject').notNull(),
		body: text('body'),
		/** Solicitar confirmação de leitura (item 264). */
		readReceipt: boolean('read_receipt').notNull().default(false),
		/** Of a Carta de Cobrança: its Tipo E-mail, whose text is filled in when it goes out. */
		messageTemplateId: uuid('message_template_id').references(() => messageTemplate.id),
		/** What one person sent to many customers at one moment. */
		batchId: uuid('batch_id'),
		/** Once per customer, letter and day (domain/mail/collection-letter.ts); null for what goes out as often as it is asked for. */
		letterKey: text('letter_key'),
		recipients: jsonb('recipients').$type<readonly MailRecipient[]>().notNull(),
		archived: boolean('archived').notNull().default(false),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'mail_message_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('mail_message_kind', sql`${t.kind} in ('boleto','letter')`),
		check('mail_message_recipients', sql`jsonb_array_length(${t.recipients}) between 1 and 100`),
		unique('mail_message_letter').on(t.letterKey),
		index('mail_message_by_customer').on(t.customerId, t.createdAt),
		index('mail_message_by_batch').on(t.batchId),
		index('mail_message_fresh')
			.on(t.createdAt)
			.where(sql`not ${t.archived}`)
	]
);

/** Central: a recipient that is still to be served. Queued by the database with its message; settled rows are deleted. */
export const mailOutbox = pgTable(
	'mail_outbox',
	{
		/** Part of the Message-ID: the same in every attempt. */
		id: id(),
		messageId: uuid('message_id')
			.notNull()
			.references(() => mailMessage.id, { onDelete: 'cascade' }),
		address: text('address').notNull(),
		dueAt: instant('due_at').notNull(),
		attempts: integer('attempts').notNull().default(0),
		/** A node is sending it until then. */
		leasedUntil: instant('leased_until')
	},
	(t) => [unique('mail_outbox_once').on(t.messageId, t.address), index('mail_outbox_due').on(t.dueAt)]
);

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** Central: what the mail catcher of the demonstration holds back, newest last. Empty where real people work. */
export const caughtMail = pgTable(
	'caught_mail',
	{
		id: id(),
		receivedAt: instant('received_at').notNull(),
		/** Its Message-ID: a message that is sent twice is one. */
		messageId: text('message_id').notNull(),
		address: text('address').notNull(),
		sender: text('sender').notNull(),
		subject: text('subject').notNull(),
		/** As it came over the wire. */
		raw: bytes('raw').notNull()
	},
	(t) => [unique('caught_mail_once').on(t.messageId, t.address), index('caught_mail_by_age').on(t.receivedAt)]
);
