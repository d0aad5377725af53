import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf } from '../text.ts';

/** Characters of a reason for suspending early. */
export const reasonLimit = 500;

/** As it is stored: without blanks around it; nothing typed is null. */
export function normaliseReason(reason: string | null): string | null {
	const text = reason?.trim() ?? '';
	return text === '' ? null : text;
}

/** Null when it may be stored. */
export function checkReason(reason: string | null): Refusal | null {
	const length = reason === null ? 0 : lengthOf(reason);
	return length > reasonLimit ? refusal('field_too_long', 'reason', { limit: reasonLimit, length }) : null;
}
