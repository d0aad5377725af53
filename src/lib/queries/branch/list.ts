import { asc } from 'drizzle-orm';
import { z } from 'zod';
import { branch } from '#lib/schema/branch.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Filiais, by name; inactive ones included, because old records still name them. */
export const branchList = defineQuery({
	name: 'branch.list',
	args: z.object({}),
	run: (tx) =>
		tx
			.select({
				id: branch.id,
				name: branch.name,
				city: branch.city,
				state: branch.state,
				areaCode: branch.areaCode,
				active: branch.active
			})
			.from(branch)
			.orderBy(asc(branch.name), asc(branch.id)),
	dependsOn: () => [{ table: 'branch' }]
});
export type BranchRow = Awaited<ReturnType<typeof branchList.run>>[number];
