import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choiceProblems, columnChoices, reportTable, widthLimits, type ReportColumn } from './columns.ts';
import { fileNameOf } from './file-name.ts';
import { cellText, harmless } from './text-cell.ts';

interface Row {
	readonly name: string;
	readonly days: number;
	readonly cents: number | null;
}
const columns: readonly ReportColumn<Row>[] = [
	{ id: 'name', title: 'Nome', width: 200, kind: 'text', value: (row) => row.name },
	{ id: 'days', title: 'Dias', width: 60, kind: 'integer', value: (row) => row.days, optional: true },
	{ id: 'cents', title: 'Valor', width: 90, kind: 'money', value: (row) => row.cents, summable: true }
];
const rows: readonly Row[] = [
	{ name: 'Ana', days: 3, cents: 1_050 },
	{ name: 'Bia', days: 40, cents: null },
	{ name: 'Caio', days: 9, cents: 95 }
];
const change = (id: string, more: object) => columnChoices(columns).map((one) => (one.id === id ? { ...one, ...more } : one));

describe('the column model (292–296, 238–240)', () => {
	test('294: what is not optional is ticked at first, and amounts are summed', () => {
		expect(columnChoices(columns).map(({ id, ticked, total }) => [id, ticked, total])).toEqual([
			['name', true, false],
			['days', false, false],
			['cents', true, true]
		]);
		expect(reportTable(rows, columns, columnChoices(columns), ' Maio ')).toEqual({
			title: 'Maio',
			columns: [
				{ id: 'name', title: 'Nome', width: 200, kind: 'text' },
				{ id: 'cents', title: 'Valor', width: 90, kind: 'money' }
			],
			rows: [
				['Ana', 1_050],
				['Bia', null],
				['Caio', 95]
			],
			totals: [null, 1_145]
		});
	});
	test('(238, 239, 240) titles and widths are the person’s own, and no sum means no row of totals', () => {
		const table = reportTable(rows, columns, change('cents', { title: 'Lançamento', width: 140, total: false }));
		expect(table.columns[1]).toEqual({ id: 'cents', title: 'Lançamento', width: 140, kind: 'money' });
		expect(table.totals).toBeNull();
		expect(reportTable(rows, columns, change('name', { title: '  ' })).columns[0]?.title).toBe('Nome');
	});
	test('a day count is never summed, whatever was kept', () =>
		expect(reportTable(rows, columns, change('days', { ticked: true, total: true })).totals).toEqual([null, null, 1_145]));
	test('what was chosen last time comes back; new columns as they are meant, gone ones not at all', () => {
		const kept = [
			{ id: 'gone', ticked: true, title: 'x', width: 1, total: true },
			{ id: 'cents', ticked: false, title: 'Saldo', width: 77, total: false }
		];
		expect(columnChoices(columns, kept)).toEqual([
			{ id: 'name', ticked: true, title: 'Nome', width: 200, total: false },
			{ id: 'days', ticked: false, title: 'Dias', width: 60, total: false },
			{ id: 'cents', ticked: false, title: 'Saldo', width: 77, total: false }
		]);
	});
	test('without a column, or with a width of no use, nothing is exported; what is not ticked is not judged', () => {
		expect(choiceProblems(columnChoices(columns).map((one) => ({ ...one, ticked: false })))).toEqual([{ code: 'no_column' }]);
		for (const width of [widthLimits.from - 1, widthLimits.to + 1, 1.5, NaN]) {
			expect(choiceProblems(change('name', { width }))).toEqual([{ code: 'width_invalid', columnId: 'name' }]);
			expect(choiceProblems(change('days', { width }))).toEqual([]);
		}
		expect(choiceProblems(columnChoices(columns))).toEqual([]);
	});
});

describe('cells as text', () => {
	test.each([
		[123_456, 'money', '1234,56', '1234.56'],
		[-5, 'money', '-0,05', '-0.05'],
		['2026-11-09', 'day', '09/11/2026', '2026-11-09'],
		[1_234, 'integer', '1234', '1234'],
		[null, 'money', '', ''],
		['=1+1', 'text', "'=1+1", "'=1+1"]
	] as const)('%s of the kind %s', (cell, kind, portuguese, english) => {
		expect([cellText(cell, kind, 'pt-BR'), cellText(cell, kind, 'en')]).toEqual([portuguese, english]);
	});
	test('formulas are shown, not run; numbers and telephones stay what they are', () => {
		for (const text of ['=cmd|x', '+A1', '-A1', '@SUM(1)', '\t=1', ' =1', '\r\n=1', '＝1+A1', '=HYPERLINK("http://x")'])
			expect(harmless(text)).toBe(`'${text}`);
		for (const text of ['', 'Ana', '-5', '+55 (18) 3222-1000', '- 1.234,56', '1=1', "O'Neill", 'a@b.c']) expect(harmless(text)).toBe(text);
	});
	test('whatever the text, what comes out begins no formula', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const shown = harmless(text);
				expect(/^\s*[=@]/.test(shown)).toBe(false);
				expect(shown.endsWith(text)).toBe(true);
			})
		);
	});
});

test.each([
	['Inadimplentes 11/2026', 'Inadimplentes 11 2026'],
	['  a:b*c?"d"<e>|f\\g. ', 'a b c d e f g'],
	['', 'reserva'],
	['...', 'reserva'],
	['x'.repeat(200), 'x'.repeat(120)]
])('297: the file of %j is called %j', (title, name) => expect(fileNameOf(title, 'reserva')).toBe(name));
