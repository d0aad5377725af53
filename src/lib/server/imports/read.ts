import { Worker } from 'node:worker_threads';
import type { Rules } from '#lib/domain/import/line.ts';
import { refuse, type Refusal } from '#lib/sync/model.ts';
import { sourceFile } from './source-file.ts';
import type { FromWorker, JudgedBatch, SheetHead, SheetJob } from './sheet-worker.ts';

export interface SheetReading {
	readonly head: SheetHead;
	/** The next lines, judged; after `done` no more. */
	next(): Promise<JudgedBatch>;
	close(): Promise<void>;
}

/**
 * Opens a sheet in a thread. Refusals: import_unreadable (also when it needs more memory than any honest one), import_empty,
 * import_too_many_lines. With `rules` the lines follow by `next`. Call `close` in any case.
 */
export async function openSheet(
	bytes: Uint8Array,
	fileName: string,
	rules: Rules | null,
	batch = 500
): Promise<{ readonly ok: true; readonly value: SheetReading } | Refusal> {
	const worker = new Worker(sourceFile('src/lib/server/imports/sheet-worker.ts'), {
		workerData: { bytes, fileName, rules, batch } satisfies SheetJob,
		resourceLimits: { maxOldGenerationSizeMb: 1500 },
		execArgv: []
	});
	/** What the thread says, one at a time, or why it ended. */
	const message = (): Promise<FromWorker> =>
		new Promise((resolve, reject) => {
			const done = (): void => {
				worker.off('message', heard).off('error', failed).off('exit', ended);
			};
			const heard = (value: FromWorker): void => (done(), resolve(value));
			const failed = (error: Error): void => (done(), reject(error));
			const ended = (): void => (done(), reject(new Error('the thread that reads the sheet has ended')));
			worker.on('message', heard).on('error', failed).on('exit', ended);
		});
	let first: FromWorker;
	try {
		first = await message();
	} catch (error) {
		await worker.terminate();
		if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
		return refuse('import_unreadable');
	}
	if (first.kind !== 'head') {
		await worker.terminate();
		if (first.kind === 'batch') throw new Error('a sheet begins with its head');
		return refuse(first.code, first.limit === undefined ? {} : { detail: { limit: first.limit } });
	}
	return {
		ok: true,
		value: {
			head: { titles: first.titles, sample: first.sample, lines: first.lines },
			async next() {
				const answer = message();
				worker.postMessage('next');
				const said = await answer;
				if (said.kind !== 'batch') throw new Error('a batch was expected');
				return said;
			},
			close: async () => void (await worker.terminate())
		}
	};
}
