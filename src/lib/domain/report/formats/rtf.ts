import { freeColumns, isNumber, shownCell, type Report, type Totals } from '../report.ts';
import type { OnLines } from './markup.ts';

/** Twips (1/1440 inch) between the margins of A4. */
const widths = { portrait: 10_206, landscape: 15_138 };

/** Text inside RTF: signs beyond ASCII as UTF-16 units, each with a `?` for readers that know none (RTF 1.9.1, Unicode). */
function rtf(text: string): string {
	let out = '';
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (unit === 0x5c || unit === 0x7b || unit === 0x7d) out += `\\${text[at] ?? ''}`;
		else if (unit === 0x0a) out += '\\line ';
		else if (unit === 0x09) out += '\\tab ';
		else if (unit < 0x20) continue;
		else if (unit < 0x80) out += text[at] ?? '';
		else out += `\\u${String(unit > 0x7fff ? unit - 0x1_0000 : unit)}?`;
	}
	return out;
}

/** A report as RTF (item 310): a table with its titles on every page, number of the page at the foot. In pieces, a group each. */
export function* rtfReport(report: Report, onLines?: OnLines): Generator<string> {
	const { columns, language } = report;
	const sum = columns.reduce((all, { width }) => all + width, 0);
	let right = 0;
	const edges = columns.map(({ width }) => (right += Math.round((width / sum) * widths[report.orientation])));
	const cells = (texts: readonly string[], bold: boolean): string =>
		texts
			.map((text, at) => `\\pard\\intbl${isNumber(columns[at]!.kind) ? '\\qr' : '\\ql'}${bold ? '\\b' : '\\b0'} ${rtf(text)}\\cell`)
			.join('');
	const row = (texts: readonly string[], more: { bold?: boolean; head?: boolean } = {}): string =>
		`\\trowd\\trgaph60${more.head === true ? '\\trhdr' : ''}\\trkeep` +
		`${edges.map((edge) => `${more.head === true ? '\\clbrdrb\\brdrs\\brdrw15' : ''}\\cellx${String(edge)}`).join('')}` +
		`${cells(texts, more.bold === true)}\\row\n`;
	const wide = (text: string): string =>
		`\\trowd\\trgaph60\\trkeep\\cellx${String(edges.at(-1) ?? 0)}\\pard\\intbl\\keepn\\sb120\\b ${rtf(text)}\\b0\\sb0\\cell\\row\n`;
	const sums = (words: string, totals: Totals): string => {
		const free = Math.max(1, freeColumns(totals));
		const right = totals.slice(free).map((total, at) => ({ total, at: at + free }));
		return (
			`\\trowd\\trgaph60\\trkeep\\clbrdrt\\brdrs\\brdrw5\\cellx${String(edges[free - 1] ?? 0)}` +
			right.map(({ at }) => `\\clbrdrt\\brdrs\\brdrw5\\cellx${String(edges[at] ?? 0)}`).join('') +
			`\\pard\\intbl\\ql\\b ${rtf(words)}\\cell` +
			right.map(({ total, at }) => `\\pard\\intbl\\qr\\b ${rtf(shownCell(total, columns[at]!.kind, language))}\\cell`).join('') +
			'\\row\n'
		);
	};
	const [beforePage = '', between = '', after = ''] = report.pageWords.split(/\{pages?\}/);
	yield (
		`{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\n` +
		(report.orientation === 'landscape' ? '\\landscape\\paperw16838\\paperh11906' : '\\paperw11906\\paperh16838') +
		`\\margl850\\margr850\\margt850\\margb850\\fs18\n` +
		`{\\footer\\pard\\qr\\fs16 ${rtf(beforePage)}{\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}${rtf(between)}{\\field{\\*\\fldinst NUMPAGES}{\\fldrslt 1}}${rtf(after)}\\par}\n`
	);
	if (!report.withoutHeader)
		yield (
			`\\pard ${rtf(report.provider)}\\par\\pard\\b\\fs32 ${rtf(report.title)}\\b0\\fs18\\par\n` +
			`${report.notes.map((note) => `\\pard ${rtf(note)}\\par\n`).join('')}\\pard\\par\n`
		);
	yield row(
		columns.map(({ title }) => title),
		{ bold: true, head: true }
	);
	for (const group of report.groups) {
		yield (
			(report.summaryOnly ? '' : wide(group.title)) +
			(report.summaryOnly
				? ''
				: group.rows.map((line) => row(columns.map(({ kind }, at) => shownCell(line[at] ?? null, kind, language)))).join('')) +
			sums(report.summaryOnly ? `${group.title} · ${group.foot}` : group.foot, group.totals)
		);
		onLines?.(group.rows.length);
	}
	yield `${sums(report.foot, report.totals)}\\pard\\par}\n`;
}
