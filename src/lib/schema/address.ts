import { foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { authorship, id } from './columns.ts';
import { customer } from './customer.ts';
import { addressType } from './list.ts';

/** Outros Endereços of a customer (M1 5.3). */
export const address = pgTable(
	'address',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		addressTypeId: uuid('address_type_id')
			.notNull()
			.references(() => addressType.id),
		/** CEP, eight digits. */
		postalCode: text('postal_code'),
		/** Logradouro. */
		street: text('street').notNull(),
		number: text('number'),
		/** Sala ou Apartamento. */
		unit: text('unit'),
		complement: text('complement'),
		district: text('district'),
		city: text('city').notNull(),
		state: text('state').notNull(),
		reference: text('reference'),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'address_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		index('address_by_customer').on(t.customerId)
	]
);
