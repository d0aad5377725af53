/**
 * The replica compares itself with the centre, range by range, and has only the ranges that differ sent again. After a
 * resume and when idle every repair is a defect of the engine and is counted; with a cursor that could not be trusted
 * (SPEC H1) repairs are the point.
 */
import type { Projection } from '../projection.ts';

export interface CheckedRange {
	readonly after: string | null;
	/** Null: to the end of the table. */
	readonly upto: string | null;
	readonly rows: number;
	readonly sum: string;
}

export interface SelfCheckOptions {
	readonly projections: readonly Projection[];
	/** The centre's checksum of the next rows, and ours at the same cursor. Rejects when the link is lost. */
	compare(
		projection: Projection,
		after: string | null,
		rows: number
	): Promise<{ theirs: CheckedRange; ours: { rows: number; sum: string } }>;
	/** Has the range sent again and puts it in place of ours. */
	repair(projection: Projection, range: CheckedRange): Promise<void>;
	/** Between two ranges: lets work of people go first. */
	pause(): Promise<void>;
	progress?(table: string, rowsDone: number): void;
}

/** Small enough that comparing one delays nobody. */
const rangeRows = 2_000;

/** One round over all tables. Answers how many ranges differed. Rejects when the link is lost; the next one starts over. */
export async function selfCheck(options: SelfCheckOptions): Promise<number> {
	let repairs = 0;
	let rowsDone = 0;
	for (const p of options.projections) {
		let after: string | null = null;
		do {
			await options.pause();
			const { theirs, ours }: Awaited<ReturnType<typeof options.compare>> = await options.compare(p, after, rangeRows);
			if (ours.rows !== theirs.rows || ours.sum !== theirs.sum) {
				repairs++;
				await options.repair(p, theirs);
			}
			rowsDone += theirs.rows;
			options.progress?.(p.name, rowsDone);
			after = theirs.upto;
		} while (after !== null);
	}
	return repairs;
}
