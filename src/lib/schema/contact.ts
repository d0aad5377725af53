import { boolean, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { authorship, id } from './columns.ts';
import { customer } from './customer.ts';

/** Contato of a customer. */
export const contact = pgTable(
	'contact',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		name: text('name').notNull(),
		jobTitle: text('job_title'),
		phone: text('phone'),
		mobile: text('mobile'),
		/** "O Contato Autorizou enviar SMS no Celular" (M1 5.4.6). */
		smsConsent: boolean('sms_consent').notNull().default(false),
		email: text('email'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'contact_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		index('contact_by_customer').on(t.customerId)
	]
);
