import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { zipped, type ZipEntry } from '#lib/domain/report/formats/zip.ts';
import { sourceFile } from '#lib/server/imports/source-file.ts';
import type { AskedReport } from './asked.ts';
import type { FromReportWorker, ReportJob } from './report-worker.ts';
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

/** Pages that are drawn at a time. */
const batch = 4;

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
	const pictures = eachPage(pdf, folder, pages, format === 'tif' ? 150 : 110, signal, (done) =>
		onProgress({ step: 'pictures', done, of: pages })
	);
	const path = join(folder, `result.${format}`);
	if (format === 'tif') {
		const file = await openTiff(path);
		try {
			// Black and white, as fax machines and archives have it (CCITT group 4).
			for await (const page of pictures)
				await file.add(
					await sharp(page)
						.greyscale()
						.threshold(160)
						.toColourspace('b-w')
						.tiff({ compression: 'ccittfax4', bitdepth: 1, xres: 150 / 25.4, yres: 150 / 25.4 })
						.toBuffer()
				);
		} finally {
			await file.close();
		}
		return { path, ending: 'tif', mime: 'image/tiff' };
	}
	const mime = format === 'jpg' ? 'image/jpeg' : 'image/gif';
	const picture = async (page: Buffer): Promise<Uint8Array<ArrayBuffer>> =>
		new Uint8Array(await (format === 'jpg' ? sharp(page).greyscale().jpeg({ quality: 85 }) : sharp(page).gif({ colours: 16 })).toBuffer());
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

/** Pictures of the pages in their order, PNG. */
async function* eachPage(
	pdf: string,
	folder: string,
	pages: number,
	dpi: number,
	signal: AbortSignal,
	onPage: (page: number) => void
): AsyncGenerator<Buffer> {
	for (let first = 1; first <= pages; first += batch) {
		const last = Math.min(pages, first + batch - 1);
		await new Promise<void>((resolve, reject) => {
			const drawing = spawn(
				'pdftoppm',
				['-r', String(dpi), '-gray', '-png', '-f', String(first), '-l', String(last), pdf, join(folder, 'page')],
				{
					stdio: ['ignore', 'ignore', 'pipe'],
					signal
				}
			);
			let complaint = '';
			drawing.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
			drawing.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? new NoPictures() : error));
			drawing.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`pdftoppm: ${complaint}`))));
		});
		const names = (await readdir(folder)).filter((name) => /^page-\d+\.png$/.test(name)).sort();
		for (const [n, name] of names.entries()) {
			const path = join(folder, name);
			yield await readFile(path);
			await rm(path);
			onPage(first + n);
		}
	}
}
