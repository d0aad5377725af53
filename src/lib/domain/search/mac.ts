/**
 * A MAC as stored: twelve lower-case hexadecimal digits. Takes what people paste: `02-AB-…`, `02:ab:…`, `02ab.cdef.0123`.
 * Fewer digits are a part of one. Empty when something else than digits and separators stands in it.
 */
export function normaliseMac(text: string): string {
	const bare = text.trim().replace(/^mac\s*:?\s+/i, '');
	return /^[0-9a-f\s.:-]*$/i.test(bare) ? bare.replace(/[^0-9a-f]/gi, '').toLowerCase() : '';
}

/** Stored form of a complete MAC. */
export const isMac = (bare: string): boolean => /^[0-9a-f]{12}$/.test(bare);

/** `02abcdef0123` → `02-AB-CD-EF-01-23`; a part of one likewise: `02abc` → `02-AB-C`. */
export function formatMac(bare: string): string {
	return (bare.toUpperCase().match(/.{1,2}/g) ?? []).join('-');
}

/** A text field: what stands in it, and where the caret is. */
export interface Typing {
	readonly text: string;
	readonly caret: number;
}

/**
 * The separators "-" put in by themselves while a MAC is typed (item 41, M4 Changelog 6.04.00). Called with the field as
 * the key left it; the caret stays behind the digit it was behind, and a separator stands only *between* digits, so that
 * Backspace takes a digit at each press and pasting needs no care. What holds other letters is left as it is.
 */
export function macWhileTyping({ text, caret }: Typing): Typing {
	const bare = normaliseMac(text);
	if (bare === '') return { text: /[^\s.:-]/.test(text) ? text : '', caret: /[^\s.:-]/.test(text) ? caret : 0 };
	const digitsBefore = normaliseMac(text.slice(0, caret)).length;
	return { text: formatMac(bare), caret: digitsBefore + Math.max(0, Math.ceil(digitsBefore / 2) - 1) };
}
