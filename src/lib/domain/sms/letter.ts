import { smsSize } from '../message-template/sms.ts';
import type { Cents } from '../money.ts';
import { isMobile, isPhone } from '../phone/phone.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf } from '../text.ts';

export const smsLimits = {
	/** Letters of the message as it is written, before values come into it. */
	message: 1_000,
	/** Parts of one text. Eight are over a thousand letters: what is longer is a letter by e-mail. */
	parts: 8,
	/** Mobiles of one customer. */
	mobiles: 20,
	/** Customers of one letter. */
	customers: 5_000
} as const;

/** Days after which a message leaves the replicas; the centre keeps it. */
export const freshSmsDays = 60;

/** Whom of a selection one letter goes to: the first of it. `left`: how many wait for another one, so that a person can be told before. */
export const firstOfSelection = <T>(selected: readonly T[]): { readonly ids: readonly T[]; readonly left: number } => ({
	ids: selected.slice(0, smsLimits.customers),
	left: Math.max(0, selected.length - smsLimits.customers)
});

/** The text as it goes out: the subject of the Remetente heads it (items 337, 339). */
export const smsText = (subject: string, message: string): string =>
	[subject.trim(), message.trim()].filter((one) => one !== '').join(': ');

/** Everything wrong with what was written. */
export function checkSmsMessage(message: string): readonly Refusal[] {
	if (message.trim() === '') return [refusal('field_required', 'message')];
	return lengthOf(message) > smsLimits.message
		? [refusal('field_too_long', 'message', { limit: smsLimits.message, length: lengthOf(message) })]
		: [];
}

/** A contact, as far as it matters here. */
export interface SmsContact {
	readonly name: string;
	readonly mobile: string | null;
	readonly phone: string | null;
	readonly smsConsent: boolean;
}

/** Why a customer cannot be written to. */
export type NoSms = 'no_number' | 'landline' | 'no_consent' | 'too_long';

export interface SmsReach {
	/** Each mobile once, with whose it is. */
	readonly to: readonly { readonly number: string; readonly name: string }[];
	/** Null: there is somebody to write to. */
	readonly not: NoSms | null;
}

/**
 * Whom of a customer an SMS goes to: every contact who agreed to it (item 124) and has a mobile. The number of the record itself is
 * nobody's consent. With nobody: why, the reason first that somebody could do most about.
 */
export function smsReach(contacts: readonly SmsContact[], own: readonly (string | null)[]): SmsReach {
	const to = new Map<string, string>();
	for (const { name, mobile, smsConsent } of contacts)
		if (smsConsent && mobile !== null && isMobile(mobile) && !to.has(mobile)) to.set(mobile, name);
	if (to.size > 0) return { to: [...to].slice(0, smsLimits.mobiles).map(([number, name]) => ({ number, name })), not: null };
	const numbers = [...contacts.flatMap(({ mobile, phone }) => [mobile, phone]), ...own].filter((one) => one !== null && isPhone(one));
	return {
		to: [],
		not: numbers.some((one) => one !== null && isMobile(one)) ? 'no_consent' : numbers.length > 0 ? 'landline' : 'no_number'
	};
}

/** A whole letter: how many messages, and what they cost. */
export interface SmsTotal {
	readonly customers: number;
	readonly mobiles: number;
	/** Parts over all mobiles: what is paid. */
	readonly parts: number;
	readonly cents: Cents;
	/** Customers whose text has letters that more than halve what fits. */
	readonly ucs2: number;
}

/** Sum over what each customer would get. */
export function smsTotal(letters: readonly { readonly text: string; readonly mobiles: number }[], partCents: Cents): SmsTotal {
	let [customers, mobiles, parts, ucs2] = [0, 0, 0, 0];
	for (const one of letters) {
		const size = smsSize(one.text);
		customers += 1;
		mobiles += one.mobiles;
		parts += one.mobiles * size.parts;
		if (size.encoding === 'ucs2') ucs2 += 1;
	}
	return { customers, mobiles, parts, cents: parts * partCents, ucs2 };
}

/** What makes a second request the same one: a customer is written to once for each letter. */
export const smsOnceKey = (letterId: string, customerId: string): string => `${letterId}:${customerId}`;
