import { formatDay } from '../day/day.ts';
import { formatAmount, type Language } from '../money.ts';
import type { Cell, CellKind } from './columns.ts';

/** A number as people write one: `-5`, `+55 18 3222-1000`, `- 1.234,56`. It runs nothing. */
const onlyNumbers = /^[+-]?[\d.,\s()+-]*$/;

/**
 * A text that a spreadsheet will show and not run. `=`, `+`, `-`, `@` (also in their wide forms), a tab and a line break at the
 * beginning start a formula in one program or another; an apostrophe before them makes it text (OWASP, CSV injection).
 */
export function harmless(text: string): string {
	return /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/.test(text) && !onlyNumbers.test(text) ? `'${text}` : text;
}

/** A cell as a text file has it, so that a sheet in that language reads it: a sum without currency and grouping, a day as a day. */
export function cellText(cell: Cell, kind: CellKind, language: Language): string {
	if (cell === null) return '';
	switch (kind) {
		case 'money':
			return formatAmount(Number(cell), language).replaceAll(language === 'pt-BR' ? '.' : ',', '');
		case 'day':
			return language === 'pt-BR' ? formatDay(String(cell), language) : String(cell);
		case 'integer':
			return String(cell);
		case 'text':
			return harmless(String(cell));
	}
}
