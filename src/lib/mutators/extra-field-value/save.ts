import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { checkExtraValue, extraValueLimit, normaliseExtraValue } from '#lib/domain/extra-field/extra-field.ts';
import { checkPermission } from '#lib/domain/permissions.ts';
import { contact, extraFieldValue } from '#lib/schema/contact.ts';
import { customer } from '#lib/schema/customer.ts';
import { extraField } from '#lib/schema/list.ts';
import { recordNow } from '../customer/find.ts';
import { defineMutator, ok, refuse } from '#lib/sync/model.ts';

/**
 * Valor do Campo Extra of a customer, or with `contactId` of one of its contacts (M1 5.2.1, 5.4.11): only the value can be
 * edited here (item 99), a definition is changed in the settings. Null empties it.
 * Refusals: permission_denied, not_found, customer_anonymised, value_invalid (a field that is retired or of the other owner), the kind's own.
 */
export const extraFieldValueSave = defineMutator({
	name: 'extraFieldValue.save',
	version: 1,
	args: z.strictObject({
		customerId: z.uuid(),
		contactId: z.uuid().nullable(),
		extraFieldId: z.uuid(),
		value: z
			.string()
			.max(2 * extraValueLimit)
			.nullable()
	}),
	async run(tx, args, ctx) {
		const denied = checkPermission(ctx.actor.role, 'extraFieldValue.save');
		if (denied) return denied;
		// Locked: two people who fill in the same empty field at the same moment would otherwise both insert it.
		const owner = await recordNow(tx, args.customerId);
		if ('code' in owner) return owner;
		await tx.select({ id: customer.id }).from(customer).where(eq(customer.id, owner.id)).for('update');
		const [field] = await tx.select().from(extraField).where(eq(extraField.id, args.extraFieldId));
		if (!field) return refuse('not_found');
		if (args.contactId !== null) {
			const [found] = await tx.select({ customerId: contact.customerId }).from(contact).where(eq(contact.id, args.contactId));
			if (found?.customerId !== owner.id) return refuse('not_found');
		}
		if (field.owner !== (args.contactId === null ? 'customer' : 'contact')) return refuse('value_invalid', { field: 'extraFieldId' });

		const [stored] = await tx
			.select({ id: extraFieldValue.id, value: extraFieldValue.value })
			.from(extraFieldValue)
			.where(
				and(
					eq(extraFieldValue.customerId, owner.id),
					args.contactId === null ? isNull(extraFieldValue.contactId) : eq(extraFieldValue.contactId, args.contactId),
					eq(extraFieldValue.extraFieldId, args.extraFieldId)
				)
			);
		// A retired field keeps its values, and they can still be corrected or emptied; it takes no new ones.
		if (!field.active && !stored) return refuse('value_invalid', { field: 'extraFieldId' });
		const value = normaliseExtraValue(field, args.value);
		const wrong = checkExtraValue(field, value);
		if (wrong) return wrong;
		if (value === (stored?.value ?? null)) return ok({ id: stored?.id ?? null });

		const change = { value, updatedAt: ctx.now, updatedBy: ctx.actor.userId };
		if (stored) {
			await tx.update(extraFieldValue).set(change).where(eq(extraFieldValue.id, stored.id));
			return ok({ id: stored.id });
		}
		const id = ctx.newId();
		await tx.insert(extraFieldValue).values({
			id,
			branchId: owner.branchId,
			customerId: owner.id,
			contactId: args.contactId,
			extraFieldId: args.extraFieldId,
			...change,
			createdAt: ctx.now,
			createdBy: ctx.actor.userId
		});
		return ok({ id });
	}
});
