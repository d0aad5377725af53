import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { checkPatch, type Registration, type RegistrationField, type RegistrationPatch } from '#lib/domain/customer/customer-rules.ts';
import { mergedRemarks, mergeFields, whyNotMerge } from '#lib/domain/customer/merge.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { rowsToMerge } from '#lib/queries/customer/merge-rows.ts';
import { customerMerge } from '#lib/schema/customer-merge.ts';
import { customer } from '#lib/schema/customer.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { plainly } from '#lib/sync/text/state.ts';
import { asColumns, asText } from './fields.ts';
import { giveRows } from './give-rows.ts';

/**
 * Two records of one customer become one. Everything that hangs on the duplicate goes over; of the registration what `take`
 * names, and the remarks are put together. The duplicate stays, inactive and empty, and says where it went; its Histórico
 * is part of the other's from now on. `customer.unmerge` takes it back.
 * Refusals: permission_denied, not_found, merge_same_record, merge_already_merged, merge_anonymised, merge_kinds_differ, the
 * domain's for a field that is taken.
 */
export const customerMergeInto = defineMutator({
	name: 'customer.merge',
	version: 1,
	args: z.object({ id: z.uuid(), duplicateId: z.uuid(), take: z.array(z.enum(mergeFields as [RegistrationField])).max(60) }),
	async run(tx, { id, duplicateId, take }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'customer.merge');
		if (denied) return denied;
		// In one order, whichever goes on: two people who merge the same two the other way round wait for each other.
		const both = await tx
			.select()
			.from(customer)
			.where(inArray(customer.id, [id, duplicateId]))
			.orderBy(customer.id)
			.for('update');
		const kept = both.find((one) => one.id === id);
		const duplicate = both.find((one) => one.id === duplicateId);
		if (!kept || !duplicate) return refuse('not_found');
		const reason = whyNotMerge(kept, duplicate);
		if (reason) return reason;

		const patch = Object.fromEntries(
			take.flatMap((field) => (asText(kept[field]) === asText(duplicate[field]) ? [] : [[field, asText(duplicate[field])]]))
		) as RegistrationPatch;
		const remarks = mergedRemarks(kept.remarks, duplicate.remarks);
		const [wrong] = checkPatch(kept as unknown as Registration, remarks === kept.remarks ? patch : { ...patch, remarks }, ctx.today);
		if (wrong) return wrong;
		const moved = await rowsToMerge(tx, duplicateId, id);
		const mergeId = ctx.newId();
		await tx.insert(customerMerge).values({
			id: mergeId,
			branchId: kept.branchId,
			customerId: id,
			mergedId: duplicateId,
			mergedStatus: duplicate.status,
			moved,
			taken: Object.fromEntries(
				[...Object.entries(patch), ...(remarks === kept.remarks ? [] : [['remarks', remarks] as const])].map(([field, took]) => [
					field,
					[asText(kept[field as RegistrationField]), took]
				])
			),
			createdAt: ctx.now,
			createdBy: ctx.actor.userId
		});
		await giveRows(tx, moved, duplicateId, kept, ctx.place);
		const stamp = { updatedAt: ctx.now, updatedBy: ctx.actor.userId };
		await tx
			.update(customer)
			.set({
				...asColumns(patch),
				...(remarks === kept.remarks
					? {}
					: { remarks, remarksYjs: plainly({ text: kept.remarks, state: kept.remarksYjs }, remarks, ctx.newId()).state }),
				...stamp
			})
			.where(eq(customer.id, id));
		await tx
			.update(customer)
			.set({ mergedIntoId: id, status: 'inactive', ...stamp })
			.where(eq(customer.id, duplicateId));
		return ok({ id: mergeId });
	}
});
