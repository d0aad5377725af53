import { isDay, type Day } from '../day/day.ts';
import { isEmail } from '../email.ts';
import { isAreaCode } from '../phone/area-code.ts';
import { phoneKind } from '../phone/phone.ts';
import { isPostalCode } from '../postal-code.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { isState } from '../state.ts';
import { isCnpj } from '../tax-id/cnpj.ts';
import { isCpf } from '../tax-id/cpf.ts';
import { lengthOf } from '../text.ts';
import { isFiscalCode } from './fiscal-code.ts';
import { fieldExists, fieldRule, isMandatory, isRegistrationField, registrationFields } from './fields.ts';
import {
	customerStatuses,
	personKinds,
	type PersonKind,
	type Registration,
	type RegistrationField,
	type RegistrationPatch
} from './registration.ts';

/**
 * Everything that is wrong with a whole registration, in the order of the screen; empty when nothing is.
 * Expects normalised input (`normaliseRegistration`). `today` is the provider's day.
 */
export function checkRegistration(registration: RegistrationPatch, today: Day): readonly Refusal[] {
	const kind = kindOf(registration);
	return (
		registrationFields
			// An option that is not given is what a customer has by default, not an empty one.
			.filter((field) => fieldRule(field).format !== 'yesNo' || registration[field] !== undefined)
			.map((field) => checkField(field, registration[field] ?? null, kind, today))
			.filter((r) => r !== null)
	);
}

/**
 * Everything that is wrong with changing `current` by `patch`. Only fields that the patch touches are judged, so an old
 * record with a bad CEP can still get a new mobile; a change of the kind of person judges all that depends on it.
 */
export function checkPatch(current: Registration, patch: RegistrationPatch, today: Day): readonly Refusal[] {
	const unknown = Object.keys(patch)
		.filter((field) => !isRegistrationField(field))
		.map((field) => refusal('field_unknown', field));
	const result = { ...current, ...patch };
	const kind = kindOf(result);
	const kindChanges = patch.personKind !== undefined && patch.personKind !== current.personKind;
	const judged = registrationFields.filter((field) => patch[field] !== undefined || (kindChanges && dependsOnKind(field)));
	return [...unknown, ...judged.map((field) => checkField(field, result[field] ?? null, kind, today)).filter((r) => r !== null)];
}

/**
 * What must be emptied when the kind of person becomes `kind`: fields that do not exist for it. The form puts this into
 * its patch, so that Nome Fantasia does not survive unseen on a natural person.
 */
export function clearedBy(kind: PersonKind): RegistrationPatch {
	return Object.fromEntries(registrationFields.filter((field) => !fieldExists(field, kind)).map((field) => [field, null]));
}

/** One field of a person of this kind; null when nothing is wrong. `value` is normalised. */
export function checkField(field: RegistrationField, value: string | null, kind: PersonKind | null, today: Day): Refusal | null {
	const { limit, format } = fieldRule(field);
	if (kind !== null && !fieldExists(field, kind)) {
		if (value === null) return null;
		return refusal(field === 'tradeName' ? 'trade_name_not_for_person' : 'state_registration_not_for_person', field);
	}
	if (value === null || value === '') return isMandatory(field) || format === 'yesNo' ? refusal('field_required', field) : null;
	// Whether a number is right says more than how long it is.
	const wrong = checkers[format](value, field, kind, today);
	if (wrong) return wrong;
	const length = lengthOf(value);
	return length > limit ? refusal('field_too_long', field, { limit, length }) : null;
}

type Checker = (value: string, field: RegistrationField, kind: PersonKind | null, today: Day) => Refusal | null;

const checkers: Readonly<Record<ReturnType<typeof fieldRule>['format'], Checker>> = {
	personKind: (value, field) => ((personKinds as readonly string[]).includes(value) ? null : refusal('person_kind_invalid', field)),
	status: (value, field) => ((customerStatuses as readonly string[]).includes(value) ? null : refusal('status_invalid', field)),
	day: (value, field, _kind, today) =>
		!isDay(value) ? refusal('day_invalid', field) : value > today ? refusal('day_in_future', field) : null,
	line: () => null,
	lines: () => null,
	name: (value, field) => (/\p{L}/u.test(value) || (field === 'tradeName' && /\d/.test(value)) ? null : refusal('name_invalid', field)),
	taxId: checkTaxId,
	// Every state has its own digits; SP prefixes P for rural producers, and the exempt say so.
	stateRegistration: (value, field) => (/^(ISENTO|P?\d{2,14})$/.test(value) ? null : refusal('state_registration_invalid', field)),
	phone: (value, field) => checkPhone(value, field),
	mobile: (value, field) => checkPhone(value, field) ?? (phoneKind(value) === 'mobile' ? null : refusal('mobile_invalid', field)),
	email: (value, field) => (isEmail(value) ? null : refusal('email_invalid', field)),
	state: (value, field) => (isState(value) ? null : refusal('state_invalid', field)),
	yesNo: (value, field) => (value === 'true' || value === 'false' ? null : refusal('value_invalid', field)),
	fiscalCode: (value, field) => (isFiscalCode(value) ? null : refusal('value_invalid', field)),
	postalCode: (value, field) => (isPostalCode(value) ? null : refusal('postal_code_invalid', field))
};

/** CNPJ for a legal person, CPF for a natural one (item 76). */
function checkTaxId(value: string, field: RegistrationField, kind: PersonKind | null): Refusal | null {
	if (kind === 'natural') return isCpf(value) ? null : refusal(isCnpj(value) ? 'cpf_expected' : 'cpf_invalid', field);
	if (kind === 'legal') return isCnpj(value) ? null : refusal(isCpf(value) ? 'cnpj_expected' : 'cnpj_invalid', field);
	return isCpf(value) || isCnpj(value) ? null : refusal('tax_id_invalid', field);
}

function checkPhone(value: string, field: RegistrationField): Refusal | null {
	if (phoneKind(value) !== null) return null;
	return refusal(/^\d{10,11}$/.test(value) && !isAreaCode(value.slice(0, 2)) ? 'area_code_invalid' : 'phone_invalid', field);
}

function dependsOnKind(field: RegistrationField): boolean {
	return fieldRule(field).only !== undefined || field === 'taxId' || field === 'name';
}

function kindOf(registration: RegistrationPatch): PersonKind | null {
	return registration.personKind !== undefined && personKinds.includes(registration.personKind) ? registration.personKind : null;
}
