import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { messageTemplate } from '#lib/schema/list.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** The whole text of a Modelo de mensagem as it would be sent now; null when there is none of this id. */
export const messageTemplateText = defineQuery({
	name: 'messageTemplate.text',
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }) {
		const [row] = await tx.select({ body: messageTemplate.body }).from(messageTemplate).where(eq(messageTemplate.id, id));
		return row ? { body: row.body ?? '' } : null;
	},
	dependsOn: ({ id }) => [{ table: 'message_template', ids: [id] }]
});
