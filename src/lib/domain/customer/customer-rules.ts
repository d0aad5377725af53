/** The rules of "Dados Cadastro", in one import: which fields there are, how input is read, what is refused. */
export { checkPatch, checkRegistration, clearedBy } from './check.ts';
export { customerFields, fieldExists, fieldRule, fieldsFor, fieldTitle, isMandatory, registrationFields } from './fields.ts';
export { normaliseField, normaliseRegistration, type RegistrationInput } from './normalise.ts';
export {
	customerStatuses,
	personKinds,
	type PersonKind,
	type Registration,
	type RegistrationField,
	type RegistrationPatch
} from './registration.ts';
