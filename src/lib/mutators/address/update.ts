import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { addressFields, checkAddress, normaliseAddress } from '#lib/domain/address/address.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { address } from '#lib/schema/address.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { differences, fieldArgs } from '../field-args.ts';
import { findAddress, isUsableAddressType } from './find.ts';

/** Changes the named fields of an address (checklist 115); absent ones keep what they have. Refusals: as of address.create. */
export const addressUpdate = defineMutator({
	name: 'address.update',
	version: 1,
	args: z.strictObject({ id: z.uuid(), changes: z.strictObject({ addressTypeId: z.uuid().optional(), ...fieldArgs(addressFields) }) }),
	async run(tx, { id, changes: { addressTypeId, ...typed } }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'address.update');
		if (denied) return denied;
		const stored = await findAddress(tx, id);
		if (stored === null) return refuse('not_found');
		const fields = normaliseAddress(typed as Parameters<typeof normaliseAddress>[0]);
		const patch = differences(stored, { ...fields, addressTypeId });
		const [wrong] = checkAddress({ ...stored, ...patch } as Parameters<typeof checkAddress>[0], ctx.today).filter(
			({ field }) => field !== undefined && field in patch
		);
		if (wrong) return wrong;
		if (patch.addressTypeId && !(await isUsableAddressType(tx, patch.addressTypeId)))
			return refuse('value_invalid', { field: 'addressTypeId' });
		const changed = Object.keys(patch);
		if (changed.length === 0) return ok({ changed });
		await tx
			.update(address)
			.set({ ...(patch as Partial<typeof address.$inferInsert>), updatedAt: ctx.now, updatedBy: ctx.actor.userId })
			.where(eq(address.id, id));
		return ok({ changed });
	}
});
