import { modulo10 } from './check-digit.ts';

/**
 * Linha digitável of a barcode of 44 digits: 47 digits in five blocks. The first three hold bank, currency and free field and
 * end in a check digit (modulo 10); the fourth is the general check digit; the fifth the due factor and the amount.
 */
export function lineOfBarcode(barcode: string): string {
	const block = (digits: string) => digits + modulo10(digits);
	return (
		block(barcode.slice(0, 4) + barcode.slice(19, 24)) +
		block(barcode.slice(24, 34)) +
		block(barcode.slice(34, 44)) +
		barcode.slice(4, 5) +
		barcode.slice(5, 19)
	);
}

/** The barcode of a line of 47 digits. The check digits of its blocks are left out unread. */
export function barcodeOfLine(line: string): string {
	return line.slice(0, 4) + line.slice(32, 33) + line.slice(33, 47) + line.slice(4, 9) + line.slice(10, 20) + line.slice(21, 31);
}

/** Blocks (1, 2, 3) of a line of 47 digits whose check digit is wrong. */
export function wrongBlocks(line: string): readonly number[] {
	const blocks: readonly (readonly [from: number, to: number])[] = [
		[0, 10],
		[10, 21],
		[21, 32]
	];
	return blocks.flatMap(([from, to], i) => (modulo10(line.slice(from, to - 1)) === line[to - 1] ? [] : [i + 1]));
}

/** As it is printed: `AAAAA.AAAAA BBBBB.BBBBBB CCCCC.CCCCCC D FFFFVVVVVVVVVV`. What is not 47 digits comes back unchanged. */
export function formatLine(line: string): string {
	return line.replace(/^(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)(\d{14})$/, '$1.$2 $3.$4 $5.$6 $7 $8');
}
