import { isDay } from '../day/day.ts';
import { refusal, type Refusal } from '../refusal.ts';
import type { FieldKind, FieldValues, RecordLayout } from './field.ts';
import { abbreviated, plainText } from './text.ts';

/** A written line, or the first value that its columns cannot hold: the refusal names the field. */
export type Written = { readonly ok: true; readonly line: string } | Refusal;

/** Writes one line. A value that the layout names and `values` lacks is a mistake of the caller and throws. */
export function writeRecord(layout: RecordLayout, values: FieldValues): Written {
	const line = Array.from({ length: layout.length }, () => ' ');
	for (const [from, to, kind, name] of layout.fields) {
		const width = to - from + 1;
		const value = kind === '=' ? name : values[name];
		if (value === undefined) throw new RangeError(`no value for ${name}`);
		const text = columns(kind, value, width);
		if (text === null) return refusal('cnab_value_invalid', name);
		if (text.length > width) return refusal('cnab_value_too_long', name, { limit: width, length: text.length });
		for (let i = 0; i < width; i++) line[from - 1 + i] = text[i] ?? ' ';
	}
	return { ok: true, line: line.join('') };
}

/** The characters of a value, padded to the width or longer; null when the value is none of its kind. */
function columns(kind: FieldKind, value: string | number, width: number): string | null {
	switch (kind) {
		case '=':
			return String(value);
		case 'X':
			return plainText(String(value)).padEnd(width, ' ');
		case 'T':
			return abbreviated(String(value), width).padEnd(width, ' ');
		case '9':
			return /^\d*$/.test(String(value)) ? String(value).padStart(width, '0') : null;
		case 'ID':
			return /^[0-9A-Z]*$/.test(String(value)) ? String(value).padStart(width, '0') : null;
		case 'V':
			return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value).padStart(width, '0') : null;
		case 'D6':
		case 'D8':
		case 'Y8':
			if (value === '') return '0'.repeat(width);
			return typeof value === 'string' && isDay(value) ? written(value, kind) : null;
	}
}

/** `2026-11-22` → `221126`, `22112026` or `20261122`. */
function written(day: string, kind: 'D6' | 'D8' | 'Y8'): string {
	if (kind === 'Y8') return day.replaceAll('-', '');
	return day.slice(8, 10) + day.slice(5, 7) + (kind === 'D6' ? day.slice(2, 4) : day.slice(0, 4));
}
