import { fileKinds, type BrowserFormat, type FormatSettings } from '#lib/domain/report/formats/make.ts';
import type { Report } from '#lib/domain/report/report.ts';
import { isCentreFormat, type CentreFormat, type ReportFormat } from '#lib/domain/report/request.ts';
import type { WorkerAsk, WorkerSays } from './report.worker.ts';

export interface Progress {
	/** `lines` are written here; `pages` and `pictures` are drawn at the centre; `sending`: on the way to or from it. */
	readonly step: 'lines' | 'sending' | 'pages' | 'pictures';
	readonly done: number;
	/** 0: not known. */
	readonly of: number;
}
export interface ReportFile {
	readonly blob: Blob;
	readonly ending: string;
}
/** The centre did not do it: `centre_unreachable`, or what it says. */
export class ReportRefused extends Error {
	override readonly name = 'ReportRefused';
}

/** The file of a report: made here, or by the centre. @throws ReportRefused; what `signal` gives as reason. */
export function makeReportFile(
	report: Report,
	format: ReportFormat,
	settings: FormatSettings,
	signal: AbortSignal,
	onProgress: (progress: Progress) => void
): Promise<ReportFile> {
	return isCentreFormat(format)
		? atCentre(report, format, settings, signal, onProgress)
		: here(report, format, settings, signal, onProgress);
}

async function here(
	report: Report,
	format: BrowserFormat,
	settings: FormatSettings,
	signal: AbortSignal,
	onProgress: (progress: Progress) => void
): Promise<ReportFile> {
	signal.throwIfAborted();
	const worker = new Worker(new URL('./report.worker.ts', import.meta.url), { type: 'module', name: 'report' });
	try {
		const blob = await new Promise<Blob>((resolve, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
			worker.onerror = (event) => reject(new Error(event.message));
			worker.onmessage = ({ data }: MessageEvent<WorkerSays>) => {
				if ('blob' in data) resolve(data.blob);
				else onProgress({ step: 'lines', done: data.lines, of: report.records });
			};
			worker.postMessage({ report, format, settings } satisfies WorkerAsk);
		});
		return { blob, ending: fileKinds[format].ending };
	} finally {
		worker.terminate();
	}
}

async function atCentre(
	{ groups, ...head }: Report,
	format: CentreFormat,
	{ embedFonts }: FormatSettings,
	signal: AbortSignal,
	onProgress: (progress: Progress) => void
): Promise<ReportFile> {
	onProgress({ step: 'sending', done: 0, of: 0 });
	const lines = [JSON.stringify({ format, embedFonts, head }), '\n', ...groups.map((group) => `${JSON.stringify(group)}\n`)];
	// Without its type a body is none to the web host.
	const body = new Blob(lines, { type: 'application/x-ndjson' });
	const response = await fetch('/api/reports', { method: 'POST', body, signal }).catch((error: unknown) => {
		if (signal.aborted) throw error;
		throw new ReportRefused('centre_unreachable');
	});
	if (!response.ok || !response.body)
		throw new ReportRefused(((await response.json().catch(() => null)) as { code?: string } | null)?.code ?? 'report_failed');
	return read(response.body.getReader(), onProgress);
}

/** Lines of JSON, the last of which says that a file follows. */
async function read(
	reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
	onProgress: (progress: Progress) => void
): Promise<ReportFile> {
	let rest = new Uint8Array(0);
	for (;;) {
		const { done, value } = await reader.read();
		if (done) throw new ReportRefused('centre_unreachable');
		const joined = new Uint8Array(rest.length + value.length);
		joined.set(rest);
		joined.set(value, rest.length);
		rest = joined;
		for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
			const said = JSON.parse(new TextDecoder().decode(rest.subarray(0, end))) as
				Progress | { refused: string } | { file: string; mime: string; bytes: number };
			rest = rest.slice(end + 1);
			if ('refused' in said) throw new ReportRefused(said.refused);
			if (!('file' in said)) {
				onProgress(said);
				continue;
			}
			const parts = [rest];
			let got = rest.length;
			while (got < said.bytes) {
				const next = await reader.read();
				if (next.done) throw new ReportRefused('centre_unreachable');
				parts.push(next.value);
				got += next.value.length;
				onProgress({ step: 'sending', done: got, of: said.bytes });
			}
			return { blob: new Blob(parts, { type: said.mime }), ending: said.file };
		}
	}
}
