import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { authorship, day, id } from './columns.ts';
import { customer } from './customer.ts';
import { contactType, extraField } from './list.ts';

/** Contato of a customer (M1 5.4). Telephones with area code, digits only. */
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
		contactTypeId: uuid('contact_type_id').references(() => contactType.id),
		fax: text('fax'),
		/** Nextel/Claro: the number of a radio or second mobile. */
		nextel: text('nextel'),
		birthOn: day('birth_on'),
		/** C.P.F., eleven digits. */
		taxId: text('tax_id'),
		/** R.G. */
		identityCard: text('identity_card'),
		remarks: text('remarks'),
		/** Parents' names open doors at banks and authorities: they stay at the centre (`hidden` in synced.ts). */
		fatherName: text('father_name'),
		motherName: text('mother_name'),
		...authorship(),
		search: text('search').generatedAlwaysAs(
			sql`fold(coalesce(name,'') || ' ' || coalesce(phone,'') || ' ' || coalesce(mobile,'') || ' ' || coalesce(nextel,'') || ' ' || coalesce(email,'') || ' ' || coalesce(tax_id,''))`
		)
	},
	(t) => [
		foreignKey({ name: 'contact_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		unique('contact_of_customer').on(t.id, t.customerId, t.branchId),
		index('contact_by_customer').on(t.customerId),
		index('contact_mobile').on(t.mobile),
		index('contact_email').on(t.email),
		index('contact_search').using('gin', t.search.op('gin_trgm_ops'))
	]
);

/** The value of an extra field, of the customer or (with `contactId`) of one of its contacts. */
export const extraFieldValue = pgTable(
	'extra_field_value',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		contactId: uuid('contact_id'),
		extraFieldId: uuid('extra_field_id')
			.notNull()
			.references(() => extraField.id),
		/** As typed and checked by kind: days `YYYY-MM-DD`, numbers with a point, `true` or `false`. */
		value: text('value'),
		...authorship()
	},
	(t) => [
		foreignKey({
			name: 'extra_field_value_customer',
			columns: [t.customerId, t.branchId],
			foreignColumns: [customer.id, customer.branchId]
		})
			.onUpdate('cascade')
			.onDelete('cascade'),
		foreignKey({ name: 'extra_field_value_contact', columns: [t.contactId], foreignColumns: [contact.id] }).onDelete('cascade'),
		// Of the customer itself: a partial index of the migration, which no replica needs.
		unique('extra_field_value_of_contact').on(t.contactId, t.extraFieldId),
		index('extra_field_value_by_customer').on(t.customerId)
	]
);
