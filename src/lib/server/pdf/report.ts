import PDFDocument from 'pdfkit';
import { winAnsi } from './winansi.ts';

/** What stands on paper: sections with items of titled facts. Texts as people read them; nothing here knows what they are about. */
export interface ReportSection {
	readonly title: string;
	readonly items: readonly ReportItem[];
	/** What is said when there are none. */
	readonly none: string;
}
export interface ReportItem {
	readonly title?: string | undefined;
	readonly facts: readonly (readonly [title: string, value: string])[];
}
export interface Report {
	/** Over everything, e.g. the provider's name. */
	readonly head: string;
	readonly title: string;
	readonly lead: readonly string[];
	readonly sections: readonly ReportSection[];
	/** Left at the foot of every page. */
	readonly foot: string;
	/** Right at the foot: `Página 1 de 3`. */
	page(page: number, pages: number): string;
	/** Instant of issue, ISO 8601: the date in the file's properties. */
	readonly issuedAt: string;
}

const margin = { top: 56, bottom: 64, left: 56, right: 56 };
const ink = '#111111';
const grey = '#555555';
/** Points: titles of facts stand left of their values. */
const titleWidth = 150;

/** A4, black on white, page numbers, no file or font of the machine: the same bytes' worth on every computer. */
export async function reportPdf(report: Report): Promise<Uint8Array> {
	const document = new PDFDocument({
		size: 'A4',
		margins: margin,
		bufferPages: true,
		lang: 'pt-BR',
		displayTitle: true,
		info: { Title: winAnsi(report.title), Author: winAnsi(report.head), CreationDate: new Date(report.issuedAt) }
	});
	const chunks: Uint8Array[] = [];
	const ended = new Promise<void>((done, failed) => {
		document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
		document.on('end', done);
		document.on('error', failed);
	});

	document.font('Helvetica-Bold').fontSize(10).fillColor(ink).text(winAnsi(report.head));
	document.moveDown(0.8).fontSize(18).text(winAnsi(report.title));
	document.moveDown(0.4).font('Helvetica').fontSize(10).fillColor(grey);
	for (const line of report.lead) document.text(winAnsi(line), { paragraphGap: 2 });
	for (const section of report.sections) writeSection(document, section);

	const { start, count } = document.bufferedPageRange();
	for (let page = 0; page < count; page++) {
		document.switchToPage(start + page);
		writeFoot(document, winAnsi(report.foot), winAnsi(report.page(page + 1, count)));
	}
	document.end();
	await ended;
	return Buffer.concat(chunks);
}

type Paper = InstanceType<typeof PDFDocument>;
const widthOf = (document: Paper): number => document.page.width - margin.left - margin.right;
const bottomOf = (document: Paper): number => document.page.height - margin.bottom;

function writeSection(document: Paper, section: ReportSection): void {
	// A heading does not stand alone at the end of a page.
	if (document.y + 70 > bottomOf(document)) document.addPage();
	document.moveDown(1.2).font('Helvetica-Bold').fontSize(13).fillColor(ink);
	document.text(winAnsi(section.title), margin.left, document.y, { width: widthOf(document) });
	const y = document.y + 3;
	document
		.moveTo(margin.left, y)
		.lineTo(document.page.width - margin.right, y)
		.lineWidth(0.7)
		.strokeColor('#999999')
		.stroke();
	document.y = y + 6;
	if (section.items.length === 0) {
		document.font('Helvetica').fontSize(10).fillColor(grey).text(winAnsi(section.none), margin.left);
		return;
	}
	section.items.forEach((item, n) => {
		if (n > 0) document.y += 7;
		if (item.title !== undefined) {
			if (document.y + 34 > bottomOf(document)) document.addPage();
			document
				.font('Helvetica-Bold')
				.fontSize(10)
				.fillColor(ink)
				.text(winAnsi(item.title), margin.left, document.y, { width: widthOf(document) });
			document.y += 1;
		}
		for (const [title, value] of item.facts) writeFact(document, winAnsi(title), winAnsi(value));
	});
}

/** The title beside its value; a value that is longer than a page goes on over the next ones. */
function writeFact(document: Paper, title: string, value: string): void {
	document.font('Helvetica').fontSize(9.5);
	const valueWidth = widthOf(document) - titleWidth;
	const height = Math.max(
		document.heightOfString(value, { width: valueWidth }),
		document.heightOfString(title, { width: titleWidth - 10 })
	);
	if (document.y + Math.min(height, 200) > bottomOf(document)) document.addPage();
	const top = document.y;
	const page = document.page;
	document.fillColor(grey).text(title, margin.left, top, { width: titleWidth - 10 });
	const afterTitle = document.y;
	document.fillColor(ink).text(value, margin.left + titleWidth, top, { width: valueWidth });
	if (document.page === page) document.y = Math.max(document.y, afterTitle);
	document.y += 2;
	document.x = margin.left;
}

function writeFoot(document: Paper, left: string, right: string): void {
	// Below the margin pdfkit would open another page.
	document.page.margins.bottom = 0;
	const y = document.page.height - 42;
	document.font('Helvetica').fontSize(8.5).fillColor(grey);
	document.text(left, margin.left, y, { width: widthOf(document) - 120, lineBreak: false, ellipsis: true });
	document.text(right, document.page.width - margin.right - 120, y, { width: 120, align: 'right', lineBreak: false });
	document.page.margins.bottom = margin.bottom;
}
