import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPayment, isPaymentKind, normalisePayment } from '#lib/domain/payment-method/payment-method.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { branch } from '#lib/schema/branch.ts';
import { paymentMethod } from '#lib/schema/payment-method.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';
import { paymentArgs } from './args.ts';
import { findBillingMethod } from './find.ts';

/**
 * Dados Débito by account or phone bill (M1 5.6.1, 5.6.3). A card is not made here: its number must not wait in an outbox
 * (server/payment-method/save-card.ts). Refusals: permission_denied, not_found, customer_anonymised, card_needs_centre, value_invalid (a billing
 * method that needs no data or may not be chosen), the domain's for each field.
 */
export const paymentMethodCreate = defineMutator({
	name: 'paymentMethod.create',
	version: 1,
	args: z.strictObject({ customerId: z.uuid(), billingMethodId: z.uuid(), ...paymentArgs }),
	async run(tx, { customerId, billingMethodId, accountKind = null, debitStatus = 'pending', ...typed }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'paymentMethod.create');
		if (denied) return denied;
		const owner = await recordNow(tx, customerId);
		if ('code' in owner) return owner;
		const method = await findBillingMethod(tx, billingMethodId);
		if (!method?.active || !isPaymentKind(method.kind)) return refuse('value_invalid', { field: 'billingMethodId' });
		if (method.kind === 'card') return refuse('card_needs_centre');
		const [office] = await tx.select({ areaCode: branch.areaCode }).from(branch).where(eq(branch.id, owner.branchId));
		const fields = normalisePayment(typed, office?.areaCode);
		const [wrong] = checkPayment(method.kind, { ...fields, accountKind }, ctx.today);
		if (wrong) return wrong;
		const id = ctx.newId();
		await tx.insert(paymentMethod).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			billingMethodId,
			debitStatus,
			...fields,
			accountKind,
			authorisedAt: debitStatus === 'authorised' ? ctx.now : null,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id });
	}
});
