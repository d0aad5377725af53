import { asc } from 'drizzle-orm';
import { z } from 'zod';
import { appUser, userBranch } from '#lib/schema/user.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** People of the provider with their role and branches, by name. */
export const userList = defineQuery({
	name: 'user.list',
	args: z.object({}),
	async run(tx) {
		const users = await tx
			.select({
				id: appUser.id,
				login: appUser.login,
				name: appUser.name,
				role: appUser.role,
				active: appUser.active,
				createdAt: appUser.createdAt,
				updatedAt: appUser.updatedAt
			})
			.from(appUser)
			.orderBy(asc(appUser.name), asc(appUser.id));
		const branches = await tx
			.select({ userId: userBranch.userId, branchId: userBranch.branchId })
			.from(userBranch)
			.orderBy(asc(userBranch.id));
		return users.map((user) => ({ ...user, branchIds: branches.filter((one) => one.userId === user.id).map((one) => one.branchId) }));
	},
	dependsOn: () => [{ table: 'app_user' }, { table: 'user_branch' }]
});
export type UserRow = Awaited<ReturnType<typeof userList.run>>[number];
