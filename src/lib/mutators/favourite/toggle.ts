import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { favourite } from '#lib/schema/favourite.ts';
import { defineMutator, ok } from '#lib/sync/model.ts';

/**
 * Stars an option of the record, or takes the star away (M1 5.9, checklist 179). It says which of the two, so that the same
 * wish from two computers of one person ends as it was meant. Everybody has their own; there is nothing to refuse.
 */
export const favouriteToggle = defineMutator({
	name: 'favourite.toggle',
	version: 1,
	args: z.strictObject({ option: z.string().regex(/^[a-z][a-zA-Z0-9.-]{0,59}$/), on: z.boolean() }),
	async run(tx, { option, on }, ctx) {
		const mine = and(eq(favourite.userId, ctx.actor.userId), eq(favourite.option, option));
		const [stored] = await tx.select({ id: favourite.id }).from(favourite).where(mine);
		if (on && !stored) await tx.insert(favourite).values({ id: ctx.newId(), userId: ctx.actor.userId, option, createdAt: ctx.now });
		if (!on && stored) await tx.delete(favourite).where(mine);
		return ok();
	}
});
