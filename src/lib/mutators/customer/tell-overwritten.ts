import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { history } from '#lib/schema/history.ts';
import { overwriteNotice } from '#lib/schema/notice.ts';
import type { MutatorContext, Tx } from '#lib/sync/model.ts';
import { columnOf, type CustomerField } from './fields.ts';

export interface Overwritten {
	readonly field: CustomerField;
	/** The value that another person had written meanwhile. */
	readonly lost: string | null;
	readonly now: string | null;
}

/**
 * Leaves a notice for whoever wrote the lost value of each field. Who that was is known from Histórico, so only the centre
 * can tell; nobody is told about overwriting himself, and a value written by SQL has nobody to tell.
 */
export async function tellOverwritten(
	tx: Tx,
	stored: { readonly id: string; readonly branchId: string },
	overwritten: readonly Overwritten[],
	ctx: MutatorContext
): Promise<void> {
	for (const { field, lost, now } of overwritten) {
		const [last] = await tx
			.select({ userId: history.userId })
			.from(history)
			.where(
				and(
					eq(history.rowId, stored.id),
					eq(history.tableName, 'customer'),
					isNotNull(history.userId),
					sql`jsonb_exists(${history.changes}, ${columnOf(field)})`
				)
			)
			.orderBy(desc(history.at), desc(history.id))
			.limit(1);
		if (!last?.userId || last.userId === ctx.actor.userId) continue;
		await tx.insert(overwriteNotice).values({
			id: ctx.newId(),
			branchId: stored.branchId,
			customerId: stored.id,
			userId: last.userId,
			byUserId: ctx.actor.userId,
			field,
			lostValue: lost,
			newValue: now,
			createdAt: ctx.now
		});
	}
}
