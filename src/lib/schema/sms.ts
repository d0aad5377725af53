import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { authorship, id, instant } from './columns.ts';
import { customer } from './customer.ts';

/** Waiting or on its way; taken by the gateway; on the telephone; refused, undeliverable or not sent for a reason of ours. */
export type SmsStatus = 'queued' | 'sent' | 'delivered' | 'failed';

/** A mobile that a message goes to, and what became of it. */
export interface SmsRecipient {
	/** Area code and number, digits only; '' in the only line of a customer who could not be written to. */
	readonly number: string;
	/** The contact who gave the consent (item 124). */
	readonly name: string;
	readonly status: SmsStatus;
	/** When it came to that; while it waits for the hours of sending: until when. ISO 8601; null while it simply waits. */
	readonly at: string | null;
	/** What the gateway said, or a code of ours (components/sms/result-words.ts); `skipped:` and why, where nothing was to be sent. */
	readonly error: string | null;
}

/**
 * SMS to a customer: the text as it goes out, and the result of each mobile. Synced, so that every browser sees results as they arrive;
 * after some weeks it is archived, which takes it out of the replicas and leaves it at the centre.
 */
export const smsMessage = pgTable(
	'sms_message',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		/** What one person sent at one moment to many. */
		letterId: uuid('letter_id').notNull(),
		/** Letter and customer, as it was asked for: who is in a letter is in it once. It stays when records are merged. */
		onceKey: text('once_key').notNull(),
		/** Of the Remetente whose subject heads it (items 337, 338). */
		senderName: text('sender_name').notNull(),
		/** Subject, and message with this customer's values. */
		text: text('text').notNull(),
		/** Messages that each mobile gets it as, each of them paid. */
		parts: integer('parts').notNull(),
		/** What a part cost when it was asked for. */
		partCents: integer('part_cents').notNull(),
		recipients: jsonb('recipients').$type<readonly SmsRecipient[]>().notNull(),
		archived: boolean('archived').notNull().default(false),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'sms_message_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		unique('sms_message_once').on(t.onceKey),
		check('sms_message_recipients', sql`jsonb_array_length(${t.recipients}) between 1 and 20`),
		check('sms_message_parts', sql`${t.parts} between 1 and 10 and ${t.partCents} >= 0`),
		index('sms_message_by_letter').on(t.letterId),
		index('sms_message_by_customer').on(t.customerId, t.createdAt),
		index('sms_message_fresh')
			.on(t.createdAt)
			.where(sql`not ${t.archived}`)
	]
);

/** Central: a mobile that is still to be served. Queued by the database with its message; settled rows are deleted. */
export const smsOutbox = pgTable(
	'sms_outbox',
	{
		id: id(),
		messageId: uuid('message_id')
			.notNull()
			.references(() => smsMessage.id, { onDelete: 'cascade' }),
		number: text('number').notNull(),
		dueAt: instant('due_at').notNull(),
		attempts: integer('attempts').notNull().default(0),
		/** A node is sending it until then. */
		leasedUntil: instant('leased_until')
	},
	(t) => [unique('sms_outbox_once').on(t.messageId, t.number), index('sms_outbox_due').on(t.dueAt)]
);

export const smsPartStatuses = ['sending', 'sent', 'delivered', 'failed'] as const;

/**
 * Central: a part that was handed over, or is just being. Written before it goes out: whoever finds one in `sending` after a crash knows
 * that it may be out already. Receipts come back under its reference.
 */
export const smsPart = pgTable(
	'sms_part',
	{
		id: id(),
		messageId: uuid('message_id')
			.notNull()
			.references(() => smsMessage.id, { onDelete: 'cascade' }),
		number: text('number').notNull(),
		part: integer('part').notNull(),
		status: text('status').$type<(typeof smsPartStatuses)[number]>().notNull(),
		/** What the gateway calls it; null until it has answered. */
		reference: text('reference'),
		sentAt: instant('sent_at').notNull()
	},
	(t) => [
		unique('sms_part_once').on(t.messageId, t.number, t.part),
		check('sms_part_status', sql`${t.status} in ('sending','sent','delivered','failed')`),
		index('sms_part_by_reference').on(t.reference)
	]
);

/** Central: what the simulated exchange of the demonstration holds back, joined from its parts. Empty where real people work. */
export const caughtSms = pgTable(
	'caught_sms',
	{
		id: id(),
		receivedAt: instant('received_at').notNull(),
		number: text('number').notNull(),
		sender: text('sender').notNull(),
		text: text('text').notNull(),
		parts: integer('parts').notNull(),
		encoding: text('encoding').$type<'gsm7' | 'ucs2'>().notNull()
	},
	(t) => [index('caught_sms_by_age').on(t.receivedAt)]
);
