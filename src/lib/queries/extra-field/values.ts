import { and, asc, eq, isNotNull, isNull, or } from 'drizzle-orm';
import { z } from 'zod';
import { extraFieldValue } from '#lib/schema/contact.ts';
import { extraField } from '#lib/schema/list.ts';
import { defineQuery } from '#lib/sync/model.ts';

/**
 * Campos Extras of a customer, or with `contactId` of one of its contacts (checklist 97, 102): every field that is offered,
 * with its value or null, and retired ones that still have a value.
 */
export const extraFieldValues = defineQuery({
	name: 'extraField.values',
	args: z.object({ customerId: z.uuid(), contactId: z.uuid().nullable() }),
	run: (tx, { customerId, contactId }) =>
		tx
			.select({
				id: extraField.id,
				name: extraField.name,
				kind: extraField.kind,
				choices: extraField.choices,
				active: extraField.active,
				value: extraFieldValue.value
			})
			.from(extraField)
			.leftJoin(
				extraFieldValue,
				and(
					eq(extraFieldValue.extraFieldId, extraField.id),
					eq(extraFieldValue.customerId, customerId),
					contactId === null ? isNull(extraFieldValue.contactId) : eq(extraFieldValue.contactId, contactId)
				)
			)
			.where(
				and(
					eq(extraField.owner, contactId === null ? 'customer' : 'contact'),
					or(eq(extraField.active, true), isNotNull(extraFieldValue.value))
				)
			)
			.orderBy(asc(extraField.position), asc(extraField.name), asc(extraField.id)),
	dependsOn: ({ customerId }) => [
		{ table: 'extra_field' },
		{ table: 'extra_field_value', where: { column: 'customer_id', equals: customerId } }
	]
});
export type ExtraValueRow = Awaited<ReturnType<typeof extraFieldValues.run>>[number];
