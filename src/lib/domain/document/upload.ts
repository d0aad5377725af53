import { refusal, type Refusal } from '../refusal.ts';
import { lengthOf, oneLine } from '../text.ts';
import { typeOfName } from './file-type.ts';

/**
 * Bytes of one part of an upload; only the last one is shorter. Small enough that a bad line loses seconds, and below the
 * 512 kB that a request to the web server may have.
 */
export const partBytes = 256 * 1024;

/** Longest name of a file, in characters. */
export const fileNameLimit = 200;

/** The name alone: some systems send a whole path. Null when nothing is left. */
export function normaliseFileName(name: string): string | null {
	return oneLine(name.split(/[/\\]/).at(-1) ?? '');
}

/** What is wrong with a file before a byte of it was sent, or null. `limit` in bytes. */
export function checkFile(file: { readonly fileName: string | null; readonly bytes: number }, limit: number): Refusal | null {
	if (file.fileName === null) return refusal('field_required', 'fileName');
	if (lengthOf(file.fileName) > fileNameLimit)
		return refusal('field_too_long', 'fileName', { limit: fileNameLimit, length: lengthOf(file.fileName) });
	if (file.bytes === 0) return refusal('file_empty', 'file');
	if (file.bytes > limit) return refusal('file_too_large', 'file', { limit: Math.floor(limit / (1024 * 1024)) });
	return typeOfName(file.fileName) === null ? refusal('file_type_refused', 'file') : null;
}

/** How long the part that begins at `offset` is. */
export const partAt = (offset: number, bytes: number): number => Math.min(partBytes, bytes - offset);

/** A file's size in words of the reader: `812 kB`, `3,4 MB`. */
export function sizeWords(bytes: number, locale: string): string {
	const [value, unit] = bytes < 1000 ? [bytes, 'B'] : bytes < 999_500 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
	return `${new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 && unit !== 'B' ? 1 : 0 }).format(value)} ${unit}`;
}
