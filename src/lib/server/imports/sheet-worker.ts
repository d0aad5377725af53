/**
 * Reads a sheet and judges its lines in a thread of its own: at the centre a second of reading is a second in which nobody's
 * change arrives. Answers each message with the next batch; the lines stay here.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { isEmptyLine, judgeLine, type Complaint, type GoodLine, type Rules } from '#lib/domain/import/line.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { lineLimit, readSheet, SheetUnreadable } from './sheet.ts';

export interface SheetJob {
	readonly bytes: Uint8Array;
	readonly fileName: string;
	/** Null: only the titles are wanted. */
	readonly rules: Rules | null;
	readonly batch: number;
}
export interface SheetHead {
	readonly titles: readonly string[];
	/** The first lines below the titles. */
	readonly sample: readonly (readonly string[])[];
	/** Lines below the titles that are not empty. */
	readonly lines: number;
}
export interface JudgedBatch {
	readonly good: readonly GoodLine[];
	readonly bad: readonly Complaint[];
	/** Lines with anything wrong: a line can have several complaints. */
	readonly badLines: number;
	readonly done: boolean;
}
export type FromWorker =
	| ({ readonly kind: 'head' } & SheetHead)
	| { readonly kind: 'refused'; readonly code: string; readonly limit?: number }
	| ({ readonly kind: 'batch' } & JudgedBatch);

const port = parentPort!;
const { bytes, fileName, rules, batch } = workerData as SheetJob;
const tell = (message: FromWorker): void => port.postMessage(message);

function read(): readonly (readonly [line: number, cells: readonly string[]])[] | null {
	let all: string[][];
	try {
		all = readSheet(bytes, fileName);
	} catch (error) {
		if (!(error instanceof SheetUnreadable)) throw error;
		tell({ kind: 'refused', code: 'import_unreadable' });
		return null;
	}
	const titlesAt = all.findIndex((cells) => !isEmptyLine(cells));
	// The number of a line is the one that the spreadsheet shows, empty lines and a heading above the titles counted.
	const lines = all.flatMap((cells, at) => (at <= titlesAt || isEmptyLine(cells) ? [] : [[at + 1, cells] as const]));
	if (titlesAt < 0 || lines.length === 0) tell({ kind: 'refused', code: 'import_empty' });
	else if (lines.length > lineLimit) tell({ kind: 'refused', code: 'import_too_many_lines', limit: lineLimit });
	else {
		tell({ kind: 'head', titles: all[titlesAt] ?? [], sample: lines.slice(0, 3).map(([, cells]) => cells), lines: lines.length });
		return lines;
	}
	return null;
}

function judge(lines: readonly (readonly [number, readonly string[]])[], by: Rules): void {
	/** Where each CPF or CNPJ stood first. */
	const seen = new Map<string, number>();
	let at = 0;
	port.on('message', () => {
		const good: GoodLine[] = [];
		const bad: Complaint[] = [];
		let badLines = 0;
		const from = lines.slice(at, at + batch);
		at += from.length;
		for (const [line, cells] of from) {
			const judged = judgeLine(cells, line, by);
			const taxId = 'good' in judged ? judged.good.registration?.taxId : undefined;
			const first = taxId === undefined ? undefined : seen.get(taxId);
			if ('bad' in judged) bad.push(...judged.bad);
			else if (taxId !== undefined && first !== undefined)
				bad.push({ line, field: 'taxId', value: taxId, code: refusal('tax_id_in_file').code, detail: { line: first } });
			else {
				if (taxId !== undefined) seen.set(taxId, line);
				good.push(judged.good);
				continue;
			}
			badLines += 1;
		}
		tell({ kind: 'batch', good, bad, badLines, done: at >= lines.length });
		if (at >= lines.length) port.close();
	});
}

const lines = read();
if (lines && rules) judge(lines, rules);
