import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { SuspensionReason } from '#lib/domain/delinquency/suspension.ts';
import type { Refusal } from '#lib/domain/refusal.ts';
import { subscription } from './billing.ts';
import { authorship, day, id, instant } from './columns.ts';
import { customer } from './customer.ts';

export const suspensionKinds = ['debt', 'temporary'] as const;
/** Status de Serviço of a suspension (items 345–347). */
export type SuspensionKind = (typeof suspensionKinds)[number];

export const suspensionDirections = ['suspend', 'restore'] as const;
/** Which way it is going: the service is taken away, or given back by the same path. */
export type SuspensionDirection = (typeof suspensionDirections)[number];

export const suspensionStatuses = ['queued', 'in_force', 'session_ended', 'verified', 'failed', 'withdrawn'] as const;
/**
 * Asked for; in force (from this commit on logins are answered differently); the NAS has ended the session; accounting shows that it
 * ended; failed, and why; taken back before it was in force.
 */
export type SuspensionStatus = (typeof suspensionStatuses)[number];

export const restoreCauses = ['paid', 'asked', 'undone', 'over', 'cancelled'] as const;
/** Why a service came back: the debt was paid; somebody asked; a wrong batch; its last day has passed; the plan is no more. */
export type RestoreCause = (typeof restoreCauses)[number];

export const noticeChannels = ['letter', 'email', 'sms', 'hand', 'portal'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

/** Suspender Serviços, once: what one person asked for at one moment, so that it can be watched and undone as a whole. */
export const suspensionBatch = pgTable(
	'suspension_batch',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		kind: text('kind').$type<SuspensionKind>().notNull(),
		/** Plans asked for. */
		planned: integer('planned').notNull(),
		/** Plans that could not be: the others were all the same. */
		skipped: jsonb('skipped').$type<readonly SkippedPlan[]>().notNull().default([]),
		/** Criar Ocorrência de Suspensão (item 343). */
		opensTickets: boolean('opens_tickets').notNull().default(false),
		/** Why it was done before its lawful day. */
		reason: text('reason'),
		undoneAt: instant('undone_at'),
		undoneBy: uuid('undone_by'),
		...authorship()
	},
	(t) => [
		check('suspension_batch_kind', sql`${t.kind} in ('debt','temporary')`),
		index('suspension_batch_by_branch').on(t.branchId, t.createdAt)
	]
);

/** A plan of a batch that was not suspended, and why not. */
export interface SkippedPlan extends Pick<Refusal, 'code' | 'detail'> {
	readonly subscriptionId: string;
}

/** Suspensão of one plan: a fact with author, time and what justified it (design, decision 9.4). At most one of a plan is open. */
export const suspension = pgTable(
	'suspension',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		subscriptionId: uuid('subscription_id').notNull(),
		/** Null: by the ladder, or from before there were batches. */
		batchId: uuid('batch_id').references(() => suspensionBatch.id),
		kind: text('kind').$type<SuspensionKind>().notNull(),
		direction: text('direction').$type<SuspensionDirection>().notNull().default('suspend'),
		status: text('status').$type<SuspensionStatus>().notNull().default('queued'),
		/** Why it failed (domain/suspension/failure.ts), and which server or answer it is about. */
		failure: text('failure'),
		failureDetail: jsonb('failure_detail').$type<Readonly<Record<string, string | number>>>(),
		/** Of a temporary one: its days, both included. A debt's has no end but the payment. */
		fromOn: day('from_on').notNull(),
		toOn: day('to_on'),
		/**
		 * By debt: what it is for are the invoices due before this day, which were overdue when it was asked for (domain/suspension/debts-before.ts).
		 * Null: nothing was.
		 */
		debtsBefore: day('debts_before'),
		/** The earliest lawful day, the conditions that made it, and the notice it counts from. Null: it came before any. */
		lawfulOn: day('lawful_on'),
		reasons: jsonb('reasons').$type<readonly SuspensionReason[]>().notNull().default([]),
		noticeId: uuid('notice_id').references(() => debtNotice.id, { onDelete: 'set null' }),
		/** What was written by whoever suspended before the lawful day; null where it was lawful. */
		reason: text('reason'),
		opensTicket: boolean('opens_ticket').notNull().default(false),
		ticketId: uuid('ticket_id'),
		requestedBy: uuid('requested_by'),
		/** The commit from which logins were answered differently. */
		inForceAt: instant('in_force_at'),
		restoreCause: text('restore_cause').$type<RestoreCause>(),
		restoreRequestedAt: instant('restore_requested_at'),
		restoredBy: uuid('restored_by'),
		restoredAt: instant('restored_at'),
		/** Of no effect from here on: restored, or withdrawn before it was in force. */
		endedAt: instant('ended_at'),
		...authorship()
	},
	(t) => [
		foreignKey({
			name: 'suspension_subscription',
			columns: [t.subscriptionId, t.customerId, t.branchId],
			foreignColumns: [subscription.id, subscription.customerId, subscription.branchId]
		})
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('suspension_kind', sql`${t.kind} in ('debt','temporary')`),
		check('suspension_direction', sql`${t.direction} in ('suspend','restore')`),
		check('suspension_status', sql`${t.status} in ('queued','in_force','session_ended','verified','failed','withdrawn')`),
		check('suspension_restore_cause', sql`${t.restoreCause} in ('paid','asked','undone','over','cancelled')`),
		check('suspension_days', sql`${t.toOn} >= ${t.fromOn} and (${t.kind} = 'debt' or ${t.toOn} is not null)`),
		uniqueIndex('suspension_open')
			.on(t.subscriptionId)
			.where(sql`${t.endedAt} is null`),
		index('suspension_at_work')
			.on(t.updatedAt)
			.where(sql`${t.status} in ('queued','in_force','session_ended')`),
		index('suspension_by_customer').on(t.customerId),
		index('suspension_by_batch').on(t.batchId)
	]
);

/** Aviso de débito: that a notice of the debt provably reached the customer. The days of the law run from it (domain/delinquency/ladder.ts). */
export const debtNotice = pgTable(
	'debt_notice',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		provenOn: day('proven_on').notNull(),
		channel: text('channel').$type<NoticeChannel>().notNull(),
		/** What proves it: the number of the AR, the id of the delivery. Once only where it is given. */
		reference: text('reference'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'debt_notice_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('debt_notice_channel', sql`${t.channel} in ('letter','email','sms','hand','portal')`),
		unique('debt_notice_reference').on(t.customerId, t.channel, t.reference),
		index('debt_notice_by_customer').on(t.customerId, t.provenOn)
	]
);

/** Central: how far the network's part of a suspension is, so that a node that dies leaves it to another. Gone when it is settled. */
export const suspensionStep = pgTable('suspension_step', {
	suspensionId: uuid('suspension_id')
		.primaryKey()
		.references(() => suspension.id, { onDelete: 'cascade' }),
	/** Not before this: somebody is at it until then, or it waits for its next attempt. */
	dueAt: instant('due_at').notNull(),
	attempts: integer('attempts').notNull().default(0)
});
