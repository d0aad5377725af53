import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { expect, it } from 'vitest';
import { projectAll } from '../projection.ts';
import { createIndexes } from './ddl.ts';

it('keeps the condition of an index, without which it would be as large as the table; only the centre enforces what is unique', () => {
	const thing = pgTable('thing', { id: uuid('id').primaryKey().notNull(), size: integer('size'), done: boolean('done').notNull() }, (t) => [
		index('thing_open')
			.on(t.size)
			.where(sql`not ${t.done}`),
		uniqueIndex('thing_size')
			.on(t.size)
			.where(sql`${t.done}`),
		index('thing_all').on(t.size)
	]);
	const [projection] = projectAll([{ id: 1, table: thing, scope: 'everyone' }]);
	expect(projection && createIndexes(projection)).toEqual([
		'alter table "thing" add primary key (id)',
		'create index "thing_open" on "thing" using btree ("size") where not "thing"."done"',
		'create index "thing_size" on "thing" using btree ("size") where "thing"."done"',
		'create index "thing_all" on "thing" using btree ("size")'
	]);
});
