import type { Day } from '../day/day.ts';
import { checkFields, normaliseFields, type FieldSet, type TextValues } from '../field/field-set.ts';
import { refusal, type Refusal } from '../refusal.ts';

/** "Outros Endereços" (M1 5.3, items 105–113), in the order of the form. */
export const addressFields = {
	postalCode: { format: 'postalCode', limit: 8 },
	/** Logradouro. */
	street: { format: 'line', limit: 200, mandatory: true },
	number: { format: 'line', limit: 20 },
	/** Sala ou Apartamento, with its word: `Sala 12`. */
	unit: { format: 'line', limit: 40 },
	complement: { format: 'line', limit: 100 },
	district: { format: 'line', limit: 100 },
	city: { format: 'line', limit: 100, mandatory: true },
	state: { format: 'state', limit: 2, mandatory: true },
	reference: { format: 'line', limit: 200 }
} as const satisfies FieldSet;

export type AddressTexts = TextValues<typeof addressFields>;
export interface Address extends AddressTexts {
	readonly addressTypeId: string;
}

export const normaliseAddress = (input: Partial<AddressTexts>): Partial<AddressTexts> => normaliseFields(addressFields, input);

/** Everything that is wrong with an address, in the order of the form; normalised input expected. */
export function checkAddress(address: Partial<Address>, today: Day): readonly Refusal[] {
	const wrong = checkFields(addressFields, address, today);
	return address.addressTypeId ? wrong : [refusal('field_required', 'addressTypeId'), ...wrong];
}

/** What a look-up of a CEP knows. A town with one CEP for all has no street and no district. */
export interface PostalAddress {
	readonly postalCode: string;
	readonly street: string | null;
	readonly district: string | null;
	readonly city: string;
	readonly state: string;
}

/**
 * The fields that a look-up fills in (items 106, 108, 112). What it does not know stays as it was typed: the street of a
 * town with one CEP is the person's to say.
 */
export function filledBy(found: PostalAddress): Partial<AddressTexts> {
	return {
		postalCode: found.postalCode,
		city: found.city,
		state: found.state,
		...(found.street === null ? {} : { street: found.street }),
		...(found.district === null ? {} : { district: found.district })
	};
}

/** `Rua das Acácias, 120, Sala 3, fundos`: the lines of an envelope's first row. */
export function streetLine(address: Pick<AddressTexts, 'street' | 'number' | 'unit' | 'complement'>): string {
	return [address.street, address.number, address.unit, address.complement].filter(Boolean).join(', ');
}
