import { freeColumns, isNumber, shownCell, type Report, type Totals } from '../report.ts';
import { escaped, type OnLines } from './markup.ts';
import type { ZipEntry } from './zip.ts';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * A report for Word (item 309; ECMA-376 part 1, WordprocessingML), written here and not by a library: those hold a tree of objects for
 * every cell, and 100,000 lines are a million of them.
 */
export function docxReport(report: Report, onLines?: OnLines): readonly ZipEntry[] {
	return [
		{
			name: '[Content_Types].xml',
			content: [
				`${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
					'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
					'<Default Extension="xml" ContentType="application/xml"/>' +
					'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>' +
					'<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>'
			]
		},
		{
			name: '_rels/.rels',
			content: [
				`${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
					`<Relationship Id="r1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`
			]
		},
		{
			name: 'word/_rels/document.xml.rels',
			content: [
				`${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
					`<Relationship Id="r1" Type="${relations}/footer" Target="footer1.xml"/></Relationships>`
			]
		},
		{ name: 'word/footer1.xml', content: [footer(report.pageWords)] },
		{ name: 'word/document.xml', content: body(report, onLines) }
	];
}

interface Look {
	readonly bold?: boolean;
	readonly right?: boolean;
	/** Half points. */
	readonly size?: number;
	/** Stays with what follows. */
	readonly keep?: boolean;
}
const paragraph = (text: string, { bold = false, right = false, size = 18, keep = false }: Look = {}): string =>
	`<w:p><w:pPr>${keep ? '<w:keepNext/>' : ''}<w:spacing w:before="20" w:after="20"/>${right ? '<w:jc w:val="right"/>' : ''}</w:pPr>${run(text, bold, size)}</w:p>`;
const run = (text: string, bold = false, size = 18): string =>
	`<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>${bold ? '<w:b/>' : ''}<w:sz w:val="${String(size)}"/></w:rPr>` +
	`<w:t xml:space="preserve">${escaped(text.replace(/[\r\n\t]+/g, ' '))}</w:t></w:r>`;
const field = (code: string): string => `<w:fldSimple w:instr="${code}">${run('1', false, 16)}</w:fldSimple>`;

function footer(words: string): string {
	const parts = words
		.split(/(\{pages?\})/)
		.map((part) => (part === '{page}' ? field('PAGE') : part === '{pages}' ? field('NUMPAGES') : run(part, false, 16)));
	return `${head}<w:ftr xmlns:w="${main}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr>${parts.join('')}</w:p></w:ftr>`;
}

function* body(report: Report, onLines?: OnLines): Generator<string> {
	const { columns, language, summaryOnly } = report;
	const landscape = report.orientation === 'landscape';
	const [pageWidth, pageHeight] = landscape ? [16_838, 11_906] : [11_906, 16_838];
	const sum = columns.reduce((all, { width }) => all + width, 0);
	const widths = columns.map(({ width }) => Math.round((width / sum) * (pageWidth - 1700)));
	const span = (from: number, to: number): number => widths.slice(from, to).reduce((all, width) => all + width, 0);
	const cell = (content: string, width: number, more: { cells?: number; line?: 'top' | 'bottom' } = {}): string =>
		`<w:tc><w:tcPr><w:tcW w:w="${String(width)}" w:type="dxa"/>${more.cells === undefined ? '' : `<w:gridSpan w:val="${String(more.cells)}"/>`}` +
		`${more.line ? `<w:tcBorders><w:${more.line} w:val="single" w:sz="6" w:color="444444"/></w:tcBorders>` : ''}</w:tcPr>${content}</w:tc>`;
	const row = (cells: string, title = false): string =>
		`<w:tr><w:trPr><w:cantSplit/>${title ? '<w:tblHeader/>' : ''}</w:trPr>${cells}</w:tr>`;
	const sums = (words: string, totals: Totals): string => {
		const free = Math.max(1, freeColumns(totals));
		return row(
			cell(paragraph(words, { bold: true }), span(0, free), { cells: free, line: 'top' }) +
				totals
					.slice(free)
					.map((total, at) =>
						cell(paragraph(shownCell(total, columns[at + free]!.kind, language), { bold: true, right: true }), widths[at + free] ?? 0, {
							line: 'top'
						})
					)
					.join('')
		);
	};
	yield `${head}<w:document xmlns:w="${main}" xmlns:r="${relations}"><w:body>`;
	if (!report.withoutHeader)
		yield (
			paragraph(report.provider) + paragraph(report.title, { bold: true, size: 32 }) + report.notes.map((note) => paragraph(note)).join('')
		);
	yield (
		`<w:tbl><w:tblPr><w:tblW w:w="${String(span(0, widths.length))}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>` +
		`<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${String(width)}"/>`).join('')}</w:tblGrid>` +
		row(
			columns
				.map(({ title, kind }, at) => cell(paragraph(title, { bold: true, right: isNumber(kind) }), widths[at] ?? 0, { line: 'bottom' }))
				.join(''),
			true
		)
	);
	for (const group of report.groups) {
		if (!summaryOnly) {
			yield row(cell(paragraph(group.title, { bold: true, keep: true }), span(0, widths.length), { cells: widths.length }));
			yield group.rows
				.map((line) =>
					row(
						columns
							.map(({ kind }, at) =>
								cell(paragraph(shownCell(line[at] ?? null, kind, language), { right: isNumber(kind) }), widths[at] ?? 0)
							)
							.join('')
					)
				)
				.join('');
		}
		yield sums(summaryOnly ? `${group.title} · ${group.foot}` : group.foot, group.totals);
		onLines?.(group.rows.length);
	}
	yield sums(report.foot, report.totals);
	yield (
		`</w:tbl>${paragraph('')}<w:sectPr><w:footerReference w:type="default" r:id="r1"/>` +
		`<w:pgSz w:w="${String(pageWidth)}" w:h="${String(pageHeight)}"${landscape ? ' w:orient="landscape"' : ''}/>` +
		'<w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr></w:body></w:document>'
	);
}
