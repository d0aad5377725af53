import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthOf } from '../text.ts';
import {
	checkPatch,
	checkRegistration,
	clearedBy,
	customerFields,
	fieldsFor,
	fieldTitle,
	isMandatory,
	normaliseRegistration,
	registrationFields,
	type Registration,
	type RegistrationInput
} from './customer-rules.ts';

const today = '2026-11-21';
const person: Registration = {
	personKind: 'natural',
	status: 'active',
	registeredOn: '2026-01-05',
	name: 'Marina Tavares',
	tradeName: null,
	taxId: '52998224725',
	stateRegistration: null,
	phone: '1832654321',
	mobile: '18987654321',
	fax: null,
	email: 'marina@correio.example',
	address: 'Rua das Acácias, 120',
	district: 'Centro',
	city: 'Assis',
	state: 'SP',
	postalCode: '19800001',
	reference: null,
	condominium: null,
	billingAddress: null,
	billingDistrict: null,
	billingCity: null,
	billingState: null,
	billingPostalCode: null,
	remarks: null
};
const company: Registration = {
	...person,
	personKind: 'legal',
	name: 'Veltara Materiais Ltda',
	tradeName: 'Veltara',
	taxId: '12ABC34501DE35',
	stateRegistration: 'ISENTO'
};
const codes = (refusals: readonly { code: string; field?: string | undefined }[]) => refusals.map((r) => `${r.field}: ${r.code}`);

describe('which fields there are', () => {
	test('(7) name, document, address, city, state, kind, status and date are mandatory, and nothing else', () => {
		expect(registrationFields.filter(isMandatory)).toEqual([
			'personKind',
			'status',
			'registeredOn',
			'name',
			'taxId',
			'address',
			'city',
			'state'
		]);
		for (const field of registrationFields) {
			const refusals = checkRegistration({ ...company, [field]: null }, today);
			// Sim or Não is always one of the two; what is not given has its default.
			const needed = isMandatory(field) || customerFields[field].format === 'yesNo';
			expect(codes(refusals)).toEqual(needed ? [`${field}: field_required`] : []);
		}
	});
	test('(67) the name is a company name for a legal person, the customer’s name for a natural one', () => {
		expect(fieldTitle('name', 'legal')).toBe('company_name');
		expect(fieldTitle('name', 'natural')).toBe('person_name');
	});
	test('(68) the trade name exists only for legal persons', () => {
		expect(fieldsFor('legal')).toContain('tradeName');
		expect(fieldsFor('natural')).not.toContain('tradeName');
		expect(codes(checkRegistration({ ...person, tradeName: 'Loja' }, today))).toEqual(['tradeName: trade_name_not_for_person']);
		expect(checkRegistration(company, today)).toEqual([]);
	});
	test('(76) CNPJ for a legal person, CPF for a natural person', () => {
		expect(fieldTitle('taxId', 'legal')).toBe('cnpj');
		expect(fieldTitle('taxId', 'natural')).toBe('cpf');
		expect(codes(checkRegistration({ ...person, taxId: '12ABC34501DE35' }, today))).toEqual(['taxId: cpf_expected']);
		expect(codes(checkRegistration({ ...company, taxId: '52998224725' }, today))).toEqual(['taxId: cnpj_expected']);
		expect(codes(checkRegistration({ ...person, taxId: '52998224726' }, today))).toEqual(['taxId: cpf_invalid']);
		expect(codes(checkRegistration({ ...company, taxId: '12ABC34501DE36' }, today))).toEqual(['taxId: cnpj_invalid']);
	});
	test('(77) the state registration exists only for legal persons', () => {
		expect(fieldsFor('legal')).toContain('stateRegistration');
		expect(fieldsFor('natural')).not.toContain('stateRegistration');
		expect(codes(checkRegistration({ ...person, stateRegistration: 'ISENTO' }, today))).toEqual([
			'stateRegistration: state_registration_not_for_person'
		]);
		expect(codes(checkRegistration({ ...company, stateRegistration: '12X' }, today))).toEqual([
			'stateRegistration: state_registration_invalid'
		]);
	});
});

describe('a whole registration', () => {
	test('a person and a company pass', () => {
		expect(checkRegistration(person, today)).toEqual([]);
		expect(checkRegistration(company, today)).toEqual([]);
	});
	test('all that is wrong is told at once, in the order of the screen', () => {
		const wrong = {
			...person,
			name: '12',
			mobile: '1832654321',
			phone: '20987654321',
			email: 'marina@',
			state: 'XX',
			postalCode: '123',
			registeredOn: '2026-12-01',
			fax: '123'
		} as Registration;
		expect(codes(checkRegistration(wrong, today))).toEqual([
			'registeredOn: day_in_future',
			'name: name_invalid',
			'phone: area_code_invalid',
			'mobile: mobile_invalid',
			'fax: phone_invalid',
			'email: email_invalid',
			'state: state_invalid',
			'postalCode: postal_code_invalid'
		]);
	});
	test('an unknown kind is refused, and its document judged as either', () => {
		expect(codes(checkRegistration({ ...person, personKind: 'robot' as never, taxId: '1' }, today))).toEqual([
			'personKind: person_kind_invalid',
			'taxId: tax_id_invalid'
		]);
		expect(codes(checkRegistration({}, today))).toEqual(registrationFields.filter(isMandatory).map((f) => `${f}: field_required`));
	});
	test('no field takes more than its limit', () => {
		for (const field of ['name', 'tradeName', 'address', 'city', 'remarks'] as const) {
			const { limit } = customerFields[field];
			expect(checkRegistration({ ...company, [field]: 'é'.repeat(limit) }, today)).toEqual([]);
			expect(checkRegistration({ ...company, [field]: 'é'.repeat(limit + 1) }, today)).toEqual([
				{ ok: false, code: 'field_too_long', field, detail: { limit, length: limit + 1 } }
			]);
		}
	});
});

describe('a patch', () => {
	test('is judged by what it touches: an old record with a bad CEP still gets a new mobile', () => {
		const old = { ...person, postalCode: '123' };
		expect(checkPatch(old, { mobile: '18999990000' }, today)).toEqual([]);
		expect(codes(checkPatch(old, { postalCode: '124' }, today))).toEqual(['postalCode: postal_code_invalid']);
		expect(codes(checkPatch(old, { name: null as never }, today))).toEqual(['name: field_required']);
	});
	test('a change of the kind judges all that depends on it', () => {
		expect(codes(checkPatch(company, { personKind: 'natural' }, today))).toEqual([
			'tradeName: trade_name_not_for_person',
			'taxId: cpf_expected',
			'stateRegistration: state_registration_not_for_person'
		]);
		expect(checkPatch(company, { personKind: 'natural', taxId: '52998224725', ...clearedBy('natural') }, today)).toEqual([]);
		expect(codes(checkPatch(person, { tradeName: 'Loja' }, today))).toEqual(['tradeName: trade_name_not_for_person']);
	});
	test('an unknown field is refused', () =>
		expect(codes(checkPatch(person, { code: '1' } as never, today))).toEqual(['code: field_unknown']));
});

describe('input is read in any shape', () => {
	test('as pasted', () => {
		expect(
			normaliseRegistration(
				{
					name: '  Marina \u200bTavares ',
					taxId: '529.982.247-25',
					phone: '3265-4321',
					mobile: '+55 18 98765-4321',
					email: ' Marina@Correio.EXAMPLE',
					state: 'são paulo',
					postalCode: '19800-001',
					district: ' ',
					registeredOn: '05/01/2026',
					remarks: 'a\r\nb'
				},
				'18'
			)
		).toEqual({
			name: 'Marina Tavares',
			taxId: '52998224725',
			phone: '1832654321',
			mobile: '18987654321',
			email: 'marina@correio.example',
			state: 'SP',
			postalCode: '19800001',
			district: null,
			registeredOn: '2026-01-05',
			remarks: 'a\nb'
		});
	});
	test('what cannot be read is kept and refused, never emptied', () => {
		const read = normaliseRegistration({ postalCode: 'não sei', mobile: '--', taxId: '???' });
		expect(codes(checkPatch(person, read, today))).toEqual([
			'taxId: cpf_invalid',
			'mobile: phone_invalid',
			'postalCode: postal_code_invalid'
		]);
	});
	test('reading twice changes nothing, whatever is typed; and no check throws', () => {
		const input = fc.record(
			Object.fromEntries(registrationFields.map((f) => [f, fc.option(fc.string({ unit: 'grapheme', maxLength: 30 }))])),
			{ requiredKeys: [] }
		) as fc.Arbitrary<RegistrationInput>;
		fc.assert(
			fc.property(input, (typed) => {
				const once = normaliseRegistration(typed, '18');
				expect(normaliseRegistration(once as RegistrationInput, '18')).toEqual(once);
				for (const refusal of [...checkRegistration(once, today), ...checkPatch(person, once, today)]) expect(refusal.ok).toBe(false);
				for (const value of Object.values(once)) expect(value === null || lengthOf(value) > 0).toBe(true);
			})
		);
	});
});
