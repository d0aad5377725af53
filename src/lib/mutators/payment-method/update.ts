import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPayment, isPaymentKind, normalisePayment } from '#lib/domain/payment-method/payment-method.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { branch } from '#lib/schema/branch.ts';
import { paymentMethod } from '#lib/schema/payment-method.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { differences } from '../field-args.ts';
import { paymentArgs } from './args.ts';
import { findBillingMethod, findPaymentMethod } from './find.ts';

/**
 * Changes the named fields or the status of payment data; absent ones keep what they have. The billing method may become
 * another of the same kind: data of one kind would make no sense under another. Of a card only status and method change
 * here. Becoming authorised is stamped. Refusals: as of paymentMethod.create.
 */
export const paymentMethodUpdate = defineMutator({
	name: 'paymentMethod.update',
	version: 1,
	args: z.strictObject({ id: z.uuid(), changes: z.strictObject({ billingMethodId: z.uuid().optional(), ...paymentArgs }) }),
	async run(tx, { id, changes: { billingMethodId, accountKind, debitStatus, ...typed } }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'paymentMethod.update');
		if (denied) return denied;
		const stored = await findPaymentMethod(tx, id);
		if (stored === null) return refuse('not_found');
		if (billingMethodId !== undefined && billingMethodId !== stored.billingMethodId) {
			const method = await findBillingMethod(tx, billingMethodId);
			if (!method?.active || method.kind !== stored.kind) return refuse('value_invalid', { field: 'billingMethodId' });
		}
		const [office] = await tx.select({ areaCode: branch.areaCode }).from(branch).where(eq(branch.id, stored.branchId));
		const patch = differences(stored, { ...normalisePayment(typed, office?.areaCode), billingMethodId, accountKind, debitStatus });
		if (stored.kind !== null && isPaymentKind(stored.kind)) {
			const [wrong] = checkPayment(stored.kind, { ...stored, ...patch }, ctx.today).filter(
				({ field }) => field !== undefined && field in patch
			);
			if (wrong) return wrong;
		}
		const changed = Object.keys(patch);
		if (changed.length === 0) return ok({ changed });
		await tx
			.update(paymentMethod)
			.set({
				...patch,
				...(patch.debitStatus === 'authorised' ? { authorisedAt: ctx.now } : {}),
				updatedAt: ctx.now,
				updatedBy: ctx.actor.userId
			})
			.where(eq(paymentMethod.id, id));
		return ok({ changed });
	}
});
