import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf } from '../text.ts';

/** Longest values, in characters. */
export const workOrderLimits = { subject: 200, description: 10_000, outcome: 10_000 } as const;

/** Null when `value` fits into the field, else `field_too_long`. */
export function checkWorkOrderLength(field: keyof typeof workOrderLimits, value: string | null): Refusal | null {
	const length = value === null ? 0 : lengthOf(value);
	return length > workOrderLimits[field] ? refusal('field_too_long', field, { limit: workOrderLimits[field], length }) : null;
}

/** Null when the order may be written, normalised values expected. */
export function checkWorkOrder(input: { readonly subject: string | null; readonly description: string | null }): Refusal | null {
	if (input.subject === null) return refusal('field_required', 'subject');
	return checkWorkOrderLength('subject', input.subject) ?? checkWorkOrderLength('description', input.description);
}
