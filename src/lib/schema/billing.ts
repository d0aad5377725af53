import { sql } from 'drizzle-orm';
import { bigint, boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { authorship, day, id, instant } from './columns.ts';
import { customer } from './customer.ts';
import { billingMethod } from './list.ts';

/** Grupo de serviços: what plans are sorted by, in the catalogue and in filters (item 279). */
export const serviceGroup = pgTable('service_group', {
	id: id(),
	name: text('name').notNull(),
	active: boolean('active').notNull().default(true),
	...authorship()
});

/** Plano / Serviço of the catalogue. Money is integer cents. */
export const servicePlan = pgTable('service_plan', {
	id: id(),
	serviceGroupId: uuid('service_group_id').references(() => serviceGroup.id),
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
		/** Forma de Cobrança. Null: nothing is billed, e.g. a courtesy. */
		billingMethodId: uuid('billing_method_id').references(() => billingMethod.id),
		status: text('status').$type<SubscriptionStatus>().notNull(),
		/** What it costs a month from now on; since when, and what it cost before: `subscription_price`. */
		priceCents: bigint('price_cents', { mode: 'number' }).notNull(),
		/** Day of the month on which its invoices fall due, 1–28. */
		dueDay: integer('due_day').notNull(),
		startedOn: day('started_on').notNull(),
		endedOn: day('ended_on'),
		/** Where it is installed, when that is not the customer's own address (Endereço Instalação, item 32). */
		installationAddress: text('installation_address'),
		installationDistrict: text('installation_district'),
		installationCity: text('installation_city'),
		installationReference: text('installation_reference'),
		/** Internet domain hosted with it (Domínio, item 27). */
		domain: text('domain'),
		/** N° de Circuito (item 45). */
		circuitNumber: text('circuit_number'),
		...authorship(),
		search: text('search').generatedAlwaysAs(
			sql`fold(coalesce(installation_address,'') || ' ' || coalesce(installation_district,'') || ' ' || coalesce(installation_city,'') || ' ' || coalesce(installation_reference,'') || ' ' || coalesce(domain,'') || ' ' || coalesce(circuit_number,''))`
		)
	},
	(t) => [
		foreignKey({ name: 'subscription_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('subscription_status', sql`${t.status} in ('active','suspended','cancelled')`),
		unique('subscription_of_customer').on(t.id, t.customerId, t.branchId),
		index('subscription_search').using('gin', t.search.op('gin_trgm_ops')),
		index('subscription_by_customer').on(t.customerId),
		index('subscription_started_on').on(t.startedOn)
	]
);

export const invoiceKinds = ['service', 'single', 'instalment'] as const;
/** Monthly run; made by hand; instalment of an agreement (Parc. Dívida). */
export type InvoiceKind = (typeof invoiceKinds)[number];

/** Fatura of a customer. What it is made of: `invoice_item`, at the centre. */
export const invoice = pgTable(
	'invoice',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		/** Nr. Documento (item 247). */
		number: bigint('number', { mode: 'number' }).notNull().unique(),
		kind: text('kind').$type<InvoiceKind>().notNull().default('service'),
		billingMethodId: uuid('billing_method_id').references(() => billingMethod.id),
		/** Month of the service, `2026-11`; null when it is for none. */
		competence: text('competence'),
		issuedOn: day('issued_on'),
		/** Already a business day of the customer's place (design, decision 6). */
		dueOn: day('due_on').notNull(),
		amountCents: bigint('amount_cents', { mode: 'number' }).notNull(),
		/** When the last cent came; until then it is open. */
		paidAt: instant('paid_at'),
		/** Of the amount, without fine and interest. */
		paidCents: bigint('paid_cents', { mode: 'number' }),
		/** Of which agreement it is an instalment, and the which. */
		agreementId: uuid('agreement_id'),
		instalment: integer('instalment'),
		/** The agreement that put itself in its place: it is a debt no more. */
		replacedById: uuid('replaced_by_id'),
		/** Customer, billing method, month and due day of a run: made once only, whoever runs it again. */
		runKey: text('run_key').unique(),
		cancelledAt: instant('cancelled_at'),
		/** Nosso número of its boleto, digits (Numero Boleto, item 44). */
		boletoNumber: text('boleto_number'),
		/** Number of its tax invoice (Numero NF, item 49). */
		taxInvoiceNumber: text('tax_invoice_number'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'invoice_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		check('invoice_amount', sql`${t.amountCents} >= 0`),
		check('invoice_kind', sql`${t.kind} in ('service','single','instalment')`),
		check('invoice_competence', sql`${t.competence} ~ '^\\d{4}-(0[1-9]|1[0-2])$'`),
		check('invoice_instalment', sql`(${t.kind} = 'instalment') = (${t.agreementId} is not null and ${t.instalment} is not null)`),
		index('invoice_open')
			.on(t.dueOn)
			.where(sql`${t.paidAt} is null and ${t.cancelledAt} is null and ${t.replacedById} is null`),
		index('invoice_by_agreement').on(t.agreementId),
		unique('invoice_of_customer').on(t.id, t.customerId, t.branchId),
		index('invoice_by_customer').on(t.customerId),
		index('invoice_boleto_number').on(t.boletoNumber.op('text_pattern_ops')),
		index('invoice_tax_invoice_number').on(t.taxInvoiceNumber.op('text_pattern_ops'))
	]
);
