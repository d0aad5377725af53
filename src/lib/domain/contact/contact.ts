import type { Day } from '../day/day.ts';
import { checkFields, normaliseFields, type FieldSet, type TextValues } from '../field/field-set.ts';
import { refusal, type Refusal } from '../refusal.ts';

/** The text fields of "Contatos" (M1 5.4.2–5.4.10, items 117–130), in the order of the form. */
export const contactFields = {
	name: { format: 'line', limit: 150, mandatory: true },
	jobTitle: { format: 'line', limit: 100 },
	phone: { format: 'phone', limit: 11 },
	fax: { format: 'phone', limit: 11 },
	/** Nextel/Claro: a radio or a second mobile. */
	nextel: { format: 'phone', limit: 11 },
	mobile: { format: 'mobile', limit: 11 },
	email: { format: 'email', limit: 254 },
	birthOn: { format: 'birthDay', limit: 10 },
	taxId: { format: 'cpf', limit: 11 },
	identityCard: { format: 'line', limit: 20 },
	remarks: { format: 'lines', limit: 4000 }
} as const satisfies FieldSet;

export type ContactTexts = TextValues<typeof contactFields>;

/** Contato of a customer as stored; absent is null. Parents' names are no part of it: they live at the centre only. */
export interface Contact extends ContactTexts {
	readonly smsConsent: boolean;
}

/** What a form or an automation brings, in stored form; digits without area code get `areaCode`. */
export const normaliseContact = (input: Partial<ContactTexts>, areaCode?: string): Partial<ContactTexts> =>
	normaliseFields(contactFields, input, areaCode);

/** Everything that is wrong with a contact; empty when nothing is. Normalised input expected. */
export function checkContact(contact: Partial<Contact>, today: Day): readonly Refusal[] {
	const refusals = checkFields(contactFields, contact, today);
	return contact.smsConsent && !mayConsentToSms(contact) ? [...refusals, refusal('sms_consent_needs_mobile', 'smsConsent')] : refusals;
}

/** "Habilitado somente após informar o celular" (M1 5.4.6, item 123): whether the consent can be ticked at all. */
export function mayConsentToSms(contact: { readonly mobile?: string | null | undefined }): boolean {
	return Boolean(contact.mobile);
}

/** The one rule of who gets SMS (M1 5.4.6; M2 3.10, item 124): a contact with a mobile who authorised it. */
export function mayReceiveSms(contact: { readonly mobile: string | null; readonly smsConsent: boolean }): boolean {
	return contact.smsConsent && mayConsentToSms(contact);
}

/** Longest name of a parent, in characters. */
export const parentNameLimit = 150;
