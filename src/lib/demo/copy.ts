import type { Value } from './table.ts';

const special = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One row as `COPY … FROM STDIN` reads it in text format. */
export function copyLine(row: readonly Value[]): string {
	let line = '';
	for (let i = 0; i < row.length; i++) {
		if (i > 0) line += '\t';
		const value = row[i];
		if (value === null || value === undefined) line += '\\N';
		else if (typeof value === 'string') line += value.replace(special, (c) => escapes[c] ?? c);
		else if (typeof value === 'boolean') line += value ? 't' : 'f';
		else line += value;
	}
	return `${line}\n`;
}

const chunkLength = 65_536;

/** Rows joined to pieces worth a write; `counted` is told how many rows have gone. */
export function* copyChunks(rows: Iterable<readonly Value[]>, counted: (rows: number) => void): Generator<string> {
	let chunk = '';
	let count = 0;
	for (const row of rows) {
		chunk += copyLine(row);
		count++;
		if (chunk.length >= chunkLength) {
			yield chunk;
			chunk = '';
			counted(count);
		}
	}
	if (chunk !== '') yield chunk;
	counted(count);
}
