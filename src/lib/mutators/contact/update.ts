import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkContact, normaliseContact } from '#lib/domain/contact/contact.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { branch } from '#lib/schema/branch.ts';
import { contact } from '#lib/schema/contact.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { differences } from '../field-args.ts';
import { contactArgs } from './args.ts';
import { findContact, isUsableContactType } from './find.ts';

/**
 * Changes the named fields of a contact; those that are absent keep what they have, so that two people who change different
 * ones both keep their change. The consent to SMS was given for a mobile: emptying the mobile takes it back (item 123).
 * Refusals: as of contact.create.
 */
export const contactUpdate = defineMutator({
	name: 'contact.update',
	version: 1,
	args: z.strictObject({ id: z.uuid(), changes: z.strictObject(contactArgs) }),
	async run(tx, { id, changes }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'contact.update');
		if (denied) return denied;
		const stored = await findContact(tx, id);
		if (stored === null) return refuse('not_found');
		const { contactTypeId, smsConsent, ...typed } = changes;
		const [office] = await tx.select({ areaCode: branch.areaCode }).from(branch).where(eq(branch.id, stored.branchId));
		const fields = normaliseContact(typed as Parameters<typeof normaliseContact>[0], office?.areaCode);
		const consent = smsConsent ?? (fields.mobile === null ? false : undefined);
		const patch = differences(stored, { ...fields, contactTypeId, smsConsent: consent });
		const [wrong] = checkContact({ ...stored, ...patch, name: patch.name === undefined ? stored.name : patch.name }, ctx.today).filter(
			// An old contact with a bad CPF can still get a new mobile.
			({ field }) => field === 'smsConsent' || (field !== undefined && field in patch)
		);
		if (wrong) return wrong;
		// A type that was retired since stays on what already has it; only a new choice must be usable.
		if (patch.contactTypeId && !(await isUsableContactType(tx, patch.contactTypeId)))
			return refuse('value_invalid', { field: 'contactTypeId' });
		const changed = Object.keys(patch);
		if (changed.length === 0) return ok({ changed });
		await tx
			.update(contact)
			.set({ ...(patch as Partial<typeof contact.$inferInsert>), updatedAt: ctx.now, updatedBy: ctx.actor.userId })
			.where(eq(contact.id, id));
		return ok({ changed });
	}
});
