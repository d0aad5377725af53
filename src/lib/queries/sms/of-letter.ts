import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { customer } from '#lib/schema/customer.ts';
import { smsMessage } from '#lib/schema/sms.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** The messages of one letter by name of the customer, each with what became of its mobiles. */
export const smsOfLetter = defineQuery({
	name: 'sms.ofLetter',
	args: z.object({ letterId: z.uuid() }),
	run: (tx, { letterId }) =>
		tx
			.select({
				id: smsMessage.id,
				customerId: smsMessage.customerId,
				customerName: customer.name,
				text: smsMessage.text,
				parts: smsMessage.parts,
				partCents: smsMessage.partCents,
				recipients: smsMessage.recipients
			})
			.from(smsMessage)
			.innerJoin(customer, eq(customer.id, smsMessage.customerId))
			.where(eq(smsMessage.letterId, letterId))
			.orderBy(asc(customer.nameFolded), asc(smsMessage.id)),
	dependsOn: ({ letterId }, rows) => [
		{ table: 'sms_message', where: { column: 'letter_id', equals: letterId } },
		{ table: 'customer', ids: rows.map(({ customerId }) => customerId) }
	]
});
