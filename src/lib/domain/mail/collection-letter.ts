import { mayEmail, type CustomerOptions } from '../customer/options.ts';
import type { Day } from '../day/day.ts';
import { isEmail, normaliseEmail } from '../email.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf } from '../text.ts';
import { knownAddresses } from './addresses.ts';
import { letterLimits } from './letter.ts';

export const letterDestinations = ['all', 'main', 'contact'] as const;
/** Destino (item 329): every e-mail of the customer, that of the record only, or those of contacts of one type. */
export type LetterDestination = (typeof letterDestinations)[number];

/** Whose contacts a letter goes to; `contactTypeId` counts for `contact` alone. */
export interface LetterTo {
	readonly destination: LetterDestination;
	readonly contactTypeId: string | null;
}

/** Why a customer gets no letter; as it is kept beside the recipient. */
export const unsentReasons = ['email_not_wanted', 'nothing_overdue', 'letter_today', 'no_address', 'address_invalid'] as const;
export type UnsentReason = (typeof unsentReasons)[number];

/** What decides whether and where a customer's letter goes. */
export interface LetterFacts {
	readonly email: string | null;
	readonly options: Pick<CustomerOptions, 'emailBeforeDue' | 'emailDelinquency'>;
	readonly contacts: readonly { readonly name: string; readonly email: string | null; readonly contactTypeId: string | null }[];
	/** Something of his is overdue, whatever the billing method. */
	readonly owes: boolean;
	/** The same letter went out to him today, or is on its way. */
	readonly lettered: boolean;
}

/** Where a customer's letter goes, and what keeps it from one address or from all of them. `addresses` empty: to nobody. */
export interface LetterPlan {
	readonly addresses: readonly string[];
	/** Addresses that no mail server would take, with `address_invalid`; or the one reason why nothing goes out, with the address ''. */
	readonly unsent: readonly { readonly address: string; readonly reason: UnsentReason }[];
}

const nobody = (reason: UnsentReason): LetterPlan => ({ addresses: [], unsent: [{ address: '', reason }] });

/**
 * Who is written to (items 326–333): nobody who does not want letters about debts (item 92), owes nothing any more or has this letter
 * already today. An address that is none is told, and keeps the letter from no other.
 */
export function planLetter(facts: LetterFacts, to: LetterTo): LetterPlan {
	if (!mayEmail(facts.options, 'delinquency')) return nobody('email_not_wanted');
	if (!facts.owes) return nobody('nothing_overdue');
	if (facts.lettered) return nobody('letter_today');
	const own = to.destination === 'contact' ? null : facts.email;
	const contacts =
		to.destination === 'all'
			? facts.contacts
			: to.destination === 'main'
				? []
				: facts.contacts.filter(({ contactTypeId }) => contactTypeId === to.contactTypeId);
	const found = knownAddresses(own, contacts)
		.map(({ address }) => normaliseEmail(address))
		.slice(0, letterLimits.recipients);
	if (found.length === 0) return nobody('no_address');
	return {
		addresses: found.filter(isEmail),
		unsent: found.filter((address) => !isEmail(address)).map((address) => ({ address, reason: 'address_invalid' }))
	};
}

/**
 * A customer gets a letter once a day: two people who send it at the same moment, and one who clicks twice, send one. `again` counts
 * letters of that day that reached nobody; the next one after such may go out.
 */
export const letterKey = (customerId: string, messageTemplateId: string, day: Day, again: number): string =>
	`${customerId}.${messageTemplateId}.${day}.${String(again)}`;

/** Everything that is wrong with what was configured (items 328–331). */
export function checkLetterBatch(subject: string, to: LetterTo): readonly Refusal[] {
	const refusals: Refusal[] = [];
	if (to.destination === 'contact' && to.contactTypeId === null) refusals.push(refusal('field_required', 'contactTypeId'));
	if (subject.trim() === '') refusals.push(refusal('field_required', 'subject'));
	else if (/[\r\n]/.test(subject)) refusals.push(refusal('value_invalid', 'subject'));
	else if (lengthOf(subject) > letterLimits.subject)
		refusals.push(refusal('field_too_long', 'subject', { limit: letterLimits.subject, length: lengthOf(subject) }));
	return refusals;
}
