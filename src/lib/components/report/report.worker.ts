/** Makes the file of a report beside the page: 100,000 lines are seconds in which nobody could type. */
import { fileKinds, makeReport, type BrowserFormat, type FormatSettings } from '#lib/domain/report/formats/make.ts';
import type { Report } from '#lib/domain/report/report.ts';

export interface WorkerAsk {
	readonly report: Report;
	readonly format: BrowserFormat;
	readonly settings: FormatSettings;
}
export type WorkerSays = { readonly lines: number } | { readonly blob: Blob };

const tell = (message: WorkerSays): void => {
	self.postMessage(message);
};
self.onmessage = async ({ data: { report, format, settings } }: MessageEvent<WorkerAsk>) => {
	const parts: Uint8Array<ArrayBuffer>[] = [];
	let [lines, told] = [0, 0];
	for await (const part of makeReport(report, format, settings, (more) => {
		lines += more;
		if (performance.now() - told < 100) return;
		told = performance.now();
		tell({ lines });
	}))
		parts.push(part);
	tell({ blob: new Blob(parts, { type: fileKinds[format].mime }) });
};
