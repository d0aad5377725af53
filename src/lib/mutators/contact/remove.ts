import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkPermission } from '#lib/domain/permissions.ts';
import { contact, extraFieldValue } from '#lib/schema/contact.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';
import { findContact } from './find.ts';

/** Takes a contact off the record, with the values of its extra fields. What it was stays in Histórico. Refusals: permission_denied, not_found. */
export const contactRemove = defineMutator({
	name: 'contact.remove',
	version: 1,
	args: z.strictObject({ id: z.uuid() }),
	async run(tx, { id }, ctx) {
		const denied = checkPermission(ctx.actor.role, 'contact.remove');
		if (denied) return denied;
		if ((await findContact(tx, id)) === null) return refuse('not_found');
		// At the centre the foreign key would do it; a replica has none.
		await tx.delete(extraFieldValue).where(eq(extraFieldValue.contactId, id));
		await tx.delete(contact).where(eq(contact.id, id));
		return ok();
	}
});
