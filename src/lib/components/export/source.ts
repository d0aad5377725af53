import { reportTable, type ColumnChoice, type ColumnInfo, type ReportColumn, type ReportTable } from '#lib/domain/report/columns.ts';

/** Something that can be exported: a list and its columns. Its rows are fetched when they are needed, and not before. */
export interface ExportSource {
	/** Choices are remembered under it, for each person. */
	readonly id: string;
	/** Where there are several to choose from: what a row is. */
	readonly label: string;
	readonly columns: readonly ColumnInfo[];
	table(choices: readonly ColumnChoice[], title: string): Promise<ReportTable>;
}

export function exportSource<Row>(source: {
	readonly id: string;
	readonly label: string;
	readonly columns: readonly ReportColumn<Row>[];
	readonly rows: () => readonly Row[] | Promise<readonly Row[]>;
}): ExportSource {
	const { id, label, columns, rows } = source;
	return { id, label, columns, table: async (choices, title) => reportTable(await rows(), columns, choices, title) };
}
