import { isEmail } from './email.ts';
import { isMobile, isPhone } from './phone/phone.ts';
import { refusal, type Refusal } from './refusal.ts';
import { lengthOf } from './text.ts';

/** Contato of a customer (M1 5.4), normalised; absent is null. */
export interface ContactInput {
	readonly name: string | null;
	readonly jobTitle: string | null;
	readonly phone: string | null;
	readonly mobile: string | null;
	readonly smsConsent: boolean;
	readonly email: string | null;
}

export const contactLimits = { name: 150, jobTitle: 100, email: 254 } as const;

/** Everything that is wrong with a contact; empty when nothing is. */
export function checkContact(contact: ContactInput): readonly Refusal[] {
	const refusals: Refusal[] = [];
	if (!contact.name) refusals.push(refusal('field_required', 'name'));
	for (const field of ['name', 'jobTitle'] as const) {
		const length = lengthOf(contact[field] ?? '');
		if (length > contactLimits[field]) refusals.push(refusal('field_too_long', field, { limit: contactLimits[field], length }));
	}
	if (contact.phone !== null && !isPhone(contact.phone)) refusals.push(refusal('phone_invalid', 'phone'));
	if (contact.mobile !== null && !isMobile(contact.mobile)) refusals.push(refusal('mobile_invalid', 'mobile'));
	if (contact.email !== null && !isEmail(contact.email)) refusals.push(refusal('email_invalid', 'email'));
	// "Habilitado somente após informar o celular" (M1 5.4.6).
	if (contact.smsConsent && contact.mobile === null) refusals.push(refusal('sms_consent_needs_mobile', 'smsConsent'));
	return refusals;
}
