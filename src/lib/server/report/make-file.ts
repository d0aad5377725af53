import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import sharp, { type Sharp } from 'sharp';
import { zipped, type ZipEntry } from '#lib/domain/report/formats/zip.ts';
import { sourceFile } from '#lib/server/imports/source-file.ts';
import type { AskedReport } from './asked.ts';
import type { FromReportWorker, ReportJob } from './report-worker.ts';
import { greymaps, type Greymap } from './greymap.ts';
import { openTiff } from './tiff.ts';

/** What the centre is doing: drawing pages, or making pictures of them. */
export interface ReportProgress {
	readonly step: 'pages' | 'pictures';
	readonly done: number;
	readonly of: number;
}
export interface MadeFile {
	readonly path: string;
	readonly ending: string;
	readonly mime: string;
}
/** This computer cannot make pictures of pages: poppler-utils is not installed. */
export class NoPictures extends Error {
	override readonly name = 'NoPictures';
}

/**
 * Makes the file of a report inside `folder`, from the lines in `from` (see asked.ts). JPG and GIF hold one page: several are a zip.
 * Stops at once when `signal` says so. @throws NoPictures, AbortError.
 */
export async function makeFile(
	asked: AskedReport,
	from: string,
	folder: string,
	issuedAt: string,
	signal: AbortSignal,
	onProgress: (progress: ReportProgress) => void
): Promise<MadeFile> {
	const pdf = join(folder, 'report.pdf');
	const pages = await drawPdf({ asked, from, to: pdf, issuedAt }, signal, onProgress);
	if (asked.format === 'pdf') return { path: pdf, ending: 'pdf', mime: 'application/pdf' };
	const { format } = asked;
	const pictures = eachPage(pdf, format === 'tif' ? 150 : 110, signal);
	let done = 0;
	const drawn = (): void => onProgress({ step: 'pictures', done: ++done, of: pages });
	const path = join(folder, `result.${format}`);
	if (format === 'tif') {
		const file = await openTiff(path);
		try {
			// Black and white, as fax machines and archives have it (CCITT group 4).
			for await (const page of pictures) {
				await file.add(
					await sharpOf(page)
						.threshold(160)
						.toColourspace('b-w')
						.tiff({ compression: 'ccittfax4', bitdepth: 1, xres: 150 / 25.4, yres: 150 / 25.4 })
						.toBuffer()
				);
				drawn();
			}
		} finally {
			await file.close();
		}
		return { path, ending: 'tif', mime: 'image/tiff' };
	}
	const mime = format === 'jpg' ? 'image/jpeg' : 'image/gif';
	const picture = async (page: Greymap): Promise<Uint8Array<ArrayBuffer>> => {
		const drawing = sharpOf(page).toColourspace('b-w');
		const file = new Uint8Array(
			await (format === 'jpg' ? drawing.jpeg({ quality: 85 }) : drawing.gif({ colours: 16, effort: 1, dither: 0 })).toBuffer()
		);
		drawn();
		return file;
	};
	if (pages === 1) {
		for await (const page of pictures) await writeFile(path, await picture(page));
		return { path, ending: format, mime };
	}
	const entries = (async function* (): AsyncGenerator<ZipEntry> {
		let n = 0;
		for await (const page of pictures) yield { name: `${String(++n).padStart(4, '0')}.${format}`, content: await picture(page) };
	})();
	const zip = join(folder, 'result.zip');
	await pipeline(Readable.from(zipped(entries)), createWriteStream(zip), { signal });
	return { path: zip, ending: 'zip', mime: 'application/zip' };
}

async function drawPdf(job: ReportJob, signal: AbortSignal, onProgress: (progress: ReportProgress) => void): Promise<number> {
	signal.throwIfAborted();
	const worker = new Worker(sourceFile('src/lib/server/report/report-worker.ts'), {
		workerData: job,
		resourceLimits: { maxOldGenerationSizeMb: 600 },
		execArgv: []
	});
	try {
		return await new Promise<number>((resolve, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
			worker.on('message', (said: FromReportWorker) => {
				if ('done' in said) resolve(said.done);
				else onProgress({ step: 'pages', done: said.page, of: said.pages });
			});
			worker.on('error', reject);
			worker.on('exit', () => reject(new Error('the thread that draws has ended')));
		});
	} finally {
		await worker.terminate();
	}
}

/**
 * The pages in their order, from one process that waits while nobody takes the next. Plain dots: pressing a page into a PNG, only to
 * unfold it again here, took twenty times as long as drawing it.
 */
async function* eachPage(pdf: string, dpi: number, signal: AbortSignal): AsyncGenerator<Greymap> {
	const drawing = spawn('pdftoppm', ['-r', String(dpi), '-gray', pdf], { stdio: ['ignore', 'pipe', 'pipe'], signal });
	let complaint = '';
	drawing.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
	const ended = new Promise<void>((resolve, reject) => {
		drawing.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? new NoPictures() : error));
		drawing.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`pdftoppm: ${complaint}`))));
	});
	// What ended it tells more than the stream that broke off.
	ended.catch(() => undefined);
	try {
		yield* greymaps(drawing.stdout);
		await ended;
	} catch (error) {
		await ended;
		throw error;
	} finally {
		drawing.kill();
	}
}

const sharpOf = ({ width, height, dots }: Greymap): Sharp => sharp(dots, { raw: { width, height, channels: 1 } });
