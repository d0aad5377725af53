import { freeColumns, isNumber, shownCell, type Report, type Totals } from '../report.ts';
import { barsSvg } from './bars.ts';
import { escaped, type OnLines } from './markup.ts';

const style = (orientation: string): string => `
@page { size: A4 ${orientation}; margin: 14mm 12mm; }
body { margin: 24px; color: #111; background: #fff; font: 12px/1.45 system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; font-variant-numeric: tabular-nums; }
header { margin-bottom: 16px; }
header p { margin: 0; color: #444; }
h1 { margin: 2px 0 4px; font-size: 20px; }
figure { margin: 0 0 16px; }
figcaption { margin-bottom: 4px; color: #444; }
table { width: 100%; border-collapse: collapse; }
thead th { border-bottom: 1.5px solid #111; font-weight: 600; }
th, td { padding: 3px 8px 3px 0; text-align: left; vertical-align: top; }
th.n, td.n { text-align: right; padding-right: 16px; padding-left: 8px; white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
tbody th { padding-top: 10px; font-weight: 600; break-after: avoid; }
tr { break-inside: avoid; }
.sum td { border-top: 1px solid #999; color: #333; font-weight: 600; break-before: avoid; }
.all td { border-top: 1.5px solid #111; border-bottom: 3px double #111; font-weight: 700; padding-top: 6px; padding-bottom: 6px; }
.short .sum td { border-top: 0; border-bottom: 1px solid #ddd; font-weight: 400; }
@media print { body { margin: 0; } }
`;

export interface HtmlOptions {
	/** Item 307: the picture stays in the result, inside the file. */
	readonly images: boolean;
	/** Lines that are written at most, e.g. for a first look; sums stay those of everything. */
	readonly lines?: number;
}

/** A report as one file of HTML that prints as it looks, needing nothing beside it. In pieces, a group each. */
export function* htmlReport(report: Report, { images, lines = Infinity }: HtmlOptions, onLines?: OnLines): Generator<string> {
	const { columns, language, summaryOnly } = report;
	const classOf = (at: number): string => (isNumber(columns[at]!.kind) ? ' class="n"' : '');
	yield (
		`<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n<title>${escaped(report.title)}</title>\n` +
		`<style>${style(report.orientation)}</style>\n</head>\n<body${summaryOnly ? ' class="short"' : ''}>\n`
	);
	if (!report.withoutHeader)
		yield (
			`<header><p>${escaped(report.provider)}</p><h1>${escaped(report.title)}</h1>` +
			`${report.notes.map((note) => `<p>${escaped(note)}</p>`).join('')}</header>\n`
		);
	if (images && report.bars.length > 0) {
		const svg = barsSvg(report.bars, report.barsTitle);
		const bytes = new TextEncoder().encode(svg);
		const source = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
		yield (
			`<figure><figcaption>${escaped(report.barsTitle)}</figcaption>` +
			`<img alt="${escaped(report.barsTitle)}" src="data:image/svg+xml;base64,${source}"></figure>\n`
		);
	}
	yield `<table>\n<thead><tr>${columns.map(({ title }, at) => `<th scope="col"${classOf(at)}>${escaped(title)}</th>`).join('')}</tr></thead>\n`;
	let left = lines;
	for (const group of report.groups) {
		if (left <= 0) break;
		const rows = summaryOnly ? [] : group.rows.slice(0, left);
		left -= summaryOnly ? 1 : rows.length;
		yield (
			`<tbody>${summaryOnly ? '' : `<tr><th colspan="${String(columns.length)}" scope="rowgroup">${escaped(group.title)}</th></tr>`}` +
			rows
				.map(
					(row) =>
						`<tr>${columns.map(({ kind }, at) => `<td${classOf(at)}>${escaped(shownCell(row[at] ?? null, kind, language))}</td>`).join('')}</tr>`
				)
				.join('') +
			`${sumLine(report, group.totals, summaryOnly ? `${group.title} · ${group.foot}` : group.foot, 'sum')}</tbody>\n`
		);
		onLines?.(group.rows.length);
	}
	yield `<tbody>${sumLine(report, report.totals, report.foot, 'all')}</tbody>\n</table>\n</body>\n</html>\n`;
}

function sumLine({ columns, language }: Report, totals: Totals, words: string, name: string): string {
	const free = Math.max(1, freeColumns(totals));
	const sums = totals
		.slice(free)
		.map((sum, at) => `<td class="n">${escaped(shownCell(sum, columns[at + free]!.kind, language))}</td>`)
		.join('');
	return `<tr class="${name}"><td colspan="${String(free)}">${escaped(words)}</td>${sums}</tr>`;
}
