import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { mailMessage } from '#lib/schema/mail.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Lines of a customer's list. */
const limit = 100;

/** E-mails to a customer that are not archived yet, newest first, with what became of each recipient. */
export const mailList = defineQuery({
	name: 'mail.list',
	args: z.object({ customerId: z.uuid() }),
	run: (tx, { customerId }) =>
		tx
			.select({
				id: mailMessage.id,
				kind: mailMessage.kind,
				invoiceIds: mailMessage.invoiceIds,
				senderName: mailMessage.senderName,
				senderEmail: mailMessage.senderEmail,
				subject: mailMessage.subject,
				recipients: mailMessage.recipients,
				createdAt: mailMessage.createdAt,
				createdByName: appUser.name
			})
			.from(mailMessage)
			.leftJoin(appUser, eq(appUser.id, mailMessage.createdBy))
			.where(eq(mailMessage.customerId, customerId))
			.orderBy(desc(mailMessage.createdAt), desc(mailMessage.id))
			.limit(limit),
	dependsOn: ({ customerId }) => [{ table: 'mail_message', where: { column: 'customer_id', equals: customerId } }, { table: 'app_user' }]
});
export type MailRow = Awaited<ReturnType<typeof mailList.run>>[number];
