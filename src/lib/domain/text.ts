/** Characters that come along when people paste: controls, zero-width marks, byte order mark, soft hyphen. */
// eslint-disable-next-line no-control-regex -- they are exactly what is looked for
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** Joiners have no place in a name, but in a text they hold emoji together. */
const joiners = /[\u200c\u200d]/g;

/** A lone half of a surrogate pair: Postgres cannot store it. */
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * One line as people mean it: composed letters (an `é` pasted from macOS is two characters, and the search would not
 * find it), no invisible characters, single spaces, none at the ends. Absent is null, never the empty string.
 */
export function oneLine(text: string | null | undefined): string | null {
	if (text === null || text === undefined) return null;
	const line = text.replace(invisible, '').replace(joiners, '').replace(loneSurrogate, '').normalize('NFC').replace(/\s+/g, ' ').trim();
	return line === '' ? null : line;
}

/** Several lines: as `oneLine`, but line breaks (`\n`) and indentation stay. */
export function manyLines(text: string | null | undefined): string | null {
	if (text === null || text === undefined) return null;
	const lines = text
		.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
		.replace(invisible, '')
		.replace(loneSurrogate, '')
		.normalize('NFC')
		.replace(/[^\S\n]+$/gm, '')
		.replace(/^\n+|\s+$/g, '');
	return lines === '' ? null : lines;
}

/** Length as a person counts and as Postgres' `length()` does: code points, not UTF-16 units. */
export function lengthOf(text: string): number {
	let count = 0;
	for (const _ of text) count++;
	return count;
}
