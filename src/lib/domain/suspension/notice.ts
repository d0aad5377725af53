import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf } from '../text.ts';

/** Characters of what proves a notice: the number of an AR, the id of a delivery. */
export const referenceLimit = 100;

/** As it is stored: without blanks around it; nothing typed is null. */
export function normaliseReference(reference: string | null): string | null {
	const text = reference?.trim() ?? '';
	return text === '' ? null : text;
}

/** Null when it may be stored. */
export function checkReference(reference: string | null): Refusal | null {
	const length = reference === null ? 0 : lengthOf(reference);
	return length > referenceLimit ? refusal('field_too_long', 'reference', { limit: referenceLimit, length }) : null;
}
