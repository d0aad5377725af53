import * as m from '#lib/paraglide/messages.js';

/** Field of an argument or a row, by its name in code → its title on the screens. */
const names: Readonly<Record<string, () => string>> = {
	id: () => m.field_id(),
	customerId: () => m.field_customerId(),
	branchId: () => m.field_branchId(),
	code: () => m.field_code(),
	personKind: () => m.field_personKind(),
	name: () => m.field_name(),
	tradeName: () => m.field_tradeName(),
	taxId: () => m.field_taxId(),
	stateRegistration: () => m.field_stateRegistration(),
	status: () => m.field_status(),
	registeredOn: () => m.field_registeredOn(),
	phone: () => m.field_phone(),
	mobile: () => m.field_mobile(),
	fax: () => m.field_fax(),
	email: () => m.field_email(),
	address: () => m.field_address(),
	district: () => m.field_district(),
	city: () => m.field_city(),
	state: () => m.field_state(),
	postalCode: () => m.field_postalCode(),
	reference: () => m.field_reference(),
	condominium: () => m.field_condominium(),
	billingAddress: () => m.field_billingAddress(),
	billingDistrict: () => m.field_billingDistrict(),
	billingCity: () => m.field_billingCity(),
	billingState: () => m.field_billingState(),
	billingPostalCode: () => m.field_billingPostalCode(),
	remarks: () => m.field_remarks(),
	observationTypeId: () => m.field_observationTypeId(),
	text: () => m.field_text(),
	mustRead: () => m.field_mustRead(),
	observationId: () => m.field_observationId(),
	version: () => m.field_version(),
	subject: () => m.field_subject(),
	areaCode: () => m.field_areaCode(),
	active: () => m.field_active(),
	key: () => m.field_key(),
	value: () => m.field_value(),
	login: () => m.field_login(),
	role: () => m.field_role(),
	password: () => m.field_password()
};

/**
 * Title of a field, also of a path like `changes.phone.to`; what has no title is shown by its name. `verb` is the mutator
 * it belongs to: only a customer's name may be a company's.
 */
export function fieldName(path: string, verb = 'customer.'): string {
	const parts = path.split('.').filter((part) => part !== 'from' && part !== 'to' && part !== 'changes');
	const name = parts.at(-1) ?? path;
	if (name === 'name' && !verb.startsWith('customer.')) return m.common_name();
	return Object.hasOwn(names, name) ? (names[name]?.() ?? name) : name;
}
