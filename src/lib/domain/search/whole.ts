import { isEmail } from '../email.ts';
import { isPhone } from '../phone/phone.ts';
import { isTaxId } from '../tax-id/tax-id.ts';
import { rowFields, ruleOf, type RowField } from './fields.ts';
import { isMac } from './mac.ts';
import type { Recognised } from './recognise.ts';
import { searchTerm, type SearchTerm } from './terms.ts';

/** A field and what it must be exactly. */
export interface WholeTerm {
	readonly field: RowField;
	readonly term: SearchTerm;
}

/**
 * The fields of which the typed text, read as a whole, can be the value: a complete CPF, telephone, e-mail, MAC, IP, a
 * number of anything, a login. Each is one look-up in a btree, so all of them together cost what one search costs.
 * `texts`: names, addresses and the like too (Igual over all fields), unless the text is recognised as something else.
 */
export function wholeTerms(
	typed: string,
	recognised: Recognised,
	options: { readonly texts: boolean; readonly areaCode?: string }
): readonly WholeTerm[] {
	return rowFields.flatMap((field) => {
		const { reads, inAll } = ruleOf(field);
		if (inAll === 'never' || (reads === 'text' && !options.texts)) return [];
		const term = searchTerm(field, 'equals', typed, options.areaCode);
		return typeof term === 'string' && canBe(field, term, recognised) ? [{ field, term }] : [];
	});
}

function canBe(field: RowField, term: string, r: Recognised): boolean {
	switch (ruleOf(field).reads) {
		case 'text':
			return r.digits === null && r.email === null && r.mac === null && r.ip === null && r.taxId === null;
		case 'cased':
			// Nobody's login and no serial number has a blank in it, and two characters would be anybody's.
			return /^\S{3,}$/.test(term);
		case 'number':
			return r.digits !== null && r.ip === null && term.length <= 15;
		case 'digits':
			return r.digits !== null && r.ip === null && term.length >= 4;
		case 'cpf':
		case 'cnpj':
			return isTaxId(term);
		case 'phone':
			return r.digits !== null && r.ip === null && isPhone(term);
		case 'email':
			return isEmail(term);
		case 'mac':
			return isMac(term);
		case 'ip':
			return true;
		case 'network':
			return isMac(term) || term === r.ip;
		case 'day':
			return false;
	}
}
