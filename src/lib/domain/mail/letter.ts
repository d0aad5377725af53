import { isEmail, normaliseEmail } from '../email.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf } from '../text.ts';

/** What people write of an e-mail with boletos (items 254–261). */
export interface LetterInput {
	readonly recipients: readonly string[];
	readonly subject: string;
	readonly body: string | null;
	readonly invoiceIds: readonly string[];
}

export const letterLimits = { recipients: 20, invoices: 12, subject: 150, body: 5_000 } as const;

/** Addresses of what was typed into one field: separated by comma, semicolon, space or line; each once. */
export const typedAddresses = (text: string): readonly string[] => unique(text.split(/[\s,;]+/));

/** Normalised, without the empty ones, each once. */
export const unique = (addresses: readonly string[]): readonly string[] => [
	...new Set(addresses.map(normaliseEmail).filter((one) => one !== ''))
];

/** Everything that is wrong with a letter. A subject is one line: a line break in it would be another header. */
export function checkLetter({ recipients, subject, body, invoiceIds }: LetterInput): readonly Refusal[] {
	const refusals: Refusal[] = [];
	if (recipients.length === 0) refusals.push(refusal('field_required', 'recipients'));
	if (recipients.length > letterLimits.recipients)
		refusals.push(refusal('number_range', 'recipients', { minimum: 1, limit: letterLimits.recipients }));
	const wrong = recipients.find((one) => !isEmail(one));
	if (wrong !== undefined) refusals.push(refusal('email_invalid', 'recipients', { address: wrong }));
	if (subject.trim() === '') refusals.push(refusal('field_required', 'subject'));
	else if (/[\r\n]/.test(subject)) refusals.push(refusal('value_invalid', 'subject'));
	else if (lengthOf(subject) > letterLimits.subject)
		refusals.push(refusal('field_too_long', 'subject', { limit: letterLimits.subject, length: lengthOf(subject) }));
	if (body !== null && lengthOf(body) > letterLimits.body)
		refusals.push(refusal('field_too_long', 'body', { limit: letterLimits.body, length: lengthOf(body) }));
	if (invoiceIds.length === 0 || invoiceIds.length > letterLimits.invoices)
		refusals.push(refusal('number_range', 'invoiceIds', { minimum: 1, limit: letterLimits.invoices }));
	return refusals;
}

/**
 * The same, with what is wrong of the recipients under the field that mends it: the list of ticks (`recipients`), where an address of the
 * record itself may be wrong, or what was typed (`address`; null: nothing is being typed). `recipients` of the letter are both.
 */
export function checkAddressed(letter: LetterInput, ticked: readonly string[], typed: string | null): readonly Refusal[] {
	const rest = checkLetter(letter).filter(({ code }) => code !== 'email_invalid');
	const wrongOf = (addresses: readonly string[], field: string): readonly Refusal[] => {
		const wrong = addresses.find((one) => !isEmail(one));
		return wrong === undefined ? [] : [refusal('email_invalid', field, { address: wrong })];
	};
	return [
		...wrongOf(unique(ticked), 'recipients'),
		...(typed === null ? [] : wrongOf(typedAddresses(typed), 'address')),
		...rest.map((one) =>
			one.field === 'recipients' && one.code === 'field_required' && typed !== null ? { ...one, field: 'address' } : one
		)
	];
}
