import { isEmail, normaliseEmail } from '../email.ts';
import { isPhone, normalisePhone } from '../phone/phone.ts';
import { isCnpj } from '../tax-id/cnpj.ts';
import { isCpf } from '../tax-id/cpf.ts';
import { normaliseTaxId } from '../tax-id/tax-id.ts';
import { oneLine } from '../text.ts';
import { fold } from './fold.ts';
import { normaliseIp } from './ip.ts';
import { isMac, normaliseMac } from './mac.ts';

/** What a typed text is when read as a whole. Several readings may hold: eleven digits can be a CPF and a mobile. */
export interface Recognised {
	/** Nothing was typed. */
	readonly empty: boolean;
	/** Words to look for in the folded `search` column; a customer is found when it contains each of them. */
	readonly words: readonly string[];
	/** The same for addresses of the network: a MAC, or the beginning of one, without its separators; an IP with its dots. */
	readonly networkWords: readonly string[];
	/** A customer code, when the text is a number that fits into one. */
	readonly code: number | null;
	/** A complete, valid CPF or CNPJ, normalised. */
	readonly taxId: string | null;
	/** A complete telephone number with area code, normalised. */
	readonly phone: string | null;
	readonly email: string | null;
	/** A complete MAC as stored. */
	readonly mac: string | null;
	/** A complete IP address as stored. */
	readonly ip: string | null;
	/** Digits of a number of anything (protocol, contract, boleto), through its punctuation. */
	readonly digits: string | null;
}

/** Largest customer code: the column is a Postgres integer. */
const largestCode = 2_147_483_647;

/** Reads what was typed into the search field. `areaCode` completes numbers typed without one. */
export function recognise(typed: string, areaCode?: string): Recognised {
	const text = oneLine(typed) ?? '';
	const bare = normaliseTaxId(text);
	const code = /^\d{1,10}$/.test(text) ? Number(text) : null;
	const phone = looksLikeNumber(text) ? normalisePhone(text, areaCode) : '';
	const mac = normaliseMac(text);
	return {
		empty: text === '',
		words: searchWords(text),
		networkWords: networkWords(text),
		code: code !== null && code >= 1 && code <= largestCode ? code : null,
		taxId: isCpf(bare) || isCnpj(bare) ? bare : null,
		phone: isPhone(phone) ? phone : null,
		email: isEmail(normaliseEmail(text)) ? normaliseEmail(text) : null,
		mac: isMac(mac) ? mac : null,
		ip: normaliseIp(text),
		digits: looksLikeNumber(text) ? text.replace(/\D/g, '') : null
	};
}

/**
 * Folded words, each of which must occur. Documents and telephone numbers are stored bare, so their punctuation goes:
 * `529.982` → `529982`, `(18) 98765` → `1898765`, `12.ABC.345` → `12abc345`.
 */
export function searchWords(typed: string): readonly string[] {
	const text = oneLine(typed) ?? '';
	if (text === '') return [];
	// Without its dots an address would be a piece of somebody's telephone number.
	if (normaliseIp(text) !== null) return [fold(text)];
	if (looksLikeNumber(text)) {
		const digits = /^\s*\+\s*55/.test(text) ? text.replace(/\D/g, '').slice(2) : text.replace(/\D/g, '');
		return digits === '' ? [] : [digits];
	}
	const words = text.split(' ').map((word) => fold(looksLikeDocument(word) ? word.replace(/[./-]/g, '') : word));
	return [...new Set(words.filter((word) => word !== ''))];
}

function networkWords(text: string): readonly string[] {
	const words = text.split(' ').map((word) => (looksLikeMac(word) ? normaliseMac(word) : (normaliseIp(word) ?? fold(word))));
	return [...new Set(words.filter((word) => word !== ''))];
}

/** Digits with the punctuation of documents and telephones, and nothing else. */
function looksLikeNumber(text: string): boolean {
	return /^[\d\s().+/-]*$/.test(text) && /\d/.test(text);
}

/** A MAC being typed: pairs joined by `-` or `:`, or groups of four by dots, as routers print it. */
function looksLikeMac(word: string): boolean {
	return /^[0-9a-f]{2}([:-][0-9a-f]{2})*[:-][0-9a-f]{0,2}$/i.test(word) || /^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{0,4}$/i.test(word);
}

/** One word of a CPF or CNPJ being typed: groups joined by the right marks, at least one of them, digits among them. */
function looksLikeDocument(word: string): boolean {
	if (!/\d/.test(word)) return false;
	return (
		/^\d{1,3}(\.\d{1,3}){0,2}(-\d{0,2})?$/.test(word) ||
		/^[0-9A-Z]{2}\.[0-9A-Z]{1,3}(\.([0-9A-Z]{1,3}(\/([0-9A-Z]{1,4}(-\d{0,2})?)?)?)?)?$/i.test(word)
	);
}
