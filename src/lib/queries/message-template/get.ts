import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { messageTemplate } from '#lib/schema/list.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** One Modelo de mensagem; null when there is none of this id. Its text is opened as a shared one, so it is not in here. */
export const messageTemplateGet = defineQuery({
	name: 'messageTemplate.get',
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }) {
		const [row] = await tx
			.select({
				id: messageTemplate.id,
				name: messageTemplate.name,
				active: messageTemplate.active,
				channel: messageTemplate.channel
			})
			.from(messageTemplate)
			.where(eq(messageTemplate.id, id));
		return row ?? null;
	},
	dependsOn: ({ id }) => [{ table: 'message_template', ids: [id] }]
});
