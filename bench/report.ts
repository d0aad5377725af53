/**
 * A report of 100,000 lines in each format: how long, and how much memory at its peak. What a browser makes is made in a process of its own
 * with nothing else in it, as in the browser's worker; PDF and pictures of pages in the centre's process, with the office at work.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manyAccounts, sampleReport } from '#lib/domain/report/testing/sample.ts';
import type { BrowserFormat } from '#lib/domain/report/formats/make.ts';
import type { CentreFormat } from '#lib/domain/report/request.ts';
import type { Figure, Measured } from './support/figure.ts';
import { loadAverage } from './support/machine.ts';
import { Office } from './support/office.ts';
import type { MadeReport } from './support/report-process.ts';
import { summarise } from './support/stats.ts';

const megabyte = 1024 * 1024;
/** Seconds and megabytes at most, for 100,000 lines. */
const browserFormats: readonly (readonly [format: BrowserFormat, seconds: number, mb: number])[] = [
	['xlsx', 15, 400],
	['html', 10, 400],
	['docx', 15, 400],
	['rtf', 10, 400],
	['xml', 10, 400]
];
const pictureFormats: readonly CentreFormat[] = ['tif', 'jpg', 'gif'];

export const report: Figure = {
	name: 'report',
	what: 'a report of 100,000 lines in each format: time and memory at its peak',
	async run(lab) {
		const lines = lab.times(100_000);
		const share = lines / 100_000;
		const figures: Measured[] = [];
		for (const [format, seconds, mb] of browserFormats) {
			const child = lab.child('./report-process.ts', { node: ['--expose-gc'] });
			const baseline =
				format === 'xlsx' ? { what: 'SheetJS, the whole workbook at once', ...(await inAnother(lab, 'sheetjs', lines)) } : null;
			const made = await child.call<MadeReport>('make', { format, lines });
			await lab.stop(child);
			const params = { lines, megabytes: Math.round(made.bytes / megabyte), load: loadAverage() };
			figures.push(
				{
					name: `report/${format}`,
					unit: 's',
					...summarise([made.ms / 1000]),
					target: { kind: 'atMost', p50: Math.max(1, seconds * share) },
					...(baseline ? { baseline: { what: baseline.what, p50: baseline.ms / 1000 } } : {}),
					params
				},
				{
					name: `report/${format}/memory`,
					unit: 'KB',
					...summarise([(made.peakRss - made.rssBefore) / 1024]),
					target: { kind: 'atMost', p50: mb * 1024 },
					...(baseline ? { baseline: { what: baseline.what, p50: (baseline.peakRss - baseline.rssBefore) / 1024 } } : {}),
					params: { ...params, of: 'more than before the first piece, at the peak', heapMb: Math.round(made.peakHeap / megabyte) }
				}
			);
		}

		const database = await lab.database(5000);
		const centre = await lab.centre(database);
		const office = await Office.open(lab, database, centre);
		// A page holds 40 lines: 2,500 pictures take minutes, and one is like the other.
		const pictures = lab.options.long ? lines : Math.round(lines / 10);
		for (const format of ['pdf', ...pictureFormats] as const) {
			const ofThese = format === 'pdf' ? lines : pictures;
			const make = () => atCentre(lab.folder, format, ofThese, (asked) => centre.child.call('report', asked));
			const { value: made, figures: others } =
				format === 'pdf' ? await office.beside('report/pdf', make) : { value: await make(), figures: [] as Measured[] };
			const params = { lines: ofThese, megabytes: Math.round(made.bytes / megabyte), load: loadAverage() };
			figures.push(
				{
					name: `report/${format}`,
					unit: 's',
					...summarise([made.ms / 1000]),
					target: { kind: 'atMost', p50: Math.max(2, ((format === 'pdf' ? 30 : 400) * ofThese) / 100_000) },
					params
				},
				{
					name: `report/${format}/memory`,
					unit: 'KB',
					...summarise([(made.rss - made.rssBefore) / 1024]),
					target: { kind: 'atMost', p50: 700 * 1024 },
					params: { ...params, of: "the centre's process, more than before, at the peak" }
				},
				...others
			);
		}
		return figures;
	}
};

type Made = { readonly ms: number; readonly bytes: number; readonly rss: number; readonly rssBefore: number };
async function atCentre(folder: string, format: CentreFormat, lines: number, ask: (asked: object) => Promise<Made>): Promise<Made> {
	const own = mkdtempSync(join(folder, 'report-'));
	const from = join(own, 'asked');
	const { groups, ...head } = sampleReport(manyAccounts(lines));
	const asked = { format, embedFonts: false, head };
	writeFileSync(from, [asked, ...groups].map((line) => `${JSON.stringify(line)}\n`).join(''));
	return await ask({ asked, from, folder: own });
}

async function inAnother(lab: Parameters<Figure['run']>[0], method: string, lines: number): Promise<MadeReport> {
	const child = lab.child('./report-process.ts', { node: ['--expose-gc'] });
	const made = await child.call<MadeReport>(method, { lines });
	await lab.stop(child);
	return made;
}
