import type { Day } from '../day/day.ts';

/**
 * The one description of a list for everything that takes it out of the screen: sheets and text files (items 292–300), printed
 * reports, the list of what is to be suspended. Says what a column holds; how that looks is the business of whoever writes it.
 */
export type CellKind = 'text' | 'integer' | 'money' | 'day';

/** Money in cents, a day as `YYYY-MM-DD`; null: nothing there. */
export type Cell = string | number | Day | null;

/** What there is to choose from, whatever the rows are. */
export interface ColumnInfo {
	/** Never changes: what a person chose is remembered under it. */
	readonly id: string;
	readonly title: string;
	/** Pixels. */
	readonly width: number;
	readonly kind: CellKind;
	/** Its sum says something: of amounts, never of days late. */
	readonly summable?: boolean;
	/** Not taken until it is ticked. */
	readonly optional?: boolean;
}

export interface ReportColumn<Row> extends ColumnInfo {
	readonly value: (row: Row) => Cell;
}

/** What a person chose for one column (items 294, 238–240). */
export interface ColumnChoice {
	readonly id: string;
	readonly ticked: boolean;
	/** Their own words for it. */
	readonly title: string;
	/** Pixels. */
	readonly width: number;
	/** Its sum at the foot. */
	readonly total: boolean;
}

/** Pixels: narrower shows nothing, wider is a slip of the hand. */
export const widthLimits = { from: 20, to: 1200 } as const;

/** A list as it leaves the screen: titles, rows and sums, without a word about files. */
export interface ReportTable {
	/** Of the sheet (item 295); empty: none. */
	readonly title: string;
	readonly columns: readonly { readonly id: string; readonly title: string; readonly width: number; readonly kind: CellKind }[];
	readonly rows: readonly (readonly Cell[])[];
	/** One for each column, null where none was asked for; null in all: no row of totals. */
	readonly totals: readonly (number | null)[] | null;
}

/**
 * The choice to begin with: what was chosen last time, for the columns that there are today, in their order. A column that is new
 * comes as it is meant, and one that is gone is forgotten.
 */
export function columnChoices(columns: readonly ColumnInfo[], kept: readonly ColumnChoice[] = []): readonly ColumnChoice[] {
	return columns.map((column) => {
		const before = kept.find(({ id }) => id === column.id);
		return {
			id: column.id,
			ticked: before?.ticked ?? column.optional !== true,
			title: before?.title ?? column.title,
			width: before?.width ?? column.width,
			total: column.summable === true && (before?.total ?? true)
		};
	});
}

export type ChoiceProblem = { readonly code: 'no_column' } | { readonly code: 'width_invalid'; readonly columnId: string };

/** What keeps a choice from being carried out; empty when nothing does. Only ticked columns are judged. */
export function choiceProblems(choices: readonly ColumnChoice[]): readonly ChoiceProblem[] {
	const ticked = choices.filter((choice) => choice.ticked);
	if (ticked.length === 0) return [{ code: 'no_column' }];
	return ticked
		.filter(({ width }) => !Number.isInteger(width) || width < widthLimits.from || width > widthLimits.to)
		.map(({ id }) => ({ code: 'width_invalid', columnId: id }));
}

/** The rows under a choice. A title left empty is the column's own. */
export function reportTable<Row>(
	rows: readonly Row[],
	columns: readonly ReportColumn<Row>[],
	choices: readonly ColumnChoice[],
	title = ''
): ReportTable {
	const taken = columns.flatMap((column) => {
		const choice = choices.find(({ id }) => id === column.id);
		return choice?.ticked ? [{ column, choice }] : [];
	});
	const cells = rows.map((row) => taken.map(({ column }) => column.value(row)));
	const sums = taken.map(({ column, choice }, at) =>
		column.summable === true && choice.total ? cells.reduce((sum, line) => sum + Number(line[at] ?? 0), 0) : null
	);
	return {
		title: title.trim(),
		columns: taken.map(({ column, choice }) => ({
			id: column.id,
			title: choice.title.trim() || column.title,
			width: choice.width,
			kind: column.kind
		})),
		rows: cells,
		totals: sums.some((sum) => sum !== null) ? sums : null
	};
}
