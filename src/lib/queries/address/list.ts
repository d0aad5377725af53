import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { address } from '#lib/schema/address.ts';
import { addressType } from '#lib/schema/list.ts';
import { defineQuery } from '#lib/sync/model.ts';

/** Outros Endereços of a customer (checklist 103), in the order in which they were made. */
export const addressList = defineQuery({
	name: 'address.list',
	args: z.object({ customerId: z.uuid() }),
	run: (tx, { customerId }) =>
		tx
			.select({
				id: address.id,
				addressTypeId: address.addressTypeId,
				typeName: addressType.name,
				postalCode: address.postalCode,
				street: address.street,
				number: address.number,
				unit: address.unit,
				complement: address.complement,
				district: address.district,
				city: address.city,
				state: address.state,
				reference: address.reference
			})
			.from(address)
			.leftJoin(addressType, eq(addressType.id, address.addressTypeId))
			.where(eq(address.customerId, customerId))
			.orderBy(asc(address.createdAt), asc(address.id)),
	dependsOn: ({ customerId }) => [{ table: 'address', where: { column: 'customer_id', equals: customerId } }, { table: 'address_type' }]
});
export type AddressRow = Awaited<ReturnType<typeof addressList.run>>[number];
