import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { freeColumns, isNumber, shownCell, type ReportGroup, type ReportHead } from '#lib/domain/report/report.ts';
import { winAnsi } from '#lib/server/pdf/winansi.ts';
import { placed, sheet, sheetSize, type Placed } from './page-plan.ts';

type Paper = InstanceType<typeof PDFDocument>;

export interface PdfOptions {
	/** Item 304: the file carries its letters, and with them those of other scripts; without, every reader has the letters of Portuguese. */
	readonly embedFonts: boolean;
	/** ISO 8601. */
	readonly issuedAt: string;
	readonly onPage: (page: number, pages: number) => void;
}

/**
 * A report as PDF, a page at a time: `groups` is read twice, first for the number of pages. Ends `out`.
 * @throws what `out` failed with, or ERR_STREAM_PREMATURE_CLOSE where it was closed in the middle.
 * @returns how many pages there are.
 */
export async function writePdf(
	out: Writable,
	head: ReportHead,
	groups: () => AsyncIterable<ReportGroup>,
	options: PdfOptions
): Promise<number> {
	let pages = 0;
	for await (const one of placed(head, groups())) if (one.kind === 'page') pages = one.page;
	const said = options.embedFonts
		? (text: string): string => text.replace(/[\r\n\t]+/g, ' ')
		: (text: string): string => winAnsi(text).replace(/\n/g, ' ');
	const document = new PDFDocument({
		size: [...sheetSize(head)],
		margin: 0,
		autoFirstPage: false,
		lang: head.language,
		displayTitle: true,
		info: { Title: said(head.title), Author: said(head.provider), CreationDate: new Date(options.issuedAt) }
	});
	const fonts = options.embedFonts ? ownFonts(document) : readersFonts;
	const written = finished(out);
	// It is heard of at the next page; until then nobody waits for it.
	written.catch(() => undefined);
	document.pipe(out);
	const draw = drawer(document, head, said, fonts, pages);
	for await (const one of placed(head, groups())) {
		if (one.kind === 'page') {
			// The pipe moves what was drawn at the next turn; then it may find `out` full.
			await setImmediate();
			// One that is closed in the middle will never drain.
			while (out.writableNeedDrain) await Promise.race([once(out, 'drain'), written]);
			if (out.destroyed) await written;
			options.onPage(one.page, pages);
		}
		draw(one);
	}
	document.end();
	await written;
	return pages;
}

interface Fonts {
	readonly plain: string;
	readonly bold: string;
}
/** By their own names: under another, pdfkit finds Helvetica already there, keeps no note of it, and reads its metrics anew for every text. */
const readersFonts: Fonts = { plain: 'Helvetica', bold: 'Helvetica-Bold' };
function ownFonts(document: Paper): Fonts {
	const find = createRequire(import.meta.url);
	document.registerFont('plain', find.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'));
	document.registerFont('bold', find.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'));
	return { plain: 'plain', bold: 'bold' };
}

function drawer(document: Paper, head: ReportHead, said: (text: string) => string, fonts: Fonts, pages: number): (one: Placed) => void {
	const [width, height] = sheetSize(head);
	const inner = width - 2 * sheet.margin;
	const gap = 6;
	const all = head.columns.reduce((sum, column) => sum + column.width, 0);
	let x = sheet.margin;
	const columns = head.columns.map(({ width: share, kind, title }) => {
		const column = { x, width: (share / all) * inner, kind, title };
		x += column.width;
		return column;
	});
	const text = (
		value: string,
		left: number,
		y: number,
		room: number,
		look: { bold?: boolean; size?: number; right?: boolean } = {}
	): void => {
		if (value === '') return;
		document.font(look.bold === true ? fonts.bold : fonts.plain).fontSize(look.size ?? 8.5);
		const shown = fitted(document, said(value), room);
		document.text(shown, look.right === true ? left + room - document.widthOfString(shown) : left, y, { lineBreak: false });
	};
	const line = (y: number, thick: number): void =>
		void document
			.moveTo(sheet.margin, y)
			.lineTo(width - sheet.margin, y)
			.lineWidth(thick)
			.stroke();
	const cell = (at: number, value: string, y: number, bold = false): void => {
		const column = columns[at]!;
		text(value, column.x, y, column.width - gap, { bold, right: isNumber(column.kind) });
	};
	return (one) => {
		switch (one.kind) {
			case 'page': {
				document.addPage();
				const words = head.pageWords.replace('{page}', String(one.page)).replace('{pages}', String(pages));
				text(words, sheet.margin, height - sheet.margin, inner, { size: 8, right: true });
				return;
			}
			case 'header':
				text(head.provider, sheet.margin, one.y, inner);
				text(head.title, sheet.margin, one.y + 14, inner, { bold: true, size: 15 });
				head.notes.forEach((note, at) => text(note, sheet.margin, one.y + 38 + at * 13, inner));
				return;
			case 'titles':
				columns.forEach(({ title }, at) => cell(at, title, one.y, true));
				line(one.y + 13, 1);
				return;
			case 'group':
				text(one.text, sheet.margin, one.y + 6, inner, { bold: true, size: 9 });
				return;
			case 'row':
				columns.forEach(({ kind }, at) => cell(at, shownCell(one.cells[at] ?? null, kind, head.language), one.y));
				return;
			case 'sum':
			case 'all': {
				const [y, free] = [one.kind === 'all' ? one.y + 4 : one.y, Math.max(1, freeColumns(one.totals))];
				line(y, one.kind === 'all' ? 1 : 0.4);
				const until = columns[free]?.x ?? width - sheet.margin;
				text(one.text, sheet.margin, y + 3, until - sheet.margin - gap, { bold: true });
				columns.forEach(({ kind }, at) => {
					if (at >= free) cell(at, shownCell(one.totals[at] ?? null, kind, head.language), y + 3, true);
				});
			}
		}
	};
}

/** As much of a text as there is room for. */
function fitted(document: Paper, text: string, room: number): string {
	if (document.widthOfString(text) <= room) return text;
	// The longest beginning that fits, by halving.
	let [fits, tooLong] = [0, text.length];
	while (tooLong - fits > 1) {
		const half = (fits + tooLong) >> 1;
		if (document.widthOfString(`${text.slice(0, half)}…`) <= room) fits = half;
		else tooLong = half;
	}
	return `${text.slice(0, fits).trimEnd()}…`;
}
