import { and, asc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { customer } from '#lib/schema/customer.ts';
import { overwriteNotice } from '#lib/schema/notice.ts';
import { appUser } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Notices "somebody wrote over what you wrote" that the asking person has not confirmed yet, oldest first. */
export const noticeUnseen = defineQuery({
	name: 'notice.unseen',
	/** With `customerId`: only those of that record. */
	args: z.object({ customerId: z.uuid().nullish() }),
	async run(tx, { customerId }, ctx) {
		const notices = await tx
			.select({
				id: overwriteNotice.id,
				customerId: overwriteNotice.customerId,
				customerName: customer.name,
				customerCode: customer.code,
				byUserId: overwriteNotice.byUserId,
				byUserName: appUser.name,
				field: overwriteNotice.field,
				lostValue: overwriteNotice.lostValue,
				newValue: overwriteNotice.newValue,
				createdAt: overwriteNotice.createdAt
			})
			.from(overwriteNotice)
			.leftJoin(customer, eq(customer.id, overwriteNotice.customerId))
			.leftJoin(appUser, eq(appUser.id, overwriteNotice.byUserId))
			.where(
				and(
					eq(overwriteNotice.userId, ctx.actor.userId),
					isNull(overwriteNotice.seenAt),
					customerId ? eq(overwriteNotice.customerId, customerId) : undefined
				)
			)
			.orderBy(asc(overwriteNotice.createdAt), asc(overwriteNotice.id));
		return { userId: ctx.actor.userId, notices };
	},
	dependsOn: (_args, { userId, notices }) => [
		{ table: 'overwrite_notice', where: { column: 'user_id', equals: userId } },
		{ table: 'customer', ids: [...new Set(notices.map((notice) => notice.customerId))] },
		{ table: 'app_user', ids: [...new Set(notices.map((notice) => notice.byUserId))] }
	]
});
export type UnseenNotice = Awaited<ReturnType<typeof noticeUnseen.run>>['notices'][number];
