import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { paymentMethod } from '#lib/schema/payment-method.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findPaymentMethod } from './find.ts';

/** Takes payment data off the record; at the centre a card's token goes with it. What it was stays in Histórico. Refusals: permission_denied, not_found. */
export const paymentMethodRemove = defineMutator({
	name: 'paymentMethod.remove',
	version: 1,
	args: z.strictObject({ id: z.uuid() }),
	async run(tx, { id }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'paymentMethod.remove');
		if (denied) return denied;
		if ((await findPaymentMethod(tx, id)) === null) return refuse('not_found');
		await tx.delete(paymentMethod).where(eq(paymentMethod.id, id));
		return ok();
	}
});
