/**
 * What a run of columns holds.
 * - `9` a number: digits, zeros on the left
 * - `V` cents: a whole number ≥ 0, zeros on the left (two decimals implied)
 * - `ID` CPF or CNPJ: zeros on the left; letters, because a CNPJ may have them since July 2026
 * - `X` text as it is: upper case, unaccented, spaces on the right
 * - `T` a name or an address, which may be abbreviated to fit: the bank only prints it
 * - `D6`, `D8` and `Y8` a day, `DDMMAA`, `DDMMAAAA` and `AAAAMMDD`; zeros are no day
 * - `=` the literal that stands in the place of the name
 */
export type FieldKind = '9' | 'V' | 'ID' | 'X' | 'T' | 'D6' | 'D8' | 'Y8' | '=';

/** First and last column, counted from 1 as manuals do, kind, and the name of the value (or the literal). */
export type FieldRow = readonly [from: number, to: number, kind: FieldKind, name: string];

export type LineLength = 240 | 400;

/** One kind of line. Columns that no row names are blank. */
export interface RecordLayout {
	readonly length: LineLength;
	readonly fields: readonly FieldRow[];
}

/** What a line is written from: numbers for `V`, text for the rest; `YYYY-MM-DD` for days, the empty text for none. */
export type FieldValues = Readonly<Record<string, string | number>>;

/** A layout with some columns read another way: rows of `base` that touch a row of `changes` give way to it. */
export function withFields(base: readonly FieldRow[], changes: readonly FieldRow[]): readonly FieldRow[] {
	const kept = base.filter(([from, to]) => !changes.some(([first, last]) => from <= last && to >= first));
	return [...kept, ...changes].sort((a, b) => a[0] - b[0]);
}

/** Rows that lie on each other, run backwards, leave the line or hold a literal of another width; for the test of the tables. */
export function flaws(layout: RecordLayout): readonly string[] {
	const found: string[] = [];
	let after = 0;
	for (const [from, to, kind, name] of [...layout.fields].sort((a, b) => a[0] - b[0])) {
		if (from < 1 || to < from || to > layout.length) found.push(`${from}–${to} is outside`);
		if (from <= after) found.push(`${from}–${to} lies on column ${after}`);
		if (kind === '=' && name.length !== to - from + 1) found.push(`${from}–${to} is not as wide as "${name}"`);
		if (kind === 'D6' && to - from !== 5) found.push(`${from}–${to} is no DDMMAA`);
		if (kind === 'D8' && to - from !== 7) found.push(`${from}–${to} is no DDMMAAAA`);
		if (kind === 'Y8' && to - from !== 7) found.push(`${from}–${to} is no AAAAMMDD`);
		after = to;
	}
	return found;
}
