import { sql } from 'drizzle-orm';
import { bigint, boolean, check, foreignKey, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { authorship, day, id, instant } from './columns.ts';
import { customer } from './customer.ts';

/** Plano / Serviço of the catalogue. Money is integer cents. */
export const servicePlan = pgTable('service_plan', {
	id: id(),
	name: text('name').notNull(),
	downloadKbps: integer('download_kbps').notNull(),
	uploadKbps: integer('upload_kbps').notNull(),
	priceCents: bigint('price_cents', { mode: 'number' }).notNull(),
	active: boolean('active').notNull().default(true),
	...authorship()
});

export const subscriptionStatuses = ['active', 'suspended', 'cancelled'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** Plano do cliente. */
export const subscription = pgTable(
	'subscription',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		servicePlanId: uuid('service_plan_id')
			.notNull()
			.references(() => servicePlan.id),
		status: text('status').$type<SubscriptionStatus>().notNull(),
		priceCents: bigint('price_cents', { mode: 'number' }).notNull(),
		/** Day of the month on which its invoices fall due, 1–28. */
		dueDay: integer('due_day').notNull(),
		startedOn: day('started_on').notNull(),
		endedOn: day('ended_on'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'subscription_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('subscription_status', sql`${t.status} in ('active','suspended','cancelled')`),
		index('subscription_by_customer').on(t.customerId)
	]
);

/** Fatura of a customer. */
export const invoice = pgTable(
	'invoice',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		number: bigint('number', { mode: 'number' }).notNull().unique(),
		dueOn: day('due_on').notNull(),
		amountCents: bigint('amount_cents', { mode: 'number' }).notNull(),
		paidAt: instant('paid_at'),
		paidCents: bigint('paid_cents', { mode: 'number' }),
		cancelledAt: instant('cancelled_at'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'invoice_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('invoice_amount', sql`${t.amountCents} >= 0`),
		index('invoice_by_customer').on(t.customerId)
	]
);
