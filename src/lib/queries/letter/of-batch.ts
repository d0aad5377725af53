import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { customer } from '#lib/schema/customer.ts';
import { mailMessage } from '#lib/schema/mail.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** What became of each letter of a batch, live, by customer. */
export const letterOfBatch = defineQuery({
	name: 'letter.ofBatch',
	args: z.object({ batchId: z.uuid() }),
	run: (tx, { batchId }) =>
		tx
			.select({
				id: mailMessage.id,
				customerId: mailMessage.customerId,
				customerName: customer.name,
				customerCode: customer.code,
				recipients: mailMessage.recipients
			})
			.from(mailMessage)
			.innerJoin(customer, eq(customer.id, mailMessage.customerId))
			.where(eq(mailMessage.batchId, batchId))
			.orderBy(asc(customer.name), asc(mailMessage.id)),
	dependsOn: ({ batchId }, letters) => [
		{ table: 'mail_message', where: { column: 'batch_id', equals: batchId } },
		{ table: 'customer', ids: letters.map(({ customerId }) => customerId) }
	]
});
export type LetterRow = Awaited<ReturnType<typeof letterOfBatch.run>>[number];
