import * as XLSX from 'xlsx';
import { decodeText, parseCsv } from '#lib/domain/import/csv.ts';

/** Lines of a sheet, titles included, that are read at most. */
export const lineLimit = 100_000;
/** Cells of a line that are read at most: more columns than any list of customers has. */
const columnLimit = 200;
/** Bytes that a packed file may unpack to: a few kilobytes can hold gigabytes of nothing. */
const unpackedLimit = 400 * 1024 * 1024;

/** The file is no sheet that can be read. */
export class SheetUnreadable extends Error {
	override readonly name = 'SheetUnreadable';
}

/** The lines of the first sheet of a file as text, at most one more than may be imported. CSV by its ending, else by what it is. */
export function readSheet(bytes: Uint8Array, fileName: string): string[][] {
	if (/\.(csv|txt)$/i.test(fileName)) return parseCsv(decodeText(bytes), lineLimit + 2).map((line) => line.slice(0, columnLimit));
	if (bytes[0] === 0x50 && bytes[1] === 0x4b && unpackedSize(bytes) > unpackedLimit) throw new SheetUnreadable('too large when unpacked');
	let book: XLSX.WorkBook;
	try {
		book = XLSX.read(bytes, { type: 'array', dense: true, cellNF: true, cellText: false, cellHTML: false, sheetRows: lineLimit + 2 });
	} catch (error) {
		throw new SheetUnreadable((error as Error).message);
	}
	const sheet = book.Sheets[book.SheetNames[0] ?? ''];
	if (!sheet) throw new SheetUnreadable('no sheet');
	const rows = (sheet['!data'] ?? []) as (XLSX.CellObject | undefined)[][];
	return Array.from({ length: rows.length }, (_, row) => {
		const cells = rows[row] ?? [];
		return Array.from({ length: Math.min(cells.length, columnLimit) }, (_, column) => textOf(cells[column], book));
	});
}

/**
 * A cell as the person means it. Never its formatted text: that writes an American date, and a CNPJ that was taken for a
 * number as `1,12E+13`.
 */
function textOf(cell: XLSX.CellObject | undefined, book: XLSX.WorkBook): string {
	if (cell?.v === undefined || cell.t === 'e' || cell.t === 'z') return '';
	if (cell.t !== 'n' || typeof cell.v !== 'number') return String(cell.v);
	if (typeof cell.z === 'string' && XLSX.SSF.is_date(cell.z)) {
		const date = XLSX.SSF.parse_date_code(cell.v, { date1904: book.Workbook?.WBProps?.date1904 ?? false }) as {
			y: number;
			m: number;
			d: number;
		} | null;
		if (date) return [String(date.y).padStart(4, '0'), String(date.m).padStart(2, '0'), String(date.d).padStart(2, '0')].join('-');
	}
	return Number.isInteger(cell.v) && Math.abs(cell.v) < 1e15 ? cell.v.toFixed(0) : String(cell.v);
}

/** What a zip says that its entries unpack to (its central directory, from the end). */
function unpackedSize(bytes: Uint8Array): number {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let end = bytes.byteLength - 22;
	while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
	if (end < 0) throw new SheetUnreadable('no directory');
	let at = view.getUint32(end + 16, true);
	let sum = 0;
	for (let left = view.getUint16(end + 10, true); left > 0; left--) {
		if (at + 46 > bytes.byteLength || view.getUint32(at, true) !== 0x02014b50) throw new SheetUnreadable('broken directory');
		sum += view.getUint32(at + 24, true);
		at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return sum;
}
