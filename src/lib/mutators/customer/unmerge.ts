import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { RegistrationField } from '#lib/domain/customer/customer-rules.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { customerMerge } from '#lib/schema/customer-merge.ts';
import { customer } from '#lib/schema/customer.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { plainly } from '#lib/sync/text/state.ts';
import { asColumns, asText } from './fields.ts';
import { giveRows } from './give-rows.ts';

/**
 * Takes a merge back: the rows that went over return, and so do the fields that nobody has changed since. What was added to
 * the record meanwhile stays with it.
 * Refusals: permission_denied, not_found, merge_undone_already, merge_undo_later_first (the record itself was merged since),
 * merge_anonymised.
 */
export const customerUnmerge = defineMutator({
	name: 'customer.unmerge',
	version: 1,
	args: z.object({ mergeId: z.uuid() }),
	async run(tx, { mergeId }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'customer.merge');
		if (denied) return denied;
		const [merge] = await tx.select().from(customerMerge).where(eq(customerMerge.id, mergeId)).for('update');
		if (!merge) return refuse('not_found');
		if (merge.undoneAt !== null) return refuse('merge_undone_already');
		const of = async (id: string) => (await tx.select().from(customer).where(eq(customer.id, id)).for('update'))[0];
		const [kept, duplicate] = [await of(merge.customerId), await of(merge.mergedId)];
		if (!kept || !duplicate) return refuse('not_found');
		if (kept.mergedIntoId !== null) return refuse('merge_undo_later_first');
		if (kept.anonymisedAt !== null || duplicate.anonymisedAt !== null) return refuse('merge_anonymised');

		await tx
			.update(customerMerge)
			.set({ undoneAt: ctx.now, undoneBy: ctx.actor.userId })
			.where(and(eq(customerMerge.id, mergeId), isNull(customerMerge.undoneAt)));
		await giveRows(tx, merge.moved, kept.id, duplicate, ctx.place);
		const back = Object.entries(merge.taken).filter(([field, [, took]]) => asText(kept[field as RegistrationField]) === took);
		const { remarks, ...patch } = Object.fromEntries(back.map(([field, [had]]) => [field, had]));
		const stamp = { updatedAt: ctx.now, updatedBy: ctx.actor.userId };
		await tx
			.update(customer)
			.set({
				...asColumns(patch),
				...(remarks === undefined
					? {}
					: { remarks, remarksYjs: plainly({ text: kept.remarks, state: kept.remarksYjs }, remarks, ctx.newId()).state }),
				...stamp
			})
			.where(eq(customer.id, kept.id));
		await tx
			.update(customer)
			.set({ mergedIntoId: null, status: merge.mergedStatus, ...stamp })
			.where(eq(customer.id, duplicate.id));
		return ok({ id: duplicate.id });
	}
});
