import type { FieldRow } from './field.ts';
import { literal, zeros, type RemessaCodes } from './layout.ts';

/**
 * The columns that CNAB 240 for cobrança has at every bank (FEBRABAN, "Layout Padrão Febraban 240 posições", part 3.2, segments P, Q,
 * R, T and U). Banks use the free ones their own way: each bank's table changes what differs.
 */

const start = (batch: FieldRow, type: string): readonly FieldRow[] => [[1, 3, '9', 'bank'], batch, literal(8, 8, type)];
const segment = (letter: string): readonly FieldRow[] => [
	...start([4, 7, '9', 'batch'], '3'),
	[9, 13, '9', 'sequence'],
	literal(14, 14, letter)
];

export const fileHeader = (bankName: string, version: string, density: string): readonly FieldRow[] => [
	...start(literal(4, 7, '0000'), '0'),
	[18, 18, '9', 'taxIdKind'],
	[19, 32, 'ID', 'taxId'],
	[53, 57, '9', 'bankBranch'],
	[58, 58, 'X', 'bankBranchDigit'],
	[59, 70, '9', 'accountNumber'],
	[71, 71, 'X', 'accountDigit'],
	[73, 102, 'T', 'name'],
	literal(103, 132, bankName),
	literal(143, 143, '1'),
	[144, 151, 'D8', 'createdOn'],
	[152, 157, '9', 'createdAt'],
	[158, 163, '9', 'fileSequence'],
	literal(164, 166, version),
	literal(167, 171, density)
];

export const batchHeader = (version: string): readonly FieldRow[] => [
	...start([4, 7, '9', 'batch'], '1'),
	literal(9, 9, 'R'),
	literal(10, 11, '01'),
	literal(14, 16, version),
	[18, 18, '9', 'taxIdKind'],
	[19, 33, 'ID', 'taxId'],
	[54, 58, '9', 'bankBranch'],
	[59, 59, 'X', 'bankBranchDigit'],
	[60, 71, '9', 'accountNumber'],
	[72, 72, 'X', 'accountDigit'],
	[74, 103, 'T', 'name'],
	[184, 191, '9', 'fileSequence'],
	[192, 199, 'D8', 'createdOn'],
	zeros(200, 207)
];

export const segmentP: readonly FieldRow[] = [
	...segment('P'),
	[16, 17, '9', 'command'],
	[18, 22, '9', 'bankBranch'],
	[23, 23, 'X', 'bankBranchDigit'],
	[24, 35, '9', 'accountNumber'],
	[36, 36, 'X', 'accountDigit'],
	[63, 77, '9', 'documentNumber'],
	[78, 85, 'D8', 'dueOn'],
	[86, 100, 'V', 'amountCents'],
	zeros(101, 105),
	zeros(106, 106),
	[107, 108, 'X', 'species'],
	literal(109, 109, 'N'),
	[110, 117, 'D8', 'issuedOn'],
	[118, 118, 'X', 'interestCode'],
	[119, 126, 'D8', 'interestFromDue'],
	[127, 141, 'V', 'interestPerDayCents'],
	[142, 142, 'X', 'discountCode'],
	[143, 150, 'D8', 'discountUntil'],
	[151, 165, 'V', 'discountCents'],
	zeros(166, 180),
	zeros(181, 195),
	[196, 220, 'X', 'control'],
	[221, 221, 'X', 'protestCode'],
	[222, 223, '9', 'protestDays'],
	[224, 224, 'X', 'writeOffCode'],
	[225, 227, '9', 'writeOffDays'],
	literal(228, 229, '09'),
	zeros(230, 239)
];

export const segmentQ: readonly FieldRow[] = [
	...segment('Q'),
	[16, 17, '9', 'command'],
	[18, 18, '9', 'payerTaxIdKind'],
	[19, 33, 'ID', 'payerTaxId'],
	[34, 73, 'T', 'payerName'],
	[74, 113, 'T', 'payerStreet'],
	[114, 128, 'T', 'payerDistrict'],
	[129, 136, '9', 'payerPostalCode'],
	[137, 151, 'T', 'payerCity'],
	[152, 153, 'X', 'payerState'],
	zeros(154, 154),
	zeros(155, 169),
	zeros(210, 212)
];

/** Fine in percent with two decimals (C. Multa 2). */
export const segmentR: readonly FieldRow[] = [
	...segment('R'),
	[16, 17, '9', 'command'],
	zeros(18, 18),
	zeros(19, 26),
	zeros(27, 41),
	zeros(42, 42),
	zeros(43, 50),
	zeros(51, 65),
	[66, 66, 'X', 'fineCode'],
	[67, 74, 'D8', 'fineFromDue'],
	[75, 89, '9', 'fineBasisPoints'],
	zeros(200, 207),
	zeros(208, 210),
	zeros(211, 215),
	zeros(217, 228),
	zeros(231, 231)
];

export const batchTrailer: readonly FieldRow[] = [...start([4, 7, '9', 'batch'], '5'), [18, 23, '9', 'batchLines']];

/** Number and sum of the titles in simple collection, where the bank wants them. */
export const batchTotals: readonly FieldRow[] = [
	[24, 29, '9', 'titles'],
	[30, 46, 'V', 'totalCents']
];

export const fileTrailer: readonly FieldRow[] = [
	...start(literal(4, 7, '9999'), '9'),
	literal(18, 23, '000001'),
	[24, 29, '9', 'fileLines'],
	zeros(30, 35)
];

export const segmentT: readonly FieldRow[] = [
	[1, 3, '9', 'bank'],
	[16, 17, 'X', 'occurrence'],
	[59, 73, 'X', 'documentNumber'],
	[74, 81, 'D8', 'dueOn'],
	[82, 96, 'V', 'amountCents'],
	[106, 130, 'X', 'control'],
	[134, 148, 'ID', 'payerTaxId'],
	[149, 188, 'X', 'payerName'],
	[199, 213, 'V', 'feeCents'],
	[214, 223, 'X', 'reasons']
];

/** Fine and interest are one amount in CNAB 240: what was paid on top. */
export const segmentU: readonly FieldRow[] = [
	[1, 3, '9', 'bank'],
	[16, 17, 'X', 'occurrence'],
	[18, 32, 'V', 'additionsCents'],
	[33, 47, 'V', 'discountCents'],
	[48, 62, 'V', 'abatementCents'],
	[78, 92, 'V', 'paidCents'],
	[93, 107, 'V', 'netCents'],
	[138, 145, 'D8', 'occurredOn'],
	[146, 153, 'D8', 'creditedOn']
];

export const codes240: RemessaCodes = {
	interest: { none: '3', perDay: '1' },
	protest: { none: '3', days: '1' },
	writeOff: { none: '2', days: '1' },
	fine: { none: '0', percent: '2' },
	species: '04',
	taxId: { cpf: '1', cnpj: '2' },
	command: { register: '01', cancel: '02', changeDue: '06' }
};
