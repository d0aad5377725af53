import type { Column } from './column.ts';

/** Tabs and line breaks inside a value would shift the sheet it is pasted into; a leading `=`, `+`, `-` or `@` would be run as a formula. */
function clean(value: string): string {
	const flat = value.replace(/[\t\r\n]+/g, ' ');
	return /^[=+@-](?=.*[^\d.,\s+-])/.test(flat) ? `'${flat}` : flat;
}

/** Rows as tab-separated lines with a header, for Excel and its like. */
export function tsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
	const lines = [columns.map((column) => clean(column.title)), ...rows.map((row) => columns.map((column) => clean(column.text(row))))];
	return lines.map((line) => line.join('\t')).join('\n');
}
