import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { favourite } from '#lib/schema/favourite.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** The options that a person starred (checklist 179, 180), in the order in which it was done. */
export const favouriteList = defineQuery({
	name: 'favourite.list',
	args: z.object({ userId: z.uuid() }),
	run: (tx, { userId }) =>
		tx
			.select({ id: favourite.id, option: favourite.option })
			.from(favourite)
			.where(eq(favourite.userId, userId))
			.orderBy(asc(favourite.createdAt), asc(favourite.id)),
	dependsOn: ({ userId }) => [{ table: 'favourite', where: { column: 'user_id', equals: userId } }]
});
