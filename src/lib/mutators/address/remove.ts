import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { address } from '#lib/schema/address.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findAddress } from './find.ts';

/** Takes an address off the record; what it was stays in Histórico. Refusals: permission_denied, not_found. */
export const addressRemove = defineMutator({
	name: 'address.remove',
	version: 1,
	args: z.strictObject({ id: z.uuid() }),
	async run(tx, { id }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'address.remove');
		if (denied) return denied;
		if ((await findAddress(tx, id)) === null) return refuse('not_found');
		await tx.delete(address).where(eq(address.id, id));
		return ok();
	}
});
