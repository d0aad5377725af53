import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPatch, normaliseField, type Registration, type RegistrationField } from '#lib/domain/customer/customer-rules.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { branch } from '#lib/schema/branch.ts';
import { customer } from '#lib/schema/customer.ts';
import { defineMutator, ok, refuse, type MutatorContext, type Tx } from '#lib/sync/model.ts';
import { plainly } from '#lib/sync/text/state.ts';
import { asColumns, asText, changeableFields, fieldValue, type CustomerField } from './fields.ts';
import { moveChildren } from './move-children.ts';
import { tellOverwritten } from './tell-overwritten.ts';

/** `from`: what the person saw when starting to type. `to`: what the field shall be. */
const change = (field: CustomerField) => z.object({ from: fieldValue(field).nullable(), to: fieldValue(field) }).optional();
type Change = { from: string | null; to: string | null };
type Changes = Partial<Record<CustomerField, Change>>;

/**
 * Changes fields of a registration, each by itself: two people who change different fields both keep their change, and
 * of the same field the last writer wins (both values are in Histórico) while the first writer is told.
 * Refusals: permission_denied, not_found, customer_anonymised, customer_merged, value_invalid (a branch that is not the actor's), the domain's for each field.
 */
export const customerUpdate = defineMutator({
	name: 'customer.update',
	version: 1,
	args: z.object({
		id: z.uuid(),
		changes: z.strictObject(
			Object.fromEntries(changeableFields.map((field) => [field, change(field)])) as Record<CustomerField, ReturnType<typeof change>>
		)
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'customer.update');
		if (denied) return denied;
		const [stored] = await tx.select().from(customer).where(eq(customer.id, args.id)).for('update');
		if (!stored) return refuse('not_found');
		if (stored.anonymisedAt !== null) return refuse('customer_anonymised');
		if (stored.mergedIntoId !== null) return refuse('customer_merged');
		const { branchId, ...fields } = await normalised(tx, args.changes, stored.branchId);
		if (branchId && !(await mayMoveTo(tx, branchId.to, ctx))) return refuse('value_invalid', { field: 'branchId' });

		// Only what really differs: writing a value that is already there would be a change nobody made.
		const patch = Object.fromEntries(
			Object.entries(fields).flatMap(([field, { to }]) => (asText(stored[field as RegistrationField]) === to ? [] : [[field, to]]))
		);
		const [wrong] = checkPatch(stored as unknown as Registration, patch, ctx.today);
		if (wrong) return wrong;
		const moved = branchId && branchId.to !== stored.branchId ? branchId : null;
		const changed = [...Object.keys(patch), ...(moved ? ['branchId'] : [])] as CustomerField[];
		if (changed.length === 0) return ok({ changed });

		// The remarks are a shared text: whoever types in it at this moment keeps what they type.
		const remarks =
			patch.remarks === undefined
				? {}
				: { remarksYjs: plainly({ text: stored.remarks, state: stored.remarksYjs }, patch.remarks, ctx.newId()).state };

		const all: Changes = { ...fields, branchId };
		const overwritten = changed.flatMap((field) => {
			const asked = all[field];
			const had = asText(stored[field]);
			return asked && asked.from !== had ? [{ field, lost: had, now: asked.to }] : [];
		});
		if (ctx.place === 'centre') await tellOverwritten(tx, stored, overwritten, ctx);
		await tx
			.update(customer)
			.set({ ...asColumns(patch), ...remarks, ...(moved ? { branchId: moved.to! } : {}), updatedAt: ctx.now, updatedBy: ctx.actor.userId })
			.where(eq(customer.id, args.id));
		// At the centre the foreign keys take the children along; a replica has none.
		if (moved && ctx.place === 'replica') await moveChildren(tx, args.id, moved.to!);
		return ok({ changed });
	}
});

/** Both sides of every change in stored form, so that a mask on the screen is no difference. */
async function normalised(tx: Tx, changes: Changes, branchId: string): Promise<Changes> {
	const [office] = await tx.select({ areaCode: branch.areaCode }).from(branch).where(eq(branch.id, branchId));
	const out: Changes = {};
	for (const field of changeableFields) {
		const asked = changes[field];
		if (!asked) continue;
		const store = (value: string | null) => (field === 'branchId' ? value : normaliseField(field, value, office?.areaCode));
		out[field] = { from: store(asked.from), to: store(asked.to) };
	}
	return out;
}

async function mayMoveTo(tx: Tx, branchId: string | null, ctx: MutatorContext): Promise<boolean> {
	if (branchId === null || !ctx.actor.branchIds.includes(branchId)) return false;
	const [target] = await tx.select({ id: branch.id }).from(branch).where(eq(branch.id, branchId));
	return target !== undefined;
}
