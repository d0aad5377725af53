import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	foreignKey,
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
import { invoice, subscription } from './billing.ts';
import { authorship, day, id, instant } from './columns.ts';
import { customer } from './customer.ts';
import { billingMethod, collectionAccount } from './list.ts';

/** What invoices are made of and what becomes of them. Money is integer cents. */

const cents = (name: string) => bigint(name, { mode: 'number' });

/** Since when a subscription costs what: a change of price in the middle of a month is billed by the day. */
export const subscriptionPrice = pgTable(
	'subscription_price',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		subscriptionId: uuid('subscription_id').notNull(),
		fromOn: day('from_on').notNull(),
		monthlyCents: cents('monthly_cents').notNull(),
		...authorship()
	},
	(t) => [
		foreignKey({
			name: 'subscription_price_subscription',
			columns: [t.subscriptionId, t.customerId, t.branchId],
			foreignColumns: [subscription.id, subscription.customerId, subscription.branchId]
		})
			.onUpdate('cascade')
			.onDelete('cascade'),
		unique('subscription_price_from').on(t.subscriptionId, t.fromOn),
		check('subscription_price_amount', sql`${t.monthlyCents} >= 0`)
	]
);

/** Evento de faturamento (item 228): charged once, with the customer's next invoice of that billing method. */
export const charge = pgTable(
	'charge',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		billingMethodId: uuid('billing_method_id')
			.notNull()
			.references(() => billingMethod.id),
		dueDay: integer('due_day').notNull(),
		/** Not billed before this month, `2026-11`. */
		competence: text('competence').notNull(),
		description: text('description').notNull(),
		amountCents: cents('amount_cents').notNull(),
		/** On which invoice it stands; null: not billed yet. */
		invoiceId: uuid('invoice_id').references(() => invoice.id),
		cancelledAt: instant('cancelled_at'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'charge_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('charge_amount', sql`${t.amountCents} > 0`),
		check('charge_due_day', sql`${t.dueDay} between 1 and 31`),
		index('charge_by_customer').on(t.customerId)
	]
);

export const itemKinds = ['subscription', 'charge', 'credit'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** A line of an invoice. Central: a year of them is more than a browser should carry; the invoice's page asks for its own. */
export const invoiceItem = pgTable(
	'invoice_item',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		invoiceId: uuid('invoice_id').notNull(),
		/** What is billed, once only: a subscription's month, a charge. Null: credit used, or its invoice was cancelled. */
		itemKey: text('item_key').unique(),
		kind: text('kind').$type<ItemKind>().notNull(),
		subscriptionId: uuid('subscription_id'),
		description: text('description').notNull(),
		fromOn: day('from_on'),
		toOn: day('to_on'),
		/** Negative for credit used. */
		amountCents: cents('amount_cents').notNull(),
		/** The run that wrote it; null: made by hand. */
		invoiceRunId: uuid('invoice_run_id')
	},
	(t) => [
		foreignKey({
			name: 'invoice_item_invoice',
			columns: [t.invoiceId, t.customerId, t.branchId],
			foreignColumns: [invoice.id, invoice.customerId, invoice.branchId]
		})
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('invoice_item_kind', sql`${t.kind} in ('subscription','charge','credit')`),
		index('invoice_item_by_invoice').on(t.invoiceId),
		index('invoice_item_by_run')
			.on(t.invoiceRunId, t.invoiceId)
			.where(sql`${t.invoiceRunId} is not null`)
	]
);

export const paymentSources = ['cash', 'boleto', 'pix', 'card', 'bank_debit', 'transfer', 'credit'] as const;
export type PaymentSource = (typeof paymentSources)[number];

/** Baixa: money that came for an invoice. Central, as its items. Taken back by a line that says so, never deleted. */
export const payment = pgTable(
	'payment',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		invoiceId: uuid('invoice_id').notNull(),
		paidOn: day('paid_on').notNull(),
		/** When the bank puts it into the account; null: as it came. */
		creditedOn: day('credited_on'),
		source: text('source').$type<PaymentSource>().notNull(),
		/** Of the invoice's amount. */
		principalCents: cents('principal_cents').notNull(),
		/** Fine and interest. */
		lateCents: cents('late_cents').notNull().default(0),
		/** Paid too much: kept for the next invoice. */
		creditCents: cents('credit_cents').notNull().default(0),
		discountCents: cents('discount_cents').notNull().default(0),
		/** Fine and interest of that day that somebody let go; the note says why. */
		waivedCents: cents('waived_cents').notNull().default(0),
		/** What brought it, once only: a line of a bank file, a PIX end-to-end id. Null: somebody at the desk. */
		originKey: text('origin_key').unique(),
		note: text('note'),
		reversedAt: instant('reversed_at'),
		reversedBy: uuid('reversed_by'),
		...authorship()
	},
	(t) => [
		foreignKey({
			name: 'payment_invoice',
			columns: [t.invoiceId, t.customerId, t.branchId],
			foreignColumns: [invoice.id, invoice.customerId, invoice.branchId]
		})
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('payment_source', sql`${t.source} in ('cash','boleto','pix','card','bank_debit','transfer','credit')`),
		check(
			'payment_amounts',
			sql`least(${t.principalCents}, ${t.lateCents}, ${t.creditCents}, ${t.discountCents}) >= 0 and ${t.principalCents} + ${t.lateCents} + ${t.creditCents} > 0`
		),
		check('payment_waived', sql`${t.waivedCents} >= 0`),
		index('payment_by_invoice').on(t.invoiceId),
		index('payment_by_customer').on(t.customerId, t.paidOn)
	]
);

/** Acordo (Parc. Dívida): a debt in instalments, each an invoice. */
export const agreement = pgTable(
	'agreement',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		billingMethodId: uuid('billing_method_id')
			.notNull()
			.references(() => billingMethod.id),
		debtCents: cents('debt_cents').notNull(),
		discountCents: cents('discount_cents').notNull().default(0),
		downPaymentCents: cents('down_payment_cents').notNull().default(0),
		instalments: integer('instalments').notNull(),
		firstDueOn: day('first_due_on').notNull(),
		/** Invoices that it takes the place of. */
		invoiceIds: jsonb('invoice_ids').$type<readonly string[]>().notNull(),
		/** Broken or taken back: what was not paid is the old debt again. */
		endedAt: instant('ended_at'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'agreement_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('agreement_amounts', sql`${t.debtCents} > 0 and ${t.discountCents} between 0 and ${t.debtCents} and ${t.downPaymentCents} >= 0`),
		check('agreement_instalments', sql`${t.instalments} between 1 and 60`),
		index('agreement_by_customer').on(t.customerId)
	]
);

/** Promessa de pagamento: suspension waits for it (design, decision 4). */
export const paymentPromise = pgTable(
	'payment_promise',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		madeOn: day('made_on').notNull(),
		promisedOn: day('promised_on').notNull(),
		amountCents: cents('amount_cents').notNull(),
		note: text('note'),
		withdrawnAt: instant('withdrawn_at'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'payment_promise_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('payment_promise_amount', sql`${t.amountCents} > 0`),
		check('payment_promise_day', sql`${t.promisedOn} >= ${t.madeOn}`),
		index('payment_promise_by_customer').on(t.customerId)
	]
);

export const boletoStatuses = ['issued', 'sent', 'registered', 'rejected', 'settled', 'written_off'] as const;
/** Made; in a remessa; entrada confirmada; entrada rejeitada; liquidado; baixado. */
export type BoletoStatus = (typeof boletoStatuses)[number];

/** Título at the bank, one for each invoice and collection account. Central: its line follows from the invoice and the account. */
export const boleto = pgTable(
	'boleto',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		invoiceId: uuid('invoice_id').notNull(),
		collectionAccountId: uuid('collection_account_id')
			.notNull()
			.references(() => collectionAccount.id),
		/** Nosso número without check digit, digits. */
		ourNumber: text('our_number').notNull(),
		issuedOn: day('issued_on').notNull(),
		dueOn: day('due_on').notNull(),
		amountCents: cents('amount_cents').notNull(),
		status: text('status').$type<BoletoStatus>().notNull().default('issued'),
		/** Txid of its PIX charge; null: static code, or none. */
		pixTxid: text('pix_txid').unique(),
		/** Where the payer's app reads the charge. */
		pixUrl: text('pix_url'),
		...authorship()
	},
	(t) => [
		foreignKey({
			name: 'boleto_invoice',
			columns: [t.invoiceId, t.customerId, t.branchId],
			foreignColumns: [invoice.id, invoice.customerId, invoice.branchId]
		})
			.onUpdate('cascade')
			.onDelete('cascade'),
		unique('boleto_our_number').on(t.collectionAccountId, t.ourNumber),
		unique('boleto_of_invoice').on(t.invoiceId, t.collectionAccountId),
		check('boleto_status', sql`${t.status} in ('issued','sent','registered','rejected','settled','written_off')`)
	]
);

/**
 * The next nosso número and remessa of an account. Central, and taken in the transaction that uses it: a rollback gives it
 * back, so no bank finds a gap.
 */
export const collectionCounter = pgTable('collection_counter', {
	collectionAccountId: uuid('collection_account_id')
		.primaryKey()
		.notNull()
		.references(() => collectionAccount.id),
	nextOurNumber: cents('next_our_number').notNull().default(1),
	nextRemittance: integer('next_remittance').notNull().default(1)
});

/** The next nosso número of a sequence that begins anew (748: with each year and byte of origin); other accounts have their counter's. */
export const collectionSeries = pgTable(
	'collection_series',
	{
		collectionAccountId: uuid('collection_account_id')
			.notNull()
			.references(() => collectionAccount.id),
		/** What a nosso número of it begins with. */
		series: text('series').notNull(),
		nextOurNumber: cents('next_our_number').notNull().default(1)
	},
	(t) => [primaryKey({ columns: [t.collectionAccountId, t.series] })]
);

export const runStatuses = ['waiting', 'running', 'done', 'stopped', 'failed', 'undoing', 'undone'] as const;
/** Asked for; at work; through; ended by somebody; given up by the centre; its invoices are being cancelled; they are. */
export type RunStatus = (typeof runStatuses)[number];

/** Faturamento: one run of one due day in one branch, and how far it is. Written by the centre while it is at work. */
export const invoiceRun = pgTable(
	'invoice_run',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		competence: text('competence').notNull(),
		dueIn: text('due_in').notNull(),
		dueDay: integer('due_day').notNull(),
		status: text('status').$type<RunStatus>().notNull(),
		/** Customers with something to bill, and with how many it is through. Of an undo: invoices. */
		planned: integer('planned').notNull(),
		done: integer('done').notNull().default(0),
		invoices: integer('invoices').notNull().default(0),
		totalCents: cents('total_cents').notNull().default(0),
		/** What the person confirmed: the numbers of the preview. */
		expectedInvoices: integer('expected_invoices').notNull().default(0),
		expectedCents: cents('expected_cents').notNull().default(0),
		/** Customers who could not be billed, and invoices that stand without a boleto: `invoice_run_problem`, at the centre. */
		failed: integer('failed').notNull().default(0),
		withoutBoleto: integer('without_boleto').notNull().default(0),
		/** Invoices of an undone run that stay, because somebody paid them or the bank has them. */
		kept: integer('kept').notNull().default(0),
		/** Rises with each "Tentar de novo". */
		attempt: integer('attempt').notNull().default(1),
		/** The last customer it is through with: it goes on after this one. The highest id: with all of them. */
		afterCustomerId: uuid('after_customer_id'),
		error: text('error'),
		endedAt: instant('ended_at'),
		...authorship()
	},
	(t) => [
		check('invoice_run_status', sql`${t.status} in ('waiting','running','done','stopped','failed','undoing','undone')`),
		index('invoice_run_by_branch').on(t.branchId, t.createdAt),
		// Two runs of one month and due day at once would only get in each other's way.
		uniqueIndex('invoice_run_at_work')
			.on(t.branchId, t.competence, t.dueDay)
			.where(sql`${t.status} in ('waiting','running','undoing')`)
	]
);

/** Who a run could not bill, or whose invoice stands without a boleto. Central: the office asks for it when there is any. */
export const invoiceRunProblem = pgTable(
	'invoice_run_problem',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		invoiceRunId: uuid('invoice_run_id')
			.notNull()
			.references(() => invoiceRun.id, { onDelete: 'cascade' }),
		/** Null: there is no invoice. */
		invoiceId: uuid('invoice_id').references(() => invoice.id, { onDelete: 'cascade' }),
		/** Code of a refusal, or `defect`. */
		code: text('code').notNull(),
		/** In which attempt of the run. */
		attempt: integer('attempt').notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		foreignKey({
			name: 'invoice_run_problem_customer',
			columns: [t.customerId, t.branchId],
			foreignColumns: [customer.id, customer.branchId]
		})
			.onUpdate('cascade')
			.onDelete('cascade'),
		index('invoice_run_problem_by_run').on(t.invoiceRunId)
	]
);
