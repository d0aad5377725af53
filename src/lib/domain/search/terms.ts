import { normaliseEmail } from '../email.ts';
import { normalisePhone } from '../phone/phone.ts';
import { normaliseTaxId } from '../tax-id/tax-id.ts';
import { oneLine } from '../text.ts';
import { parseDayRange, type DayRange } from './day-range.ts';
import { ruleOf, type RowField, type SearchCondition, type SearchReading } from './fields.ts';
import { fold } from './fold.ts';
import { normaliseIp } from './ip.ts';
import { normaliseMac } from './mac.ts';

/** What a column is compared with, in the form in which it is stored (folded where the comparison is); or days. */
export type SearchTerm = string | DayRange;

/**
 * What was typed, as the field's column is compared with it. Null when nothing was typed that could occur in it (letters in
 * a CPF): then nobody is found, which is not the same as no condition.
 * `areaCode` completes telephone numbers under "Igual" only: under "Contém" the digits stand for themselves.
 */
export function searchTerm(field: RowField, condition: SearchCondition, typed: string, areaCode?: string): SearchTerm | null {
	const text = oneLine(typed);
	if (text === null) return null;
	const term = readers[ruleOf(field).reads](text, condition, areaCode);
	return term === '' ? null : term;
}

type Reader = (text: string, condition: SearchCondition, areaCode?: string) => SearchTerm | null;

/** Digits through any punctuation; none at all when there is a letter among them. */
const digitsOnly = (text: string): string => (/\p{L}/u.test(text) ? '' : text.replace(/\D/g, ''));

const phone: Reader = (text, condition, areaCode) => {
	if (/\p{L}/u.test(text)) return null;
	if (condition === 'equals') return normalisePhone(text, areaCode);
	const digits = text.replace(/\D/g, '');
	return /^\+\s*55/.test(text) ? digits.slice(2) : digits;
};
const ip: Reader = (text, condition) => (condition === 'equals' ? normaliseIp(text) : text.toLowerCase().replace(/\s/g, ''));
const mac: Reader = (text) => normaliseMac(text);

const readers: Readonly<Record<SearchReading, Reader>> = {
	text: fold,
	cased: (text, condition) => (condition === 'equals' ? text : fold(text)),
	// "Contém" 13 finds 13, 113, 1302 (item 20); leading zeros are no part of a number.
	number: (text, condition) => (condition === 'equals' ? digitsOnly(text).replace(/^0+(?=\d)/, '') : digitsOnly(text)),
	digits: digitsOnly,
	cpf: digitsOnly,
	cnpj: normaliseTaxId,
	phone,
	email: normaliseEmail,
	mac,
	ip,
	network: (text, condition) => (looksLikeIp(text) ? ip(text, condition) : mac(text, condition)),
	day: parseDayRange
};

/** Dots between groups of digits, or IPv6 with its groups of up to four and no other mark; else it is read as a MAC. */
function looksLikeIp(text: string): boolean {
	return /^\d{1,3}(\.\d{0,3}){1,3}$/.test(text) || (text.includes(':') && normaliseIp(text) !== null) || text.includes('::');
}
