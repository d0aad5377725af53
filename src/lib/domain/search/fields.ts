import { normaliseEmail } from '../email.ts';
import { normalisePhone } from '../phone/phone.ts';
import { normaliseTaxId } from '../tax-id/tax-id.ts';
import { oneLine } from '../text.ts';
import { fold } from './fold.ts';
import type { PersonKind } from '../customer/registration.ts';

/** "Pesquisar em..." (items 16, 24, 25, 30, 31, 34, 35, 37, 38); `any` is the search while typing over all of them. */
export const searchFieldNames = ['any', 'name', 'code', 'tradeName', 'cpf', 'cnpj', 'phone', 'mobile', 'email', 'address'] as const;
export type SearchField = (typeof searchFieldNames)[number];

/** "Condição": Contém and Igual (items 17, 19, 21). */
export const searchConditions = ['contains', 'equals'] as const;
export type SearchCondition = (typeof searchConditions)[number];

/** How a column is compared: folded on both sides, as bare text, or (code) as the digits of the number. */
export type Comparison = 'folded' | 'bare' | 'number';

export interface SearchFieldRule {
	/** The column of `customer` that holds it, by its name in code. */
	readonly column: 'name' | 'code' | 'tradeName' | 'taxId' | 'phone' | 'mobile' | 'email' | 'address';
	readonly comparison: Comparison;
	/** Only customers of this kind can be found by it: CPF and CNPJ share one column. */
	readonly personKind?: PersonKind;
}

/** What each field of the search looks at. `any` looks at the generated column `search`, by words (`searchWords`). */
export const searchFields: Readonly<Record<Exclude<SearchField, 'any'>, SearchFieldRule>> = {
	name: { column: 'name', comparison: 'folded' },
	code: { column: 'code', comparison: 'number' },
	tradeName: { column: 'tradeName', comparison: 'folded' },
	cpf: { column: 'taxId', comparison: 'bare', personKind: 'natural' },
	cnpj: { column: 'taxId', comparison: 'bare', personKind: 'legal' },
	phone: { column: 'phone', comparison: 'bare' },
	mobile: { column: 'mobile', comparison: 'bare' },
	email: { column: 'email', comparison: 'bare' },
	address: { column: 'address', comparison: 'folded' }
};

/**
 * What the column is compared with, in the form in which it is stored (folded for `folded`). Null when nothing was typed
 * that could occur in it (letters in a CPF): then nobody is found, which is not the same as no condition.
 * `areaCode` completes telephone numbers under "Igual" only: under "Contém" the digits stand for themselves.
 */
export function searchTerm(
	field: Exclude<SearchField, 'any'>,
	condition: SearchCondition,
	typed: string,
	areaCode?: string
): string | null {
	const text = oneLine(typed);
	if (text === null) return null;
	return orNull(readers[field](text, condition, areaCode));
}

type Reader = (text: string, condition: SearchCondition, areaCode?: string) => string;

const digitsOnly = (text: string) => (/\p{L}/u.test(text) ? '' : text.replace(/\D/g, ''));
const phone: Reader = (text, condition, areaCode) => {
	if (/\p{L}/u.test(text)) return '';
	return condition === 'equals'
		? normalisePhone(text, areaCode)
		: /^\+\s*55/.test(text)
			? text.replace(/\D/g, '').slice(2)
			: text.replace(/\D/g, '');
};

const readers: Readonly<Record<Exclude<SearchField, 'any'>, Reader>> = {
	name: fold,
	tradeName: fold,
	address: fold,
	// "Contém" 13 finds 13, 113, 1302 (item 20); leading zeros are no part of a number.
	code: (text, condition) => (condition === 'equals' ? digitsOnly(text).replace(/^0+(?=\d)/, '') : digitsOnly(text)),
	cpf: digitsOnly,
	cnpj: normaliseTaxId,
	phone,
	mobile: phone,
	email: normaliseEmail
};

/**
 * The rule itself, on one value of the column: what SQL must agree with (a test runs both). `term` comes from `searchTerm`.
 */
export function matches(
	field: Exclude<SearchField, 'any'>,
	condition: SearchCondition,
	value: string | number | null,
	term: string
): boolean {
	if (value === null) return false;
	const stored = searchFields[field].comparison === 'folded' ? fold(String(value)) : String(value);
	return condition === 'equals' ? stored === term : stored.includes(term);
}

function orNull(text: string): string | null {
	return text === '' ? null : text;
}
