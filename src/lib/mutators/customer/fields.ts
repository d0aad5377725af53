import { z } from 'zod';
import { customerFields, fieldRule, registrationFields, type RegistrationField } from '#lib/domain/customer/customer-rules.ts';
import { customer } from '#lib/schema/customer.ts';

/** What a screen can fill in besides the registration of the domain: the branch that the customer belongs to. */
export type CustomerField = RegistrationField | 'branchId';

/**
 * One value on the wire. Only a bound against abuse: the mutators normalise, and the domain says what is too long for a
 * person. Twice the limit leaves room for the punctuation that people paste.
 */
export const fieldValue = (field: CustomerField) =>
	field === 'branchId'
		? z.uuid()
		: z
				.string()
				.max(2 * customerFields[field].limit + 40)
				.nullable();

/** Fields that a change may name; Data de Cadastro is stamped once. */
export const changeableFields: readonly CustomerField[] = ['branchId', ...registrationFields.filter((field) => field !== 'registeredOn')];

/** A column's value as the text that forms, outboxes and rules know: `true` and `false` of "Outras Opções". */
export const asText = (value: string | boolean | null): string | null => (typeof value === 'boolean' ? String(value) : value);

/** Texts of a patch as their columns store them. */
export function asColumns(patch: Readonly<Partial<Record<RegistrationField, string | null>>>): Partial<typeof customer.$inferInsert> {
	return Object.fromEntries(
		Object.entries(patch)
			.filter(([, text]) => text !== undefined)
			.map(([field, text]) => [field, fieldRule(field as RegistrationField).format === 'yesNo' ? text === 'true' : text])
	);
}

/** SQL name of a field, as `history.changes` names it. */
export const columnOf = (field: CustomerField): string => customer[field].name;
