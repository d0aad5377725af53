import { formatDay, type Day } from '../day/day.ts';
import { formatAmount, type Language } from '../money.ts';
import type { Cell, CellKind, ReportColumn } from './columns.ts';
import type { Orientation } from './request.ts';

/** One for each column; null where the column has no sum. */
export type Totals = readonly (number | null)[];

/** The lines of one customer with their sums (item 302). */
export interface ReportGroup {
	readonly title: string;
	/** Beside the sums at its foot. */
	readonly foot: string;
	readonly rows: readonly (readonly Cell[])[];
	readonly totals: Totals;
}

/** A bar of the picture over the report: what stands for how much. */
export interface ReportBar {
	readonly label: string;
	/** Cents. */
	readonly value: number;
	readonly shown: string;
}

/** Everything of a report but its groups. Plain data: it crosses to a worker and to the centre. Its texts are in the person's language. */
export interface ReportHead {
	readonly language: Language;
	/** Over everything: the provider's name. */
	readonly provider: string;
	readonly title: string;
	/** Below the title: of when, by whom, of whom. */
	readonly notes: readonly string[];
	readonly columns: readonly { readonly id: string; readonly title: string; readonly width: number; readonly kind: CellKind }[];
	/** What a group is, e.g. `Cliente`: title of its column where groups become one. */
	readonly groupTitle: string;
	/** Beside the sums of everything. */
	readonly foot: string;
	readonly totals: Totals;
	/** Lines in all groups. */
	readonly records: number;
	readonly groupCount: number;
	/** Debt by age: the only picture of a report. Empty: none. */
	readonly bars: readonly ReportBar[];
	readonly barsTitle: string;
	/** `Página {page} de {pages}`. */
	readonly pageWords: string;
	/** Behind the title of a group that goes on over a page. */
	readonly goesOn: string;
	/** Item 316: provider, title and notes are left out. */
	readonly withoutHeader: boolean;
	/** Item 317: the groups' sums only. */
	readonly summaryOnly: boolean;
	readonly orientation: Orientation;
}
export interface Report extends ReportHead {
	readonly groups: readonly ReportGroup[];
}

/** What belongs to which group. */
export interface Grouping<Row> {
	key(row: Row): string;
	title(row: Row): string;
	/** Words beside the sums of so many lines. */
	foot(rows: number): string;
}

/** Lines of one group one after the other, groups in the order in which they first appear; inside a group nothing moves. */
export function inGroups<Row>(rows: readonly Row[], key: (row: Row) => string): readonly Row[] {
	return [...byKey(rows, key).values()].flat();
}

function byKey<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const at = key(row);
		const group = groups.get(at);
		if (group) group.push(row);
		else groups.set(at, [row]);
	}
	return groups;
}

/** Rows as groups with their sums, and the sums of all. */
export function groupedRows<Row>(
	rows: readonly Row[],
	columns: readonly ReportColumn<Row>[],
	grouping: Grouping<Row>
): Pick<Report, 'columns' | 'groups' | 'totals' | 'records' | 'groupCount'> {
	const sumsOf = (cells: readonly (readonly Cell[])[]): Totals =>
		columns.map(({ summable }, at) => (summable === true ? cells.reduce((sum, line) => sum + Number(line[at] ?? 0), 0) : null));
	const groups = [...byKey(rows, (row) => grouping.key(row)).values()].map((members): ReportGroup => {
		const cells = members.map((row) => columns.map((column) => column.value(row)));
		return { title: grouping.title(members[0]!), foot: grouping.foot(members.length), rows: cells, totals: sumsOf(cells) };
	});
	return {
		columns: columns.map(({ id, title, width, kind }) => ({ id, title, width, kind })),
		groups,
		totals: sumsOf(groups.map(({ totals }) => totals)),
		records: rows.length,
		groupCount: groups.length
	};
}

/** A cell as it is read on paper: amounts with points between thousands, days as people write them. */
export function shownCell(cell: Cell, kind: CellKind, language: Language): string {
	if (cell === null) return '';
	switch (kind) {
		case 'money':
			return formatAmount(Number(cell), language);
		case 'day':
			return formatDay(String(cell) as Day, language);
		case 'integer':
		case 'text':
			return String(cell);
	}
}

/** Numbers stand right, below each other. */
export const isNumber = (kind: CellKind): boolean => kind === 'money' || kind === 'integer';

/** The first column that has no sum of its own: there the words at the foot stand. All columns before the first sum are free for them. */
export const freeColumns = (totals: Totals): number => {
	const first = totals.findIndex((sum) => sum !== null);
	return first < 0 ? totals.length : first;
};
