import type { Column } from './column.ts';

const quoted = (value: string): string => {
	const safe = /^[=+@-](?=.*[^\d.,\s+-])/.test(value) ? `'${value}` : value;
	return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows as a file that Excel opens in Brazil without questions: semicolons, CRLF, UTF-8 with its mark. */
export function csv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
	const lines = [columns.map((column) => quoted(column.title)), ...rows.map((row) => columns.map((column) => quoted(column.text(row))))];
	return `\ufeff${lines.map((line) => line.join(';')).join('\r\n')}\r\n`;
}
