import { sql } from 'drizzle-orm';
import { bigint, boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
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
		index('invoice_by_customer').on(t.customerId),
		index('invoice_boleto_number').on(t.boletoNumber.op('text_pattern_ops')),
		index('invoice_tax_invoice_number').on(t.taxInvoiceNumber.op('text_pattern_ops'))
	]
);
