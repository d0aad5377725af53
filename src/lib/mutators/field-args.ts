import { z } from 'zod';
import type { FieldSet } from '#lib/domain/field/field-set.ts';

/**
 * The text fields of a set as they travel: each optional, null is empty. Only a bound against abuse: the mutators
 * normalise and the domain says what is too long. Twice the limit leaves room for the punctuation that people paste.
 */
export function fieldArgs<F extends FieldSet>(set: F) {
	return Object.fromEntries(
		Object.entries(set).map(([field, { limit }]) => [
			field,
			z
				.string()
				.max(2 * limit + 40)
				.nullable()
				.optional()
		])
	) as { [K in keyof F]: z.ZodOptional<z.ZodNullable<z.ZodString>> };
}

/** Only what differs from the stored row: writing what is already there would be a change that nobody made. */
export function differences<T extends object>(stored: Readonly<Record<string, unknown>>, patch: T): Partial<T> {
	return Object.fromEntries(Object.entries(patch).filter(([field, value]) => value !== undefined && stored[field] !== value)) as Partial<T>;
}
