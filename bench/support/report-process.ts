/** Makes one report as the browser's worker does, in a process with nothing else in it, and tells what it took. */
import { utils, write } from 'xlsx';
import { makeReport, type BrowserFormat } from '#lib/domain/report/formats/make.ts';
import { manyAccounts, sampleReport } from '#lib/domain/report/testing/sample.ts';
import { serveParent } from './child.ts';
import { nowMs } from './stats.ts';

export interface MadeReport {
	readonly ms: number;
	readonly bytes: number;
	/** Bytes. */
	readonly rssBefore: number;
	readonly peakRss: number;
	readonly peakHeap: number;
}

serveParent({
	/** Piece by piece; the pieces are counted and let go, as a browser hands them to a file. */
	make: ({ format, lines }: { format: BrowserFormat; lines: number }) =>
		watched(lines, async (report, look) => {
			let bytes = 0;
			const settings = { embedFonts: false, plainText: false, flat: false, keepImages: true };
			for await (const piece of makeReport(report, format, settings)) {
				bytes += piece.length;
				look();
			}
			return bytes;
		}),
	/** The usual way, to compare with. */
	sheetjs: ({ lines }: { lines: number }) =>
		watched(lines, (report, look) => {
			const book = utils.book_new();
			utils.book_append_sheet(
				book,
				utils.aoa_to_sheet(report.groups.flatMap(({ title, rows }) => rows.map((row) => [title, ...row]))),
				'x'
			);
			look();
			const { length } = write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
			look();
			return Promise.resolve(length);
		})
});

async function watched(
	lines: number,
	work: (report: ReturnType<typeof sampleReport>, look: () => void) => Promise<number>
): Promise<MadeReport> {
	const report = sampleReport(manyAccounts(lines));
	(globalThis as { gc?(): void }).gc?.();
	const rssBefore = process.memoryUsage.rss();
	let [peakRss, peakHeap] = [rssBefore, 0];
	let looked = 0;
	const look = (): void => {
		if (nowMs() - looked < 10) return;
		looked = nowMs();
		const { rss, heapUsed } = process.memoryUsage();
		[peakRss, peakHeap] = [Math.max(peakRss, rss), Math.max(peakHeap, heapUsed)];
	};
	const began = nowMs();
	const bytes = await work(report, look);
	const ms = nowMs() - began;
	look();
	return { ms, bytes, rssBefore, peakRss, peakHeap };
}
