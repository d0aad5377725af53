import { desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { smsMessage, type SmsStatus } from '#lib/schema/sms.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Letters of the list: what went out in the weeks before they are archived is rarely more. */
const limit = 100;

/** Lines of a letter in this state: mobiles, and with `failed` also customers who could not be written to. */
const having = (status: SmsStatus) =>
	sql<number>`coalesce(sum((select count(*) from jsonb_array_elements(${smsMessage.recipients}) r where r ->> 'status' = ${status})), 0)`.mapWith(
		Number
	);
const first = sql`min(${smsMessage.createdAt})`;

/** Envios de SMS that are not archived yet, the newest first: who sent when to how many, and what became of it. */
export const smsLetters = defineQuery({
	name: 'sms.letters',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({
				letterId: smsMessage.letterId,
				sentAt: sql<string>`${first}`.mapWith(smsMessage.createdAt),
				byName: sql<string | null>`min(${appUser.name})`,
				senderName: sql<string>`min(${smsMessage.senderName})`,
				customers: sql<number>`count(*)`.mapWith(Number),
				queued: having('queued'),
				sent: having('sent'),
				delivered: having('delivered'),
				failed: having('failed')
			})
			.from(smsMessage)
			.leftJoin(appUser, eq(appUser.id, smsMessage.createdBy))
			.groupBy(smsMessage.letterId)
			.orderBy(desc(first), desc(smsMessage.letterId))
			.limit(limit),
	dependsOn: () => [{ table: 'sms_message' }, { table: 'app_user' }]
});
export type SmsLetterRow = Awaited<ReturnType<typeof smsLetters.run>>[number];
