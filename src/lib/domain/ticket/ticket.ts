import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf, manyLines, oneLine } from '../text.ts';

/** Longest values, in characters. */
export const ticketLimits = { subject: 200, contactName: 120, contactPhone: 40, text: 10_000 } as const;

/** How the customer was spoken to; `note` is for colleagues. `status` and `assignment` are written by the verbs themselves. */
export const contactKinds = ['call', 'message', 'visit', 'note'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** Text of a ticket in the form in which it is stored; empty becomes null. */
export const normaliseTicketText = (text: string | null | undefined): string | null => manyLines(text);

/** One line of a ticket (subject, contact) in the form in which it is stored; empty becomes null. */
export const normaliseTicketLine = (line: string | null | undefined): string | null => oneLine(line);

/** Null when `value` fits into the field, else `field_too_long`. */
export function checkTicketLength(field: keyof typeof ticketLimits, value: string | null): Refusal | null {
	const length = value === null ? 0 : lengthOf(value);
	return length > ticketLimits[field] ? refusal('field_too_long', field, { limit: ticketLimits[field], length }) : null;
}

/** Null when the subject may be stored, normalised expected: it must say something (item 378, "descrição"). */
export function checkSubject(subject: string | null): Refusal | null {
	return subject === null ? refusal('field_required', 'subject') : checkTicketLength('subject', subject);
}
