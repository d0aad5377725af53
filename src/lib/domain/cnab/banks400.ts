import { withFields, type FieldRow } from './field.ts';
import { blank, literal, record400, zeros, type RemessaCodes, type RemessaLayout, type RetornoLayout } from './layout.ts';

/**
 * CNAB 400, which every bank draws its own way. Each row stands in two independent public implementations made from the banks' manuals:
 * laravel-boleto and brcobranca, for 748, 104 and 756 laravel-boleto and ACBr; but in one alone line `2` of Itaú (the fine) and the
 * reasons of Caixa. Remessas of 001, 033, 104 and 756 are not here: the implementations contradict each other, or only one has the
 * fine. Those banks take CNAB 240.
 */

const start = (bankName: string): readonly FieldRow[] => [
	literal(1, 1, '0'),
	literal(2, 2, '1'),
	literal(3, 9, 'REMESSA'),
	literal(10, 11, '01'),
	literal(12, 26, 'COBRANCA'),
	[47, 76, 'T', 'name'],
	[77, 79, '9', 'bank'],
	literal(80, 94, bankName),
	[95, 100, 'D6', 'createdOn'],
	[395, 400, '9', 'sequence']
];

const end: readonly FieldRow[] = [literal(1, 1, '9'), [395, 400, '9', 'sequence']];

/** Columns 109 to 234, which are nearly the same at all of them. */
const middle: readonly FieldRow[] = [
	[109, 110, '9', 'command'],
	[111, 120, 'X', 'documentNumber'],
	[121, 126, 'D6', 'dueOn'],
	[127, 139, 'V', 'amountCents'],
	zeros(143, 147),
	[148, 149, 'X', 'species'],
	literal(150, 150, 'N'),
	[151, 156, 'D6', 'issuedOn'],
	[161, 173, 'V', 'interestPerDayCents'],
	[174, 179, 'D6', 'discountUntil'],
	[180, 192, 'V', 'discountCents'],
	zeros(193, 205),
	zeros(206, 218),
	[219, 220, '9', 'payerTaxIdKind'],
	[221, 234, 'ID', 'payerTaxId'],
	[395, 400, '9', 'sequence']
];

const codes400: RemessaCodes = {
	interest: { none: '', perDay: '' },
	protest: { none: '00', days: '00' },
	writeOff: { none: '00', days: '00' },
	fine: { none: '0', percent: '2' },
	species: '12',
	taxId: { cpf: '01', cnpj: '02' },
	command: { register: '01', cancel: '02', changeDue: '06' }
};

export const remessas400: readonly RemessaLayout[] = [
	{
		bank: '341',
		format: 400,
		// Instruction 09: protest so many days after the due day; 92: return to the beneficiary (columns 392–393 say the days).
		codes: { ...codes400, species: '08', protest: { none: '00', days: '09' }, writeOff: { none: '00', days: '92' } },
		fileHeader: record400([
			...start('BANCO ITAU SA'),
			[27, 30, '9', 'bankBranch'],
			zeros(31, 32),
			[33, 37, '9', 'accountNumber'],
			[38, 38, 'X', 'accountDigit']
		]),
		batchHeader: null,
		details: [
			{
				layout: record400([
					...middle,
					literal(1, 1, '1'),
					[2, 3, '9', 'taxIdKind'],
					[4, 17, 'ID', 'taxId'],
					[18, 21, '9', 'bankBranch'],
					zeros(22, 23),
					[24, 28, '9', 'accountNumber'],
					[29, 29, 'X', 'accountDigit'],
					zeros(34, 37),
					[38, 62, 'X', 'control'],
					[63, 70, '9', 'ourNumber'],
					zeros(71, 83),
					[84, 86, '9', 'portfolio'],
					literal(108, 108, 'I'),
					[140, 142, '9', 'bank'],
					[157, 158, '9', 'instruction'],
					zeros(159, 160),
					[235, 264, 'T', 'payerName'],
					[275, 314, 'T', 'payerStreet'],
					[315, 326, 'T', 'payerDistrict'],
					[327, 334, '9', 'payerPostalCode'],
					[335, 349, 'T', 'payerCity'],
					[350, 351, 'X', 'payerState'],
					zeros(386, 391),
					[392, 393, '9', 'instructionDays']
				]),
				only: null
			},
			{
				layout: record400([
					literal(1, 1, '2'),
					[2, 2, 'X', 'fineCode'],
					[3, 10, 'D8', 'fineFromDue'],
					[11, 23, '9', 'fineBasisPoints'],
					[395, 400, '9', 'sequence']
				]),
				only: 'fine'
			}
		],
		batchTrailer: null,
		fileTrailer: record400(end)
	},
	{
		bank: '237',
		format: 400,
		// Instruction 06: protest; 18: write off; the second instruction is the number of days.
		codes: { ...codes400, protest: { none: '00', days: '06' }, writeOff: { none: '00', days: '18' } },
		fileHeader: record400([
			...start('BRADESCO'),
			[27, 46, '9', 'beneficiaryCode'],
			literal(109, 110, 'MX'),
			[111, 117, '9', 'fileSequence']
		]),
		batchHeader: null,
		details: [
			{
				layout: record400([
					...middle,
					literal(1, 1, '1'),
					zeros(21, 21),
					[22, 24, '9', 'portfolio'],
					[25, 29, '9', 'bankBranch'],
					[30, 36, '9', 'accountNumber'],
					[37, 37, 'X', 'accountDigit'],
					[38, 62, 'X', 'control'],
					zeros(63, 65),
					[66, 66, 'X', 'fineCode'],
					[67, 70, '9', 'fineBasisPoints'],
					[71, 81, '9', 'ourNumber'],
					[82, 82, 'X', 'ourNumberDigit'],
					zeros(83, 92),
					literal(93, 93, '2'),
					blank(94, 105),
					literal(106, 106, '2'),
					zeros(140, 142),
					[157, 158, '9', 'instruction'],
					[159, 160, '9', 'instructionDays'],
					[235, 274, 'T', 'payerName'],
					[275, 314, 'T', 'payerStreet'],
					[327, 334, '9', 'payerPostalCode']
				]),
				only: null
			}
		],
		batchTrailer: null,
		fileTrailer: record400(end)
	},
	{
		bank: '748',
		format: 400,
		// A for what is registered, simple, printed normally, in reais, with discount and interest as amounts; J is a duplicata de serviço.
		codes: { ...codes400, species: 'J', protest: { none: '00', days: '06' }, taxId: { cpf: '10', cnpj: '20' } },
		fileHeader: record400(
			withFields(start('SICREDI'), [
				[27, 31, '9', 'beneficiaryCode'],
				[32, 45, 'ID', 'taxId'],
				blank(46, 76),
				[95, 102, 'Y8', 'createdOn'],
				[111, 117, '9', 'fileSequence'],
				literal(391, 394, '2.00')
			])
		),
		batchHeader: null,
		details: [
			{
				layout: record400(
					withFields(middle, [
						literal(1, 4, '1AAA'),
						literal(17, 19, 'AAA'),
						[48, 56, '9', 'ourNumberWithDigit'],
						[63, 70, 'Y8', 'createdOn'],
						literal(72, 72, 'N'),
						literal(74, 74, 'B'),
						zeros(83, 92),
						[93, 96, '9', 'fineBasisPoints'],
						blank(140, 148),
						[149, 149, 'X', 'species'],
						[157, 158, '9', 'instruction'],
						[159, 160, '9', 'instructionDays'],
						[235, 274, 'T', 'payerName'],
						[275, 314, 'T', 'payerStreet'],
						zeros(315, 325),
						[327, 334, '9', 'payerPostalCode'],
						zeros(335, 339)
					])
				),
				only: null
			}
		],
		batchTrailer: null,
		fileTrailer: record400([...end, literal(2, 2, '1'), [3, 5, '9', 'bank'], [6, 10, '9', 'beneficiaryCode']])
	}
];

/**
 * Columns that the retornos have in common. `paidCents` is what was paid; Itaú calls it what it credited, so where a fee is taken off it
 * (its manual was not at hand) the amount is too low and the line goes to the queue.
 */
const returned: readonly FieldRow[] = [
	[109, 110, 'X', 'occurrence'],
	[111, 116, 'D6', 'occurredOn'],
	[117, 126, 'X', 'documentNumber'],
	[147, 152, 'D6', 'dueOn'],
	[153, 165, 'V', 'amountCents'],
	[228, 240, 'V', 'abatementCents'],
	[241, 253, 'V', 'discountCents'],
	[254, 266, 'V', 'paidCents'],
	[267, 279, 'V', 'additionsCents']
];

const retorno = (
	bank: string,
	rows: readonly FieldRow[],
	more: Partial<Pick<RetornoLayout, 'mark' | 'reasonWidth' | 'digitAfter'>> = {}
): RetornoLayout => ({
	bank,
	format: 400,
	mark: '1',
	detail: record400([...returned, ...rows].sort((a, b) => a[0] - b[0])),
	payment: null,
	reasonWidth: 2,
	digitAfter: null,
	...more
});

export const retornos400: readonly RetornoLayout[] = [
	retorno('341', [
		[38, 62, 'X', 'control'],
		[86, 93, 'X', 'ourNumber'],
		[94, 94, 'X', 'ourNumberDigit'],
		[176, 188, 'V', 'feeCents'],
		[296, 301, 'D6', 'creditedOn'],
		[378, 385, 'X', 'reasons']
	]),
	retorno('237', [
		[38, 62, 'X', 'control'],
		[71, 81, 'X', 'ourNumber'],
		[82, 82, 'X', 'ourNumberDigit'],
		[176, 188, 'V', 'feeCents'],
		[296, 301, 'D6', 'creditedOn'],
		[319, 328, 'X', 'reasons']
	]),
	// Convênios of seven digits: detail lines begin with 7 and the number has 17 digits.
	retorno(
		'001',
		[
			[39, 63, 'X', 'control'],
			[64, 80, 'X', 'ourNumber'],
			[87, 88, 'X', 'reasons'],
			[176, 181, 'D6', 'creditedOn'],
			[182, 188, 'V', 'feeCents']
		],
		{ mark: '7' }
	),
	retorno(
		'033',
		[
			[38, 62, 'X', 'control'],
			[63, 70, 'X', 'ourNumber'],
			[137, 145, 'X', 'reasons'],
			[176, 188, 'V', 'feeCents'],
			[296, 301, 'D6', 'creditedOn']
		],
		// Seven digits and the check digit; three characters a reason.
		{ reasonWidth: 3, digitAfter: 7 }
	),
	retorno(
		'104',
		[
			[32, 56, 'X', 'control'],
			[57, 73, 'X', 'ourNumber'],
			[80, 82, 'X', 'reasons'],
			[176, 188, 'V', 'feeCents'],
			[294, 299, 'D6', 'creditedOn']
		],
		{ reasonWidth: 3 }
	),
	// Nothing of ours comes back but number and document.
	retorno(
		'748',
		[
			[48, 62, 'X', 'ourNumber'],
			[176, 188, 'V', 'feeCents'],
			[319, 328, 'X', 'reasons'],
			[329, 336, 'Y8', 'creditedOn']
		],
		{ digitAfter: 8 }
	),
	retorno('756', [
		[38, 62, 'X', 'control'],
		[63, 73, 'X', 'ourNumber'],
		[176, 181, 'D6', 'creditedOn'],
		[182, 188, 'V', 'feeCents']
	])
];
