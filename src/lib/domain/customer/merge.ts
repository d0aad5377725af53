import { refusal, type Refusal } from '../refusal.ts';
import { registrationFields } from './fields.ts';
import type { PersonKind, RegistrationField } from './registration.ts';

/** What a merge must know of each of the two records. */
export interface Mergeable {
	readonly id: string;
	readonly personKind: PersonKind;
	readonly mergedIntoId: string | null;
	readonly anonymisedAt: string | null;
}

/**
 * Why two records cannot become one, or null. A person and a company are two debtors in law, whatever they share; a record
 * that was merged already has nothing left to bring.
 */
export function whyNotMerge(kept: Mergeable, duplicate: Mergeable): Refusal | null {
	if (kept.id === duplicate.id) return refusal('merge_same_record');
	if (kept.mergedIntoId !== null || duplicate.mergedIntoId !== null) return refusal('merge_already_merged');
	if (kept.anonymisedAt !== null || duplicate.anonymisedAt !== null) return refusal('merge_anonymised');
	if (kept.personKind !== duplicate.personKind) return refusal('merge_kinds_differ', 'personKind');
	return null;
}

/** Stamped once, or decided by the merge itself; the remarks of both stay. */
const neverAsked: ReadonlySet<RegistrationField> = new Set(['personKind', 'status', 'registeredOn', 'remarks']);

/** Fields that may be taken over from the duplicate. */
export const mergeFields: readonly RegistrationField[] = registrationFields.filter((field) => !neverAsked.has(field));

type Values = Readonly<Partial<Record<RegistrationField, unknown>>>;
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

/** Fields in which the two differ, in the order of the registration: somebody must say which of the two is right. */
export const differingFields = (kept: Values, duplicate: Values): readonly RegistrationField[] =>
	mergeFields.filter((field) => (isEmpty(kept[field]) ? !isEmpty(duplicate[field]) : kept[field] !== duplicate[field]));

/** What is taken over unless somebody decides otherwise: what the record lacks and the duplicate has. */
export const takenByDefault = (kept: Values, duplicate: Values): readonly RegistrationField[] =>
	mergeFields.filter((field) => isEmpty(kept[field]) && !isEmpty(duplicate[field]));

/** The remarks of both, the record's own first; a text that is contained in the other is not said twice. */
export function mergedRemarks(kept: string | null, duplicate: string | null): string | null {
	if (isEmpty(duplicate) || kept?.includes(duplicate!)) return kept;
	return isEmpty(kept) || duplicate!.includes(kept!) ? duplicate : `${kept!}\n\n${duplicate!}`;
}

/** Why two records may be the same customer, the strongest first. */
export const likenesses = ['taxId', 'email', 'mobile', 'phone', 'name'] as const;
export type Likeness = (typeof likenesses)[number];

export interface Likened {
	readonly taxId: string;
	readonly email: string | null;
	readonly mobile: string | null;
	readonly phone: string | null;
	readonly nameFolded: string | null;
}

/** What two records share. Phones are compared across both fields: people write a mobile where a phone should be. */
export function likenessOf(a: Likened, b: Likened): readonly Likeness[] {
	const phones = new Set([b.mobile, b.phone].filter((one) => one !== null));
	return likenesses.filter((likeness) => {
		switch (likeness) {
			case 'taxId':
				return a.taxId !== '' && a.taxId === b.taxId;
			case 'email':
				return a.email !== null && a.email.toLowerCase() === b.email?.toLowerCase();
			case 'mobile':
			case 'phone':
				return a[likeness] !== null && phones.has(a[likeness]);
			case 'name':
				return a.nameFolded !== null && a.nameFolded === b.nameFolded;
		}
	});
}
