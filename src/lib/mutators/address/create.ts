import { z } from 'zod';
import { addressFields, checkAddress, normaliseAddress } from '#lib/domain/address/address.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { address } from '#lib/schema/address.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';
import { fieldArgs } from '../field-args.ts';
import { isUsableAddressType } from './find.ts';

/** Add.Endereço (M1 5.3.1, checklist 103–114). Refusals: permission_denied, not_found, customer_anonymised, value_invalid (a type that may not be chosen), the domain's for each field. */
export const addressCreate = defineMutator({
	name: 'address.create',
	version: 1,
	args: z.strictObject({ customerId: z.uuid(), addressTypeId: z.uuid(), ...fieldArgs(addressFields) }),
	async run(tx, { customerId, addressTypeId, ...typed }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'address.create');
		if (denied) return denied;
		const owner = await recordNow(tx, customerId);
		if ('code' in owner) return owner;
		const fields = normaliseAddress(typed as Parameters<typeof normaliseAddress>[0]);
		const [wrong] = checkAddress({ ...fields, addressTypeId }, ctx.today);
		if (wrong) return wrong;
		if (!(await isUsableAddressType(tx, addressTypeId))) return refuse('value_invalid', { field: 'addressTypeId' });
		const id = ctx.newId();
		await tx.insert(address).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			addressTypeId,
			...fields,
			street: fields.street ?? '',
			city: fields.city ?? '',
			state: fields.state ?? '',
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id });
	}
});
