import { boolean, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { authorship, id, instant } from './columns.ts';
import { customer } from './customer.ts';

/** Tipo de Observação (M1 5.5.2): kept in the settings. */
export const observationType = pgTable('observation_type', {
	id: id(),
	name: text('name').notNull(),
	active: boolean('active').notNull().default(true),
	...authorship()
});

/** Observação of a customer; with `mustRead` it opens at every opening of the record until set to "Não" (M1 5.5). */
export const observation = pgTable(
	'observation',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		observationTypeId: uuid('observation_type_id')
			.notNull()
			.references(() => observationType.id),
		/** The first line is the title that lists show. */
		text: text('text').notNull(),
		mustRead: boolean('must_read').notNull(),
		/** Rises by one at every change of the text, so a reading says which wording was read. */
		version: integer('version').notNull().default(1),
		...authorship()
	},
	(t) => [
		foreignKey({ name: 'observation_customer', columns: [t.customerId, t.branchId], foreignColumns: [customer.id, customer.branchId] })
			.onUpdate('cascade')
			.onDelete('cascade'),
		unique('observation_of_customer').on(t.id, t.customerId, t.branchId),
		index('observation_by_customer').on(t.customerId)
	]
);

/** Somebody read a mandatory observation: a fact with author, time and the version that was read. */
export const reading = pgTable(
	'reading',
	{
		id: id(),
		branchId: uuid('branch_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		observationId: uuid('observation_id').notNull(),
		observationVersion: integer('observation_version').notNull(),
		userId: uuid('user_id').notNull(),
		readAt: instant('read_at').notNull()
	},
	(t) => [
		foreignKey({
			name: 'reading_observation',
			columns: [t.observationId, t.customerId, t.branchId],
			foreignColumns: [observation.id, observation.customerId, observation.branchId]
		})
			.onUpdate('cascade')
			.onDelete('cascade'),
		index('reading_by_customer').on(t.customerId),
		index('reading_by_observation').on(t.observationId)
	]
);
