import { modulo10, modulo11 } from './check-digit.ts';

/**
 * Collection slips (arrecadação, convênio: water, power, telephone, taxes): the barcode begins with 8. Third digit, the kind
 * of amount: 6 and 8 an amount in reais, 7 and 9 a quantity of something else; 6 and 7 have check digits modulo 10, 8 and 9
 * modulo 11 (FEBRABAN, "Layout Padrão de Arrecadação/Recebimento com Utilização do Código de Barras", version 4).
 */
export type AmountKind = '6' | '7' | '8' | '9';

/** Who collects, by the second digit. */
export const segments: Readonly<Record<string, string>> = {
	1: 'Prefeituras',
	2: 'Saneamento',
	3: 'Energia elétrica e gás',
	4: 'Telecomunicações',
	5: 'Órgãos governamentais',
	6: 'Carnês e assemelhados',
	7: 'Multas de trânsito',
	9: 'Uso exclusivo do banco'
};

export const isAmountKind = (digit: string): digit is AmountKind => /^[6-9]$/.test(digit);

/** Check digit of a block, or of the barcode's other 43 digits. */
export const collectionDigit = (digits: string, kind: AmountKind): string =>
	kind === '6' || kind === '7' ? modulo10(digits) : modulo11(digits, { ten: '0', eleven: '0' });

/** The 48 digits that are typed: four blocks of eleven digits of the barcode, each with its check digit. */
export function collectionLine(barcode: string, kind: AmountKind): string {
	return [0, 11, 22, 33].map((from) => barcode.slice(from, from + 11)).reduce((line, b) => line + b + collectionDigit(b, kind), '');
}

/** The barcode of a line of 48 digits; the check digits of its blocks are left out unread. */
export const barcodeOfCollectionLine = (line: string): string => [0, 12, 24, 36].map((from) => line.slice(from, from + 11)).join('');

/** Blocks (1 to 4) of a line of 48 digits whose check digit is wrong. */
export const wrongCollectionBlocks = (line: string, kind: AmountKind): readonly number[] =>
	[0, 12, 24, 36].flatMap((from, i) => (collectionDigit(line.slice(from, from + 11), kind) === line[from + 11] ? [] : [i + 1]));

/** As it is printed: four groups of `00000000000-0`. What is not 48 digits comes back unchanged. */
export const formatCollectionLine = (line: string): string =>
	/^\d{48}$/.test(line) ? line.replace(/(\d{11})(\d)/g, '$1-$2 ').trimEnd() : line;
