import { expect, test } from 'vitest';
import { checkContact, mayConsentToSms, mayReceiveSms, normaliseContact, type Contact } from './contact.ts';

const today = '2026-11-22';
const contact: Partial<Contact> = { name: 'Lia', mobile: '18987654321', smsConsent: true };
const codes = (input: Partial<Contact>) => checkContact({ ...contact, ...input }, today).map((r) => `${r.field}: ${r.code}`);

test('(123) consent to SMS needs a mobile', () => {
	expect(codes({})).toEqual([]);
	expect(codes({ mobile: null })).toEqual(['smsConsent: sms_consent_needs_mobile']);
	expect(codes({ mobile: null, smsConsent: false })).toEqual([]);
	expect(mayConsentToSms({ mobile: '' })).toBe(false);
	expect(mayConsentToSms({ mobile: '18987654321' })).toBe(true);
});
test('(124) SMS goes only to contacts who gave that consent', () => {
	expect(mayReceiveSms({ mobile: '18987654321', smsConsent: true })).toBe(true);
	expect(mayReceiveSms({ mobile: '18987654321', smsConsent: false })).toBe(false);
	expect(mayReceiveSms({ mobile: null, smsConsent: true })).toBe(false);
});
test('every field that is wrong is told, in the order of the form', () => {
	expect(
		codes({
			name: null,
			jobTitle: 'x'.repeat(101),
			phone: '1',
			fax: '2',
			nextel: '3',
			mobile: '1832654321',
			email: 'x',
			birthOn: '2027-01-01',
			taxId: '123',
			identityCard: '1'.repeat(21)
		})
	).toEqual([
		'name: field_required',
		'jobTitle: field_too_long',
		'phone: phone_invalid',
		'fax: phone_invalid',
		'nextel: phone_invalid',
		'mobile: mobile_invalid',
		'email: email_invalid',
		'birthOn: day_in_future',
		'taxId: cpf_invalid',
		'identityCard: field_too_long'
	]);
});
test('(120) numbers typed without area code get the one beside them; pasted ones keep their own', () => {
	expect(
		normaliseContact({ phone: '3265-4321', mobile: '+55 43 98765-4321', fax: ' ', birthOn: '05/01/1980', taxId: '529.982.247-25' }, '18')
	).toEqual({ phone: '1832654321', mobile: '43987654321', fax: null, birthOn: '1980-01-05', taxId: '52998224725' });
});
