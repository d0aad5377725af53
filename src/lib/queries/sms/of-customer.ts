import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { smsMessage } from '#lib/schema/sms.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Lines of a customer's list. */
const limit = 100;

/** SMS to a customer that are not archived yet, newest first, with what became of each mobile; or why he got none. */
export const smsOfCustomer = defineQuery({
	name: 'sms.ofCustomer',
	args: z.object({ customerId: z.uuid() }),
	run: (tx, { customerId }) =>
		tx
			.select({
				id: smsMessage.id,
				senderName: smsMessage.senderName,
				text: smsMessage.text,
				recipients: smsMessage.recipients,
				createdAt: smsMessage.createdAt,
				createdByName: appUser.name
			})
			.from(smsMessage)
			.leftJoin(appUser, eq(appUser.id, smsMessage.createdBy))
			.where(eq(smsMessage.customerId, customerId))
			.orderBy(desc(smsMessage.createdAt), desc(smsMessage.id))
			.limit(limit),
	dependsOn: ({ customerId }) => [{ table: 'sms_message', where: { column: 'customer_id', equals: customerId } }, { table: 'app_user' }]
});
