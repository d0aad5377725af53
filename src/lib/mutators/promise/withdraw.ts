import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { paymentPromise } from '#lib/schema/receivable.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';

/** Takes a promise to pay back: it holds no suspension up any more, and is none that was broken. Refusals: permission_denied, not_found. */
export const promiseWithdraw = defineMutator({
	name: 'promise.withdraw',
	version: 1,
	args: z.object({ id: z.uuid() }),
	async run(tx, { id }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'promise.withdraw');
		if (denied) return denied;
		const [stored] = await tx
			.select({ withdrawnAt: paymentPromise.withdrawnAt })
			.from(paymentPromise)
			.where(eq(paymentPromise.id, id))
			.for('update');
		if (!stored) return refuse('not_found');
		if (stored.withdrawnAt === null)
			await tx
				.update(paymentPromise)
				.set({ withdrawnAt: ctx.now, updatedAt: ctx.now, updatedBy: ctx.actor.userId })
				.where(eq(paymentPromise.id, id));
		return ok();
	}
});
