import { dayNumber } from '../../day/day.ts';
import type { Cell, CellKind } from '../columns.ts';
import { shownCell, type Report, type ReportHead } from '../report.ts';
import { escaped, type OnLines } from './markup.ts';
import type { ZipEntry } from './zip.ts';

export interface XlsxOptions {
	/** Item 305, "texto plano": every cell is the text that is read on paper, nothing to reckon with. */
	readonly plainText: boolean;
	/** Item 306, "plano total": one flat table, the customer in its first column; no headings, no sums between. */
	readonly flat: boolean;
}

const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Lines that a sheet of Excel holds. */
const sheetLimit = 1_048_576;

/** Places in `cellXfs` below; bold ones are the next. */
const styles = { text: 0, money: 2, day: 4, integer: 6 } as const;
const stylesXml =
	`${head}<styleSheet xmlns="${sheet}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>` +
	'<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
	'<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
	'<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8">' +
	[0, 4, 164, 1]
		.map(
			(format) =>
				`<xf numFmtId="${String(format)}" applyNumberFormat="1"/><xf numFmtId="${String(format)}" fontId="1" applyNumberFormat="1" applyFont="1"/>`
		)
		.join('') +
	'</cellXfs></styleSheet>';

/**
 * A report as a workbook of Excel (ECMA-376 part 1, SpreadsheetML). Lines of a customer are an outline that folds; sums are values. Text
 * is written as text, whatever it begins with: nothing runs. Written piece by piece: a library holds every cell as an object.
 */
export function xlsxReport(report: Report, options: XlsxOptions, onLines?: OnLines): readonly ZipEntry[] {
	const lines = lineCount(report, options);
	if (lines > sheetLimit) throw new RangeError('more lines than a sheet of Excel has');
	return [
		{
			name: '[Content_Types].xml',
			content: [
				`${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
					'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
					override('/xl/workbook.xml', 'sheet.main') +
					override('/xl/sheet1.xml', 'worksheet') +
					override('/xl/styles.xml', 'styles') +
					'</Types>'
			]
		},
		{
			name: '_rels/.rels',
			content: [
				`${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
			]
		},
		{
			name: 'xl/_rels/workbook.xml.rels',
			content: [
				`${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="sheet1.xml"/><Relationship Id="r2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`
			]
		},
		{
			name: 'xl/workbook.xml',
			content: [
				`${head}<workbook xmlns="${sheet}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheetName(report.title))}" sheetId="1" r:id="r1"/></sheets></workbook>`
			]
		},
		{ name: 'xl/styles.xml', content: [stylesXml] },
		{ name: 'xl/sheet1.xml', content: cells(report, options, onLines) }
	];
}

const override = (part: string, type: string): string =>
	`<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;

const headLines = ({ withoutHeader, notes }: ReportHead, { flat }: XlsxOptions): number => (withoutHeader || flat ? 0 : 3 + notes.length);
function lineCount(report: Report, options: XlsxOptions): number {
	if (options.flat) return 1 + (report.summaryOnly ? report.groupCount : report.records);
	return headLines(report, options) + 2 + (report.summaryOnly ? report.groupCount : report.records + 2 * report.groupCount);
}

/** At most 31 letters, none that Excel forbids, no apostrophe at an end. */
const sheetName = (title: string): string =>
	title
		.replace(/[:\\/?*[\]]+/g, ' ')
		.trim()
		.slice(0, 31)
		.replace(/^'+|'+$/g, '') || 'Plan1';

function* cells(report: Report, options: XlsxOptions, onLines?: OnLines): Generator<string> {
	const { columns, language, summaryOnly } = report;
	const { flat, plainText } = options;
	/** A flat table has the customer before all columns. */
	const shift = flat ? 1 : 0;
	let line = 0;
	const row = (content: string, level = 0): string =>
		`<row r="${String(++line)}"${level > 0 ? ` outlineLevel="${String(level)}"` : ''}>${content}</row>\n`;
	const text = (value: string, bold = false): string =>
		`<c t="inlineStr" s="${String(styles.text + (bold ? 1 : 0))}"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
	const cell = (value: Cell, kind: CellKind, bold = false): string => {
		if (value === null) return '<c/>';
		if (plainText || kind === 'text') return text(shownCell(value, kind, language), bold);
		const number =
			kind === 'money' ? Number(value) / 100 : kind === 'day' ? dayNumber(String(value)) - dayNumber('1899-12-30') : Number(value);
		return `<c s="${String(styles[kind] + (bold ? 1 : 0))}"><v>${String(number)}</v></c>`;
	};
	/** The words stand in the first cell, which then has no sum of its own. */
	const sums = (words: string, totals: readonly (number | null)[], bold = true): string =>
		text(words, bold) +
		totals
			.slice(flat ? 0 : 1)
			.map((total, at) => cell(total, columns[at + 1 - shift]!.kind, bold))
			.join('');
	const widths = [...(flat ? [300] : []), ...columns.map(({ width }, at) => (at === 0 && !flat ? Math.max(width, 220) : width))];
	const frozen = headLines(report, options) + 1;
	yield (
		`${head}<worksheet xmlns="${sheet}"><sheetPr><outlinePr summaryBelow="1"/><pageSetUpPr fitToPage="1"/></sheetPr>` +
		`<sheetViews><sheetView workbookViewId="0"><pane ySplit="${String(frozen)}" topLeftCell="A${String(frozen + 1)}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
		`<cols>${widths.map((width, at) => `<col min="${String(at + 1)}" max="${String(at + 1)}" width="${String(Math.round((width / 7) * 100) / 100)}" customWidth="1"/>`).join('')}</cols><sheetData>\n`
	);
	if (headLines(report, options) > 0)
		yield [report.provider, report.title, ...report.notes].map((value, at) => row(text(value, at === 1))).join('') + row('');
	yield row((flat ? text(report.groupTitle, true) : '') + columns.map(({ title }) => text(title, true)).join(''));
	for (const group of report.groups) {
		if (flat)
			yield summaryOnly
				? row(sums(group.title, group.totals, false))
				: group.rows
						.map((values) => row(text(group.title) + columns.map(({ kind }, at) => cell(values[at] ?? null, kind)).join('')))
						.join('');
		else if (summaryOnly) yield row(sums(group.title, group.totals, false));
		else
			yield (
				row(text(group.title, true)) +
				group.rows.map((values) => row(columns.map(({ kind }, at) => cell(values[at] ?? null, kind)).join(''), 1)).join('') +
				row(sums(group.foot, group.totals))
			);
		onLines?.(group.rows.length);
	}
	if (!flat) yield row(sums(report.foot, report.totals));
	yield `</sheetData><pageSetup paperSize="9" orientation="${report.orientation}" fitToHeight="0"/></worksheet>`;
}
