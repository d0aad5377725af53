import { eq } from 'drizzle-orm';
import { address } from '#lib/schema/address.ts';
import { addressType } from '#lib/schema/list.ts';
import type { Tx } from '#lib/sync/model.ts';

/** The address, locked until the transaction ends, or null when there is none that the actor may see. */
export async function findAddress(tx: Tx, id: string) {
	const [row] = await tx.select().from(address).where(eq(address.id, id)).for('update');
	return row ?? null;
}

/** Whether a type exists and may still be chosen. */
export async function isUsableAddressType(tx: Tx, id: string): Promise<boolean> {
	const [row] = await tx.select({ active: addressType.active }).from(addressType).where(eq(addressType.id, id));
	return row?.active === true;
}
