import { isAreaCode } from './area-code.ts';

/** `service`: 0800 and its kin, which have no area code. */
export type PhoneKind = 'mobile' | 'landline' | 'service';

/**
 * A telephone number as stored: area code and number, digits only (`11987654321`).
 * Takes what people paste: `(11) 98765-4321`, `+55 11 98765-4321`, `011 98765-4321`, `98765-4321` with the branch's area
 * code. What cannot be read comes back as its digits, to be refused by `isPhone`.
 */
export function normalisePhone(text: string, defaultAreaCode?: string): string {
	let digits = text.replace(/\D/g, '');
	if (/^\s*(\+|00)\s*55/.test(text)) digits = digits.replace(/^(00)?55/, '');
	// 55 is also the area code of Santa Maria: it is the country only when a whole number follows.
	else if (digits.length >= 12 && digits.startsWith('55')) digits = digits.slice(2);
	if (/^0[3589]00/.test(digits)) return digits;
	digits = digits.replace(/^0+/, '');
	if (defaultAreaCode !== undefined && (digits.length === 8 || digits.length === 9)) digits = defaultAreaCode + digits;
	return digits;
}

/** What kind of number a normalised one is; null when it is none. Mobiles have nine digits and begin with 9 in all of Brazil. */
export function phoneKind(digits: string): PhoneKind | null {
	if (/^0[3589]00\d{6,7}$/.test(digits)) return 'service';
	if (!isAreaCode(digits.slice(0, 2))) return null;
	if (/^\d{2}9\d{8}$/.test(digits)) return 'mobile';
	if (/^\d{2}[2-5]\d{7}$/.test(digits)) return 'landline';
	return null;
}

export function isPhone(digits: string): boolean {
	return phoneKind(digits) !== null;
}

export function isMobile(digits: string): boolean {
	return phoneKind(digits) === 'mobile';
}

/** `11987654321` → `(11) 98765-4321`; `1132654321` → `(11) 3265-4321`; `08001234567` → `0800 123 4567`. Else unchanged. */
export function formatPhone(digits: string): string {
	if (/^0[3589]00\d{6,7}$/.test(digits)) return `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`;
	return digits.replace(/^(\d{2})(\d{4,5})(\d{4})$/, '($1) $2-$3');
}
