import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { authorship, id } from './columns.ts';

/** A variable of the Painel de Configuração, e.g. `offlineHours`. Defaults: domain/settings.ts. */
export const setting = pgTable('setting', {
	id: id(),
	key: text('key').notNull().unique(),
	value: jsonb('value').notNull(),
	...authorship()
});
