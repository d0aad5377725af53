import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import sharp from 'sharp';
import { CFB } from 'xlsx';
import { afterEach, expect, test } from 'vitest';
import type { Report } from '#lib/domain/report/report.ts';
import { manyAccounts, sampleReport } from '#lib/domain/report/testing/sample.ts';
import { askedReport } from './asked.ts';
import { greymaps } from './greymap.ts';
import { makeFile, type MadeFile, type ReportProgress } from './make-file.ts';
import { writePdf } from './pdf.ts';

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function made(
	{ groups, ...head }: Report,
	format: 'pdf' | 'jpg' | 'gif' | 'tif',
	more: { embedFonts?: boolean; signal?: AbortSignal; onProgress?: (progress: ReportProgress) => void } = {}
): Promise<MadeFile> {
	const folder = mkdtempSync(join(tmpdir(), 'report-test-'));
	folders.push(folder);
	const from = join(folder, 'asked');
	const asked = { format, embedFonts: more.embedFonts ?? false, head };
	writeFileSync(from, [asked, ...groups].map((line) => `${JSON.stringify(line)}\n`).join(''));
	return makeFile(
		askedReport.parse(asked),
		from,
		folder,
		'2026-11-22T12:00:00Z',
		more.signal ?? new AbortController().signal,
		more.onProgress ?? (() => undefined)
	);
}
const poppler = (tool: string, ...args: string[]): string => {
	try {
		return execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1e9 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT')
			throw new Error(`${tool} is not installed: apt-get install poppler-utils`, { cause: error });
		throw error;
	}
};

test(
	'(302, 304, 320) PDF: accounts and sums of each customer, pages told, letters of the reader unless they are to be in the file',
	{ timeout: 60_000 },
	async () => {
		const { path } = await made(sampleReport(undefined, { orientation: 'landscape' }), 'pdf');
		const text = poppler('pdftotext', '-layout', path, '-');
		for (const there of ['Provedor São José', 'João Ávila & Filhos <ME>', '1.234,56', '1.235,51', '1.285,51', 'Página 1 de 1'])
			expect(text).toContain(there);
		expect(poppler('pdfinfo', path)).toMatch(/Page size: +841\.89 x 595\.28/);
		expect(poppler('pdffonts', path)).toMatch(/Helvetica .*no /);
		const own = await made(sampleReport(), 'pdf', { embedFonts: true });
		expect(poppler('pdftotext', own.path, '-')).toContain('Łódź');
		for (const font of poppler('pdffonts', own.path).split('\n').slice(2, -1)) expect(font).toMatch(/DejaVu.* yes +yes/);
	}
);

test('(316, 317) PDF without header, and the sums only', { timeout: 60_000 }, async () => {
	const { path } = await made(sampleReport(undefined, { withoutHeader: true, summaryOnly: true }), 'pdf');
	const text = poppler('pdftotext', '-layout', path, '-');
	expect(text).not.toMatch(/Provedor|Fatura/);
	expect(text).toMatch(/João Ávila.*1\.235,51/);
});

test('(312, 313, 314) pictures: one file of one page, a zip of several, a TIF with all pages', { timeout: 120_000 }, async () => {
	for (const [format, kind] of [
		['jpg', 'jpeg'],
		['gif', 'gif'],
		['tif', 'tiff']
	] as const)
		expect(await sharp((await made(sampleReport(), format)).path).metadata()).toMatchObject({ format: kind });
	const long = sampleReport(manyAccounts(250));
	const pages = Number(/Pages: +(\d+)/.exec(poppler('pdfinfo', (await made(long, 'pdf')).path))?.[1]);
	expect(pages).toBeGreaterThan(3);
	const progress: ReportProgress[] = [];
	const tif = await made(long, 'tif', { onProgress: (one) => progress.push(one) });
	expect(await sharp(tif.path).metadata()).toMatchObject({ format: 'tiff', pages });
	// The last page is there to be read, not only counted.
	expect((await sharp(tif.path, { page: pages - 1 }).stats()).channels[0]?.mean).toBeLessThan(255);
	expect(progress.at(-1)).toEqual({ step: 'pictures', done: pages, of: pages });
	const zip = await made(long, 'jpg');
	expect(zip.ending).toBe('zip');
	const inside = CFB.read(readFileSync(zip.path), { type: 'buffer' });
	const files = inside.FileIndex.filter(({ name }: { name: string }) => name.endsWith('.jpg'));
	expect(files).toHaveLength(pages);
	expect(await sharp(Uint8Array.from(files[0]?.content ?? [])).metadata()).toMatchObject({ format: 'jpeg' });
});

test('a report that nobody waits for any more is not drawn on', { timeout: 60_000 }, async () => {
	const stop = new AbortController();
	const going = made(sampleReport(manyAccounts(50_000)), 'tif', { signal: stop.signal, onProgress: () => stop.abort() });
	await expect(going).rejects.toThrow(/abort/i);
});

test(
	'10,000 accounts as PDF: told page by page to the last, with the metrics of a font read once and not for each text',
	{ timeout: 120_000 },
	async () => {
		const progress: ReportProgress[] = [];
		const report = sampleReport(manyAccounts(10_000));
		const { path } = await made(report, 'pdf', { onProgress: (one) => progress.push(one) });
		const pages = Number(/Pages: +(\d+)/.exec(poppler('pdfinfo', path))?.[1]);
		expect(pages).toBeGreaterThan(200);
		expect(progress.at(-1)).toEqual({ step: 'pages', done: pages, of: pages });
		// Against the same with letters in the file, on the same machine: with metrics read for each text it is ten times as much.
		const [readers, own] = [await cpuOf(report, false), await cpuOf(report, true)];
		expect(readers / own).toBeLessThan(3);
	}
);

async function cpuOf({ groups, ...head }: Report, embedFonts: boolean): Promise<number> {
	const began = process.cpuUsage();
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	await writePdf(nowhere, head, () => Readable.from(groups), { embedFonts, issuedAt: '2026-11-22T12:00:00Z', onPage: () => undefined });
	const { user, system } = process.cpuUsage(began);
	return user + system;
}

test('PDF waits for a slow disk, and ends where the file is closed in the middle', { timeout: 60_000 }, async () => {
	const { groups, ...head } = sampleReport(manyAccounts(3000));
	const options = { embedFonts: false, issuedAt: '2026-11-22T12:00:00Z' };
	const slow = new Writable({ highWaterMark: 256, write: (_chunk, _encoding, done) => setImmediate(done) });
	let most = 0;
	const pages = await writePdf(slow, head, () => Readable.from(groups), {
		...options,
		onPage: () => (most = Math.max(most, slow.writableLength))
	});
	expect(pages).toBeGreaterThan(50);
	expect(most).toBeLessThan(64 * 1024);
	const closed = new Writable({ highWaterMark: 256, write: () => undefined });
	const going = writePdf(closed, head, () => Readable.from(groups), { ...options, onPage: (page) => page === 2 && closed.destroy() });
	// Full, and nobody will ever take from it.
	setTimeout(() => closed.destroy(), 100);
	await expect(going).rejects.toThrow(/prematur/i);
});

test('pages come out of the stream whole, however it is cut', async () => {
	const page = (grey: number): Buffer => Buffer.concat([Buffer.from('P5\n3 2\n255\n'), Buffer.alloc(6, grey)]);
	const bytes = Buffer.concat([page(10), page(200)]);
	for (const size of [1, 5, 17, 100]) {
		const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
		const found = await Array.fromAsync(greymaps(Readable.from(parts)));
		expect(found.map(({ width, height, dots }) => [width, height, ...dots])).toEqual([
			[3, 2, ...Array(6).fill(10)],
			[3, 2, ...Array(6).fill(200)]
		]);
	}
	await expect(Array.fromAsync(greymaps(Readable.from([bytes.subarray(0, 20)])))).rejects.toThrow('broke off');
	await expect(Array.fromAsync(greymaps(Readable.from([Buffer.alloc(80, 1)])))).rejects.toThrow('no grey map');
});
