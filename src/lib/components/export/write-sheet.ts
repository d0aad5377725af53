import { utils, write, type CellObject, type WorkSheet } from 'xlsx';
import type { Language } from '#lib/domain/money.ts';
import { dayNumber } from '#lib/domain/day/day.ts';
import type { Cell, CellKind, ReportTable } from '#lib/domain/report/columns.ts';
import { cellText, harmless } from '#lib/domain/report/text-cell.ts';
import type { SheetFormat } from './formats.ts';

export interface SheetWords {
	readonly language: Language;
	/** Beside the sums, where the first column has none of its own. */
	readonly total: string;
	/** Name of the sheet where the table has no title. */
	readonly sheet: string;
}

/** A list as a file, made by SheetJS in the browser: title (item 295), titles of columns, rows, sums. Loaded only when somebody exports. */
export function writeSheet(table: ReportTable, format: SheetFormat, words: SheetWords): Uint8Array<ArrayBuffer> {
	if (format === 'txt' || format === 'csv') return textFile(table, format, words);
	const book = utils.book_new();
	utils.book_append_sheet(book, workSheet(table, words), sheetName(table.title || words.sheet));
	return new Uint8Array(write(book, { type: 'array', bookType: format === 'xls' ? 'biff8' : 'xlsx', compression: true }) as ArrayBuffer);
}

const blank: CellObject = { t: 'z' };
const textCell = (text: string): CellObject => ({ t: 's', v: text });

/** Money and days are numbers with a format, so that the sheet can reckon with them; text is text whatever it begins with, never a formula. */
function sheetCell(cell: Cell, kind: CellKind): CellObject {
	if (cell === null) return blank;
	switch (kind) {
		case 'money':
			return { t: 'n', v: Number(cell) / 100, z: '#,##0.00' };
		case 'day':
			// Day 0 of a sheet is 30 December 1899.
			return { t: 'n', v: dayNumber(String(cell)) - dayNumber('1899-12-30'), z: 'dd/mm/yyyy' };
		case 'integer':
			return { t: 'n', v: Number(cell), z: '0' };
		case 'text':
			return textCell(String(cell));
	}
}

function workSheet(table: ReportTable, words: SheetWords): WorkSheet {
	const head = table.title === '' ? 0 : 1;
	const lines: CellObject[][] = [
		...(head === 1 ? [[textCell(table.title)]] : []),
		table.columns.map(({ title }) => textCell(title)),
		...table.rows.map((row) => table.columns.map(({ kind }, at) => sheetCell(row[at] ?? null, kind)))
	];
	if (table.totals) {
		const sums = table.columns.map(({ kind }, at) => sheetCell(table.totals?.[at] ?? null, kind));
		if (table.totals[0] === null) sums[0] = textCell(words.total);
		lines.push(sums);
	}
	const sheet = utils.aoa_to_sheet(lines);
	const last = table.columns.length - 1;
	sheet['!cols'] = table.columns.map(({ width }) => ({ wpx: width }));
	if (head === 1 && last > 0) sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: last } }];
	// Sums are no rows to be sorted among the others.
	if (table.rows.length > 0)
		sheet['!autofilter'] = { ref: utils.encode_range({ s: { r: head, c: 0 }, e: { r: head + table.rows.length, c: last } }) };
	return sheet;
}

/** What Excel takes for the name of a sheet: at most 31 letters, none of `:\/?*[]`, no apostrophe at either end. */
function sheetName(title: string): string {
	const name = title
		.replace(/[:\\/?*[\]]+/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 31)
		.replace(/^'+|'+$/g, '')
		.trim();
	return name || 'Plan1';
}

/** CSV as Excel opens it without questions where the comma is decimal: semicolons; Delimitado: tabs. UTF-8 with its mark, CRLF. */
function textFile(table: ReportTable, format: 'txt' | 'csv', { language, total }: SheetWords): Uint8Array<ArrayBuffer> {
	const line = (cells: readonly Cell[]): string[] => table.columns.map(({ kind }, at) => cellText(cells[at] ?? null, kind, language));
	const lines: string[][] = [
		...(table.title === '' ? [] : [[harmless(table.title)]]),
		table.columns.map(({ title }) => harmless(title)),
		...table.rows.map(line)
	];
	if (table.totals) {
		const sums = line(table.totals);
		if (table.totals[0] === null) sums[0] = total;
		lines.push(sums);
	}
	// A tab or a line break inside a value would begin another cell where a reader does not know quotes.
	const flat = format === 'txt' ? lines.map((cells) => cells.map((text) => text.replace(/[\t\r\n]+/g, ' '))) : lines;
	const sheet = utils.aoa_to_sheet(flat.map((cells) => cells.map(textCell)));
	const separator = format === 'txt' ? '\t' : language === 'pt-BR' ? ';' : ',';
	const text = utils.sheet_to_csv(sheet, { FS: separator, RS: '\r\n', blankrows: true });
	// Without a title of the sheet each line has as many cells as there are columns; the title stands alone in its line.
	return new TextEncoder().encode(`\ufeff${text}${text.endsWith('\r\n') ? '' : '\r\n'}`);
}
