import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { authorship, id, instant } from './columns.ts';
import { customer } from './customer.ts';
import { billingMethod } from './list.ts';

export const debitStatuses = ['pending', 'sent', 'authorised', 'refused', 'cancelled'] as const;
export type DebitStatus = (typeof debitStatuses)[number];

/** Dados Débitos (M1 5.6): how a customer pays. Which columns are filled follows from the kind of its billing method. */
export const paymentMethod = pgTable(
	'payment_method',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		billingMethodId: uuid('billing_method_id')
			.notNull()
			.references(() => billingMethod.id),
		debitStatus: text('debit_status').$type<DebitStatus>().notNull().default('pending'),
		/** Agência. */
		bankBranch: text('bank_branch'),
		/** Nro. de Conta Cte. with its check digit. */
		accountNumber: text('account_number'),
		accountKind: text('account_kind').$type<'current' | 'savings'>(),
		/** Código Identificador agreed with the bank. */
		identifierCode: text('identifier_code'),
		/** What is kept of a card (design.md §9.1): the number and code go to the tokeniser and nowhere else. */
		cardBrand: text('card_brand'),
		cardLastFour: text('card_last_four'),
		cardExpiryMonth: integer('card_expiry_month'),
		cardExpiryYear: integer('card_expiry_year'),
		/** Of the phone bill: DDD and number together, digits. */
		phone: text('phone'),
		phoneContract: text('phone_contract'),
		authorisedAt: instant('authorised_at'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'payment_method_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('payment_method_status', sql`${t.debitStatus} in ('pending','sent','authorised','refused','cancelled')`),
		check('payment_method_last_four', sql`${t.cardLastFour} ~ '^[0-9]{4}$'`),
		index('payment_method_by_customer').on(t.customerId)
	]
);

/** Central: the tokeniser's name of a card. Never replicated. */
export const cardToken = pgTable('card_token', {
	paymentMethodId: uuid('payment_method_id')
		.primaryKey()
		.references(() => paymentMethod.id, { onDelete: 'cascade' }),
	tokeniser: text('tokeniser').notNull(),
	token: text('token').notNull(),
	createdAt: instant('created_at').notNull()
});
