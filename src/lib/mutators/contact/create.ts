import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkContact, normaliseContact } from '#lib/domain/contact/contact.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { branch } from '#lib/schema/branch.ts';
import { contact } from '#lib/schema/contact.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { recordNow } from '../customer/find.ts';
import { insertGiven } from '../insert-given.ts';
import { contactArgs } from './args.ts';
import { isUsableContactType } from './find.ts';

/**
 * Novo Contato (M1 5.4.1, checklist 116–131). Refusals: permission_denied, not_found, customer_anonymised, value_invalid (a type that may not be
 * chosen), the domain's for each field, sms_consent_needs_mobile (123).
 */
export const contactCreate = defineMutator({
	name: 'contact.create',
	version: 1,
	args: z.strictObject({ customerId: z.uuid(), ...contactArgs }),
	async run(tx, { customerId, contactTypeId = null, smsConsent = false, ...typed }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'contact.create');
		if (denied) return denied;
		const owner = await recordNow(tx, customerId);
		if ('code' in owner) return owner;
		const [office] = await tx.select({ areaCode: branch.areaCode }).from(branch).where(eq(branch.id, owner.branchId));
		const fields = normaliseContact(typed as Parameters<typeof normaliseContact>[0], office?.areaCode);
		const [wrong] = checkContact({ ...fields, smsConsent }, ctx.today);
		if (wrong) return wrong;
		if (contactTypeId !== null && !(await isUsableContactType(tx, contactTypeId)))
			return refuse('value_invalid', { field: 'contactTypeId' });
		const id = ctx.newId();
		await insertGiven(tx, contact, {
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			...fields,
			name: fields.name ?? '',
			contactTypeId,
			smsConsent,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId,
			updatedAt: ctx.now,
			updatedBy: ctx.actor.userId
		});
		return ok({ id });
	}
});
