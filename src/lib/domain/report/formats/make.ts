import type { Report } from '../report.ts';
import type { CentreFormat, ReportFormat } from '../request.ts';
import { docxReport } from './docx.ts';
import { htmlReport } from './html.ts';
import type { OnLines } from './markup.ts';
import { rtfReport } from './rtf.ts';
import { xlsxReport } from './xlsx.ts';
import { xmlReport } from './xml.ts';
import { encoded, zipped } from './zip.ts';

/** What a browser makes by itself. The preview is HTML. */
export type BrowserFormat = Exclude<ReportFormat, CentreFormat>;
export interface FormatSettings {
	readonly embedFonts: boolean;
	readonly plainText: boolean;
	readonly flat: boolean;
	readonly keepImages: boolean;
}

const office = 'application/vnd.openxmlformats-officedocument';
/** How the file of a format ends, and what it is. */
export const fileKinds: Readonly<Record<ReportFormat, { readonly ending: string; readonly mime: string }>> = {
	pdf: { ending: 'pdf', mime: 'application/pdf' },
	xlsx: { ending: 'xlsx', mime: `${office}.spreadsheetml.sheet` },
	html: { ending: 'html', mime: 'text/html' },
	preview: { ending: 'html', mime: 'text/html' },
	docx: { ending: 'docx', mime: `${office}.wordprocessingml.document` },
	rtf: { ending: 'rtf', mime: 'application/rtf' },
	xml: { ending: 'xml', mime: 'application/xml' },
	jpg: { ending: 'jpg', mime: 'image/jpeg' },
	gif: { ending: 'gif', mime: 'image/gif' },
	tif: { ending: 'tif', mime: 'image/tiff' }
};

/** The bytes of a report, piece by piece, each made when it is asked for. */
export async function* makeReport(
	report: Report,
	format: BrowserFormat,
	settings: FormatSettings,
	onLines?: OnLines
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	switch (format) {
		case 'xlsx':
			yield* zipped(xlsxReport(report, settings, onLines));
			return;
		case 'docx':
			yield* zipped(docxReport(report, onLines));
			return;
		case 'html':
		case 'preview':
			yield* encoded(htmlReport(report, { images: format === 'preview' || settings.keepImages }, onLines));
			return;
		case 'rtf':
			yield* encoded(rtfReport(report, onLines));
			return;
		case 'xml':
			yield* encoded(xmlReport(report, onLines));
	}
}
