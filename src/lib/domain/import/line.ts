import { checkContact, contactFields, normaliseContact, type ContactTexts } from '../contact/contact.ts';
import { checkRegistration, normaliseRegistration, type RegistrationPatch } from '../customer/customer-rules.ts';
import type { Day } from '../day/day.ts';
import type { Refusal } from '../refusal.ts';
import { refusal } from '../refusal.ts';
import { fold } from '../search/fold.ts';
import { isCnpj } from '../tax-id/cnpj.ts';
import { isCpf } from '../tax-id/cpf.ts';
import { normaliseTaxId } from '../tax-id/tax-id.ts';
import { oneLine } from '../text.ts';
import type { ImportKind, Mapping, Target } from './columns.ts';

/** What is wrong with a line: the field as the mapping names it, and what stood there. */
export interface Complaint {
	readonly line: number;
	readonly field: string | null;
	readonly value: string | null;
	readonly code: string;
	readonly detail?: Readonly<Record<string, string | number>>;
}

/** A line that can be imported, in stored form. `line` counts as the spreadsheet does: the titles are line 1. */
export interface GoodLine {
	readonly line: number;
	readonly registration: RegistrationPatch | null;
	readonly contact: Partial<ContactTexts> | null;
	/** In a sheet of contacts: code, CPF or CNPJ of the customer. */
	readonly customerKey: string | null;
}
export type Judged = { readonly good: GoodLine } | { readonly bad: readonly Complaint[] };

export interface Rules {
	readonly kind: ImportKind;
	readonly mapping: Mapping;
	readonly today: Day;
	/** Of the branch, for telephones without one. */
	readonly areaCode: string | undefined;
}

/** A line without anything in it: sheets end with many. */
export const isEmptyLine = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** One line by the rules of the registration and of contacts (domain/customer, domain/contact). */
export function judgeLine(cells: readonly string[], line: number, rules: Rules): Judged {
	const given = new Map<Target, string>();
	rules.mapping.forEach((target, at) => {
		const cell = oneLine(cells[at]);
		if (target !== null && cell !== null) given.set(target, target.endsWith('emarks') ? (cells[at] ?? '') : cell);
	});
	const contact = contactOf(given, rules.areaCode);
	const wrongContact = contact === null ? [] : checkContact(contact, rules.today);
	const complain =
		(prefix: string) =>
		(wrong: Refusal): Complaint => {
			const field = wrong.field === undefined ? null : `${prefix}${wrong.field}`;
			return {
				line,
				field,
				value: field === null ? null : (given.get(field as Target) ?? null),
				code: wrong.code,
				...(wrong.detail ? { detail: wrong.detail } : {})
			};
		};
	if (rules.kind === 'contacts') {
		const key = given.get('customerKey');
		const bad = [
			...(key === undefined ? [complain('')(refusal('field_required', 'customerKey'))] : []),
			...(contact === null ? [complain('')(refusal('field_required', 'contact.name'))] : []),
			...wrongContact.map(complain('contact.'))
		];
		if (bad.length > 0 || key === undefined) return { bad };
		return { good: { line, registration: null, contact, customerKey: keyOf(key) } };
	}
	const registration = registrationOf(given, rules);
	const bad = [...checkRegistration(registration, rules.today).map(complain('')), ...wrongContact.map(complain('contact.'))];
	return bad.length > 0 ? { bad } : { good: { line, registration, contact, customerKey: null } };
}

function registrationOf(given: ReadonlyMap<Target, string>, { today, areaCode }: Rules): RegistrationPatch {
	const taxId = given.get('taxId');
	const fields = Object.fromEntries([...given].filter(([target]) => !target.startsWith('contact.')));
	const document = taxId === undefined ? null : withLostZeros(taxId);
	return normaliseRegistration(
		{
			...fields,
			taxId: document,
			personKind: personKindOf(given.get('personKind'), document),
			status: statusOf(given.get('status')),
			registeredOn: given.get('registeredOn') ?? today,
			...(fields.postalCode ? { postalCode: padded(fields.postalCode, 8) } : {}),
			...(fields.billingPostalCode ? { billingPostalCode: padded(fields.billingPostalCode, 8) } : {})
		},
		areaCode
	);
}

/** Null when the line names no contact at all. */
function contactOf(given: ReadonlyMap<Target, string>, areaCode: string | undefined): Partial<ContactTexts> | null {
	const fields = Object.fromEntries(
		Object.keys(contactFields).flatMap((field) => {
			const value = given.get(`contact.${field}` as Target);
			return value === undefined ? [] : [[field, field === 'taxId' ? withLostZeros(value) : value]];
		})
	);
	return Object.keys(fields).length === 0 ? null : normaliseContact(fields, areaCode);
}

/** A spreadsheet that took a number for a number has lost its leading zeros: given back where the check digits agree. */
export function withLostZeros(taxId: string): string {
	const digits = normaliseTaxId(taxId);
	if (!/^\d+$/.test(digits) || digits.length === 11 || digits.length === 14) return digits || taxId;
	const [cpf, cnpj] = [digits.padStart(11, '0'), digits.padStart(14, '0')];
	return digits.length < 11 && isCpf(cpf) ? cpf : digits.length < 14 && isCnpj(cnpj) ? cnpj : digits;
}

const padded = (text: string, length: number): string => (/^\d+$/.test(text) && text.length === length - 1 ? `0${text}` : text);

/** Words for the kind of person; without one, CPF or CNPJ says it. What is neither stays, to be refused. */
function personKindOf(word: string | undefined, taxId: string | null): string | null {
	if (word === undefined) return taxId === null ? null : taxId.length === 14 ? 'legal' : 'natural';
	const folded = fold(word).replace(/^pessoa\s+/, '');
	if (['f', 'pf', 'fisica', 'natural', 'cpf'].includes(folded)) return 'natural';
	return ['j', 'pj', 'juridica', 'legal', 'cnpj'].includes(folded) ? 'legal' : word;
}

function statusOf(word: string | undefined): string {
	if (word === undefined) return 'active';
	const folded = fold(word);
	if (['a', 'ativo', 'ativa', 'active', 's', 'sim', '1'].includes(folded)) return 'active';
	return ['i', 'inativo', 'inativa', 'inactive', 'n', 'nao', '0', 'cancelado', 'cancelada'].includes(folded) ? 'inactive' : word;
}

/** A code of up to nine digits stays; anything that may be a document gets its zeros back. */
function keyOf(key: string): string {
	const whole = withLostZeros(key);
	return /^\d{1,9}$/.test(key) ? String(Number(key)) : whole;
}
