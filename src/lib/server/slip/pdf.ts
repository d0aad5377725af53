import { once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { winAnsi } from '#lib/server/pdf/winansi.ts';
import { pageOf, paper, type Box, type Page } from './page.ts';
import type { Sheet } from './sheet.ts';
import { invoiceWords } from './words.ts';

type Paper = InstanceType<typeof PDFDocument>;
const mm = 72 / 25.4;

/** A file of slips, a page each. */
export interface SlipFile {
	/** In the file's properties, e.g. `Boletos de novembro`. */
	readonly title: string;
	readonly author: string;
	/** ISO 8601. */
	readonly issuedAt: string;
}

/**
 * Writes slips into `out` as they come and waits while `out` is full: however many there are, one page at a time is in memory. Ends `out`.
 * @returns how many pages were written.
 */
export async function writeSlips(out: Writable, file: SlipFile, sheets: Iterable<Sheet> | AsyncIterable<Sheet>): Promise<number> {
	const document = new PDFDocument({
		size: 'A4',
		margin: 0,
		autoFirstPage: false,
		lang: 'pt-BR',
		displayTitle: true,
		info: { Title: winAnsi(file.title), Author: winAnsi(file.author), CreationDate: new Date(file.issuedAt) }
	});
	const finished = once(out, 'finish');
	finished.catch(() => undefined);
	const gone = new AbortController();
	out.once('close', () => gone.abort());
	document.pipe(out);
	let pages = 0;
	for await (const sheet of sheets) {
		if (out.destroyed) break;
		document.addPage({ size: 'A4', margin: 0 });
		drawPage(document, pageOf(sheet));
		pages += 1;
		// The pipe moves what was drawn at the next turn; then it may find `out` full.
		await setImmediate();
		while (out.writableNeedDrain && !out.destroyed) await once(out, 'drain', { signal: gone.signal }).catch(() => undefined);
	}
	if (pages === 0 && !out.destroyed) document.addPage();
	document.end();
	if (!out.destroyed) await finished;
	return pages;
}

/** One slip as a file. */
export async function slipPdf(sheet: Sheet, issuedAt: string): Promise<Uint8Array> {
	const out = new PassThrough();
	const chunks: Uint8Array[] = [];
	out.on('data', (chunk: Uint8Array) => chunks.push(chunk));
	await writeSlips(out, { title: invoiceWords(sheet), author: sheet.providerName, issuedAt }, [sheet]);
	return Buffer.concat(chunks);
}

function drawPage(document: Paper, page: Page): void {
	document.lineWidth(0.5).strokeColor('#000000').fillColor('#000000');
	for (const box of page.boxes) drawBox(document, box);
	if (page.cutY !== null) {
		document
			.moveTo(8 * mm, page.cutY * mm)
			.lineTo((paper.widthMm - 8) * mm, page.cutY * mm)
			.dash(3, { space: 3 })
			.stroke()
			.undash();
	}
	if (page.barcode) {
		const { x, y, drawing } = page.barcode;
		document
			.save()
			.translate(x * mm, y * mm)
			.scale(mm)
			.path(drawing.path)
			.fill('#000000')
			.restore();
	}
	if (page.qr) {
		const { x, y, side, drawing } = page.qr;
		document
			.save()
			.translate(x * mm, y * mm)
			.scale((side * mm) / drawing.size)
			.translate(-drawing.from, -drawing.from)
			.path(drawing.path)
			.fill('#000000', 'even-odd')
			.restore();
	}
}

function drawBox(
	document: Paper,
	{ x, y, w, h, label, lines, size = 8, bold = false, align = 'start', open = false, wrap = false }: Box
): void {
	if (!open) document.rect(x * mm, y * mm, w * mm, h * mm).stroke();
	const inset = open ? 0 : 1.2;
	const textX = (x + inset) * mm;
	const textWidth = (w - 2 * inset) * mm;
	let textY = (y + (open ? 0 : 0.8)) * mm;
	if (label !== undefined) {
		document.font('Helvetica').fontSize(6).text(winAnsi(label), textX, textY, { width: textWidth, lineBreak: false, ellipsis: true });
		textY += 7.5;
	} else if (!open && lines.length === 1) textY = (y + h / 2) * mm - size * 0.58;
	document.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
	const to = { start: 'left', center: 'center', end: 'right' } as const;
	const bottom = (y + h) * mm;
	if (wrap) {
		document.text(winAnsi(lines.join('\n')), textX, textY, { width: textWidth, height: bottom - textY, ellipsis: true, align: to[align] });
		return;
	}
	for (const line of lines) {
		if (textY + size > bottom + 1) return;
		// Without line breaks pdfkit aligns nothing: the text is cut and placed here.
		const text = fitted(document, winAnsi(line), textWidth);
		const free = textWidth - document.widthOfString(text);
		document.text(text, textX + (align === 'end' ? free : align === 'center' ? free / 2 : 0), textY, { lineBreak: false });
		textY += size * 1.2;
	}
}

/** As much of a text as there is room for. */
function fitted(document: Paper, text: string, width: number): string {
	if (document.widthOfString(text) <= width) return text;
	let cut = text;
	while (cut.length > 1 && document.widthOfString(`${cut}…`) > width) cut = cut.slice(0, -1);
	return `${cut.trimEnd()}…`;
}
