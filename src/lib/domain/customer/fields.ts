import type { PersonKind, RegistrationField } from './registration.ts';

/** How a field's content is read, checked and shown. */
export type FieldFormat =
	| 'personKind'
	| 'status'
	| 'day'
	| 'line'
	| 'name'
	| 'taxId'
	| 'stateRegistration'
	| 'phone'
	| 'mobile'
	| 'email'
	| 'state'
	| 'postalCode'
	| 'lines'
	| 'yesNo'
	| 'fiscalCode';

export interface FieldRule {
	readonly format: FieldFormat;
	/** Longest content, in characters. */
	readonly limit: number;
	/** Title in bold, cannot be left empty (item 7). */
	readonly mandatory?: true;
	/** The field exists for this kind of person only (items 68, 77). */
	readonly only?: PersonKind;
}

/** The fields of "Dados Cadastro", in the order of the screen. The one place that says which exist, for whom, how long. */
export const customerFields = {
	personKind: { format: 'personKind', limit: 10, mandatory: true },
	status: { format: 'status', limit: 10, mandatory: true },
	registeredOn: { format: 'day', limit: 10, mandatory: true },
	name: { format: 'name', limit: 150, mandatory: true },
	tradeName: { format: 'name', limit: 150, only: 'legal' },
	taxId: { format: 'taxId', limit: 14, mandatory: true },
	stateRegistration: { format: 'stateRegistration', limit: 14, only: 'legal' },
	phone: { format: 'phone', limit: 11 },
	mobile: { format: 'mobile', limit: 11 },
	fax: { format: 'phone', limit: 11 },
	email: { format: 'email', limit: 254 },
	address: { format: 'line', limit: 200, mandatory: true },
	district: { format: 'line', limit: 100 },
	city: { format: 'line', limit: 100, mandatory: true },
	state: { format: 'state', limit: 2, mandatory: true },
	postalCode: { format: 'postalCode', limit: 8 },
	reference: { format: 'line', limit: 200 },
	condominium: { format: 'line', limit: 100 },
	billingAddress: { format: 'line', limit: 200 },
	billingDistrict: { format: 'line', limit: 100 },
	billingCity: { format: 'line', limit: 100 },
	billingState: { format: 'state', limit: 2 },
	billingPostalCode: { format: 'postalCode', limit: 8 },
	remarks: { format: 'lines', limit: 4000 },
	autoSuspend: { format: 'yesNo', limit: 5 },
	chargeBoletoFee: { format: 'yesNo', limit: 5 },
	itemisedTaxInvoice: { format: 'yesNo', limit: 5 },
	fiscalCode: { format: 'fiscalCode', limit: 4 },
	chargeExtraEmail: { format: 'yesNo', limit: 5 },
	allowDiscounts: { format: 'yesNo', limit: 5 },
	emailBeforeDue: { format: 'yesNo', limit: 5 },
	emailDelinquency: { format: 'yesNo', limit: 5 }
} as const satisfies Record<RegistrationField, FieldRule>;

export const registrationFields = Object.keys(customerFields) as readonly RegistrationField[];

export function isRegistrationField(name: string): name is RegistrationField {
	return Object.hasOwn(customerFields, name);
}

export function fieldRule(field: RegistrationField): FieldRule {
	return customerFields[field];
}

/** Does this field exist for this kind of person? Nome Fantasia and I.Est. do not for natural persons. */
export function fieldExists(field: RegistrationField, kind: PersonKind): boolean {
	const { only } = fieldRule(field);
	return only === undefined || only === kind;
}

/** The fields that the form shows for this kind of person, in order. */
export function fieldsFor(kind: PersonKind): readonly RegistrationField[] {
	return registrationFields.filter((field) => fieldExists(field, kind));
}

export function isMandatory(field: RegistrationField): boolean {
	return fieldRule(field).mandatory === true;
}

/** Message keys whose words depend on the kind of person: `name` is "Razão Social" or "Nome" (item 67), `taxId` "CNPJ" or "CPF" (76). */
export function fieldTitle(field: RegistrationField, kind: PersonKind): string {
	if (field === 'name') return kind === 'legal' ? 'company_name' : 'person_name';
	if (field === 'taxId') return kind === 'legal' ? 'cnpj' : 'cpf';
	return field.replace(/[A-Z]/g, (letter) => '_' + letter.toLowerCase());
}
