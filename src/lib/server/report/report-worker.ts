/** Draws a PDF in a thread of its own: at the centre a second of drawing is a second in which nobody's change arrives. */
import { createWriteStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { groupsIn, type AskedReport } from './asked.ts';
import { writePdf } from './pdf.ts';

export interface ReportJob {
	readonly asked: AskedReport;
	readonly from: string;
	readonly to: string;
	readonly issuedAt: string;
}
export type FromReportWorker = { readonly page: number; readonly pages: number } | { readonly done: number };

const { asked, from, to, issuedAt } = workerData as ReportJob;
const tell = (message: FromReportWorker): void => parentPort!.postMessage(message);
let told = 0;
tell({
	done: await writePdf(createWriteStream(to), asked.head, () => groupsIn(from), {
		embedFonts: asked.embedFonts,
		issuedAt,
		onPage: (page, pages) => {
			if (page !== 1 && page !== pages && Date.now() - told < 200) return;
			told = Date.now();
			tell({ page, pages });
		}
	})
});
