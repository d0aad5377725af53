import { boolean, pgTable, text } from 'drizzle-orm/pg-core';
import { authorship, id } from './columns.ts';

/** Filial: an office of the provider. Every customer belongs to one. */
export const branch = pgTable('branch', {
	id: id(),
	name: text('name').notNull(),
	city: text('city').notNull(),
	state: text('state').notNull(),
	/** Area code (DDD) that the branch's phones default to. */
	areaCode: text('area_code').notNull(),
	active: boolean('active').notNull().default(true),
	...authorship()
});
