import { asc, sql } from 'drizzle-orm';
import { z } from 'zod';
import { messageTemplate } from '#lib/schema/list.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Modelos de mensagem, by name, with how each begins; the whole text is opened as a shared one. */
export const messageTemplateList = defineQuery({
	name: 'messageTemplate.list',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({
				id: messageTemplate.id,
				name: messageTemplate.name,
				active: messageTemplate.active,
				channel: messageTemplate.channel,
				beginning: sql<string>`coalesce(left(regexp_replace(${messageTemplate.body}, '\\s+', ' ', 'g'), 160), '')`
			})
			.from(messageTemplate)
			.orderBy(asc(messageTemplate.name), asc(messageTemplate.id)),
	dependsOn: () => [{ table: 'message_template' }]
});
