import { isDay, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import type { FieldRow, LineLength, RecordLayout } from './field.ts';

/** A line of a bank file as it came, numbered from 1. Empty lines and the end-of-file mark of DOS are no lines, but are counted. */
export interface RawLine {
	readonly number: number;
	/** Without line end. */
	readonly raw: string;
}

/**
 * The lines of a file. Bytes are Latin-1, as banks write; CRLF, LF and a lone CR end a line. Nothing is dropped but emptiness, so every
 * line can be kept as it came.
 */
export function splitLines(file: Uint8Array | string): readonly RawLine[] {
	const text = typeof file === 'string' ? file : latin1(file);
	return text
		.split(/\r\n|\n|\r/)
		.map((raw, i) => ({ number: i + 1, raw: raw.replace(/\x1a/g, '') })) // eslint-disable-line no-control-regex -- DOS ends a file with it
		.filter(({ raw }) => raw.trim() !== '');
}

/** Every byte is the character of its number: no byte is refused, and none is taken for two. */
function latin1(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return text;
}

/**
 * The line in its full width: lines whose trailing spaces were lost are filled up, spaces too many are dropped. Null when there is
 * more on it than spaces beyond its width: then its columns cannot be trusted.
 */
export function fullWidth(raw: string, length: LineLength): string | null {
	return raw.slice(length).trim() === '' ? raw.slice(0, length).padEnd(length, ' ') : null;
}

/** A value as read: cents for `V`, a day or null for `D6`, `D8` and `Y8`, trimmed text for the rest. */
export type ReadValue = string | Cents | Day | null;

export interface ReadRecord {
	readonly values: Readonly<Record<string, ReadValue>>;
	/** Names of fields whose columns hold something that is none of their kind. */
	readonly unreadable: readonly string[];
}

export function readRecord(layout: RecordLayout, line: string): ReadRecord {
	const values: Record<string, ReadValue> = {};
	const unreadable: string[] = [];
	for (const row of layout.fields) {
		if (row[2] === '=') continue;
		const value = readField(row, line);
		if (value === undefined) unreadable.push(row[3]);
		else values[row[3]] = value;
	}
	return { values, unreadable };
}

/** Undefined when it cannot be read. Blank is 0 cents, no day, no text: banks leave blank what they do not fill. */
function readField([from, to, kind]: FieldRow, line: string): ReadValue | undefined {
	const text = line.slice(from - 1, to).trim();
	if (kind === 'V') return text === '' ? 0 : /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
	if (kind === 'D6' || kind === 'D8') return readDay(text);
	if (kind === 'Y8') return readDay(text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$3$2$1'));
	return text;
}

/** `DDMMAA` is of the century in which bank files are read; zeros or blanks are no day. */
function readDay(text: string): Day | null | undefined {
	if (/^0*$/.test(text)) return null;
	const match = /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(text);
	if (!match) return undefined;
	const [, date = '', month = '', year = ''] = match;
	const day = `${year.length === 2 ? `20${year}` : year}-${month}-${date}`;
	return isDay(day) ? day : undefined;
}
