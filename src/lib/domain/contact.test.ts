import { expect, test } from 'vitest';
import { checkContact, type ContactInput } from './contact.ts';

const contact: ContactInput = { name: 'Lia', jobTitle: null, phone: null, mobile: '18987654321', smsConsent: true, email: null };
const codes = (input: Partial<ContactInput>) => checkContact({ ...contact, ...input }).map((r) => r.code);

test('(123) consent to SMS needs a mobile', () => {
	expect(codes({})).toEqual([]);
	expect(codes({ mobile: null })).toEqual(['sms_consent_needs_mobile']);
	expect(codes({ mobile: null, smsConsent: false })).toEqual([]);
});
test('the rest', () => {
	expect(codes({ name: null, jobTitle: 'x'.repeat(101), phone: '1', mobile: '1832654321', email: 'x' })).toEqual([
		'field_required',
		'field_too_long',
		'phone_invalid',
		'mobile_invalid',
		'email_invalid'
	]);
});
