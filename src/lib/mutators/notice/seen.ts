import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { overwriteNotice } from '#lib/schema/notice.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';

/** The person told that a value of theirs was replaced confirms it. Only their own notices: others are `not_found`. */
export const noticeSeen = defineMutator({
	name: 'notice.seen',
	version: 1,
	args: z.object({ id: z.uuid() }),
	async run(tx, args, ctx) {
		const mine = and(eq(overwriteNotice.id, args.id), eq(overwriteNotice.userId, ctx.actor.userId));
		const [found] = await tx.select({ id: overwriteNotice.id }).from(overwriteNotice).where(mine);
		if (!found) return refuse('not_found');
		await tx
			.update(overwriteNotice)
			.set({ seenAt: ctx.now })
			.where(and(mine, isNull(overwriteNotice.seenAt)));
		return ok();
	}
});
