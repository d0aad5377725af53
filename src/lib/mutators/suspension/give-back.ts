import { inArray } from 'drizzle-orm';
import { suspension, type RestoreCause } from '#lib/schema/suspension.ts';
import type { MutatorContext, Tx } from '#lib/sync/model.ts';

export type StoredSuspension = typeof suspension.$inferSelect;

/** Whether it can still be given back: it is open and not on its way back. */
export const isHeld = (one: Pick<StoredSuspension, 'endedAt' | 'direction'>): boolean =>
	one.endedAt === null && one.direction === 'suspend';

/** Asks for the services back: what is not in force yet is withdrawn, what is in force goes back by the same path as it came. */
export async function giveBack(tx: Tx, held: readonly StoredSuspension[], cause: RestoreCause, ctx: MutatorContext): Promise<void> {
	const common = {
		failure: null,
		failureDetail: null,
		restoreCause: cause,
		restoreRequestedAt: ctx.now,
		restoredBy: ctx.actor.userId,
		updatedAt: ctx.now,
		updatedBy: ctx.actor.userId
	};
	const [waiting, working] = [held.filter((one) => one.inForceAt === null), held.filter((one) => one.inForceAt !== null)];
	const ids = (list: readonly StoredSuspension[]) =>
		inArray(
			suspension.id,
			list.map(({ id }) => id)
		);
	if (waiting.length > 0)
		await tx
			.update(suspension)
			.set({ ...common, status: 'withdrawn', endedAt: ctx.now })
			.where(ids(waiting));
	if (working.length > 0)
		await tx
			.update(suspension)
			.set({ ...common, direction: 'restore', status: 'queued' })
			.where(ids(working));
}

/** The suspensions that the actor may see, locked; in no order. */
export async function lockSuspensions(tx: Tx, ids: readonly string[]): Promise<readonly StoredSuspension[]> {
	return await tx
		.select()
		.from(suspension)
		.where(inArray(suspension.id, [...ids]))
		.for('update');
}
