import { read, utils, type WorkSheet } from 'xlsx';
import { describe, expect, test } from 'vitest';
import type { ReportTable } from '#lib/domain/report/columns.ts';
import type { SheetFormat } from './formats.ts';
import { writeSheet, type SheetWords } from './write-sheet.ts';

const words: SheetWords = { language: 'pt-BR', total: 'Total', sheet: 'Inadimplentes' };
const table: ReportTable = {
	title: 'Inadimplentes: maio/2026',
	columns: [
		{ id: 'name', title: 'Nome Cliente', width: 220, kind: 'text' },
		{ id: 'due', title: 'Vencimento', width: 90, kind: 'day' },
		{ id: 'cents', title: 'Valor do Lançamento', width: 130, kind: 'money' },
		{ id: 'days', title: 'Dias', width: 50, kind: 'integer' }
	],
	rows: [
		['João Ávila', '2026-05-09', 123_456, 14],
		['=HYPERLINK("http://x";"y")', '2026-02-28', 95, 3],
		['Linha "dupla"; com\nquebra', null, null, 1]
	],
	totals: [null, null, 123_551, null]
};
const opened = (format: 'xlsx' | 'xls', of = table): { name: string; sheet: WorkSheet } => {
	const book = read(writeSheet(of, format, words), { cellStyles: true, cellNF: true });
	const name = book.SheetNames[0] ?? '';
	return { name, sheet: book.Sheets[name] ?? {} };
};
const text = (format: SheetFormat, of = table, language: SheetWords['language'] = 'pt-BR'): string =>
	new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeSheet(of, format, { ...words, language }));

describe.each(['xlsx', 'xls'] as const)('as %s, read back', (format) => {
	test('295: title over the columns, and name of the sheet without what Excel forbids', () => {
		const { name, sheet } = opened(format);
		expect(name).toBe('Inadimplentes maio 2026');
		expect(sheet['A1']).toMatchObject({ t: 's', v: 'Inadimplentes: maio/2026' });
		expect(sheet['!merges']).toEqual([{ s: { r: 0, c: 0 }, e: { r: 0, c: 3 } }]);
	});
	test('(238, 300) titles, text, amounts, days and numbers are there as what they are', () => {
		const { sheet } = opened(format);
		expect(utils.sheet_to_json(sheet, { header: 1, raw: false, defval: '' })).toEqual([
			['Inadimplentes: maio/2026', '', '', ''],
			['Nome Cliente', 'Vencimento', 'Valor do Lançamento', 'Dias'],
			['João Ávila', '09/05/2026', '1,234.56', '14'],
			['=HYPERLINK("http://x";"y")', '28/02/2026', '0.95', '3'],
			['Linha "dupla"; com\nquebra', '', '', '1'],
			['Total', '', '1,235.51', '']
		]);
		// The program's own language writes them; they are numbers.
		expect([sheet['B3'], sheet['C3'], sheet['D3']]).toMatchObject([
			{ t: 'n', v: 46151, z: 'dd/mm/yyyy' },
			{ t: 'n', v: 1234.56, z: '#,##0.00' },
			{ t: 'n', v: 14 }
		]);
	});
	test('(239) widths are those of the person, in pixels', () => {
		const widths = (opened(format).sheet['!cols'] ?? []).map((column) => column.wpx ?? 0);
		expect(widths).toHaveLength(4);
		// A sheet keeps widths in 256ths of a letter: a pixel may go lost.
		for (const [at, { width }] of table.columns.entries()) expect(Math.abs((widths[at] ?? 0) - width)).toBeLessThanOrEqual(1);
	});
	test('(240) the sum stands at the foot of its column, and there is none when none is asked for', () => {
		expect(opened(format).sheet['C6']).toMatchObject({ t: 'n', v: 1235.51 });
		expect(opened(format, { ...table, totals: null }).sheet['C6']).toBeUndefined();
	});
	test('no cell is a formula, whatever a customer is called', () => {
		const { sheet } = opened(format);
		for (const [address, cell] of Object.entries(sheet)) if (!address.startsWith('!')) expect(cell).not.toHaveProperty('f');
		expect(sheet['A4']).toMatchObject({ t: 's', v: '=HYPERLINK("http://x";"y")' });
	});
	test('without a title the columns stand in the first line', () => {
		const { name, sheet } = opened(format, { ...table, title: '' });
		expect([name, (sheet['A1'] as { v?: string } | undefined)?.v]).toEqual(['Inadimplentes', 'Nome Cliente']);
	});
	test('no rows, a title of sixty letters, one column', () => {
		const { name, sheet } = opened(format, {
			title: 'x'.repeat(60),
			columns: table.columns.slice(0, 1),
			rows: [],
			totals: null
		});
		expect(name).toBe('x'.repeat(31));
		expect(utils.sheet_to_json(sheet, { header: 1 })).toEqual([['x'.repeat(60)], ['Nome Cliente']]);
	});
});

describe('as text', () => {
	test('(300) CSV: semicolons, decimal comma, quotes only where needed, UTF-8 with its mark; formulas are defused', () => {
		expect(text('csv')).toBe(
			[
				'\ufeffInadimplentes: maio/2026;;;',
				'Nome Cliente;Vencimento;Valor do Lançamento;Dias',
				'João Ávila;09/05/2026;1234,56;14',
				`"'=HYPERLINK(""http://x"";""y"")";28/02/2026;0,95;3`,
				'"Linha ""dupla""; com\nquebra";;;1',
				'Total;;1235,51;',
				''
			].join('\r\n')
		);
	});
	test('(300) Delimitado: tabs, each row on one line', () => {
		const lines = text('txt').split('\r\n');
		expect(lines).toHaveLength(7);
		expect(lines[2]).toBe('João Ávila\t09/05/2026\t1234,56\t14');
		expect(lines[4]).toMatch(/^"?Linha ""dupla""; com quebra"?\t\t\t1$/);
	});
	test('in English commas separate, as sheets there expect it', () =>
		expect(text('csv', { ...table, title: '' }, 'en').split('\r\n')[1]).toBe('João Ávila,2026-05-09,1234.56,14'));
	test('a title of a column or of the sheet that begins as a formula is defused too', () => {
		const evil = { ...table, title: '=1+A1', columns: table.columns.map((column) => ({ ...column, title: `@${column.title}` })) };
		expect(text('csv', evil)).toMatch(/^\ufeff'=1\+A1;;;\r\n'@Nome Cliente;'@Vencimento/);
	});
});
