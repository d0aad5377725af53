import type { FieldRow } from './field.ts';
import { withFields } from './field.ts';
import {
	batchHeader,
	batchTotals,
	batchTrailer,
	codes240,
	fileHeader,
	fileTrailer,
	segmentP,
	segmentQ,
	segmentR,
	segmentT,
	segmentU
} from './febraban240.ts';
import { blank, literal, record240, zeros, type RemessaCodes, type RemessaLayout, type RetornoLayout } from './layout.ts';

interface Changes {
	readonly name: string;
	readonly versions: readonly [file: string, density: string, batch: string];
	readonly codes?: Partial<RemessaCodes>;
	readonly fileHeader: readonly FieldRow[];
	readonly batchHeader: readonly FieldRow[];
	readonly p: readonly FieldRow[];
	readonly q?: readonly FieldRow[];
	readonly r?: readonly FieldRow[];
	readonly batchTrailer: readonly FieldRow[];
	readonly fileTrailer?: readonly FieldRow[];
	readonly t: readonly FieldRow[];
	readonly digitAfter?: number;
}

/**
 * Where the seven banks differ from FEBRABAN's columns. The columns stand in two at least of three independent public implementations
 * that were made from the banks' manuals (laravel-boleto, brcobranca, ACBr); the manuals themselves were not at hand. In one alone stand
 * column 231 of Bradesco's segment R (no notice to the payer) and the version numbers of Banco do Brasil's and Caixa's layouts.
 */
const changes: Readonly<Record<string, Changes>> = {
	'001': {
		name: 'BANCO DO BRASIL S.A.',
		versions: ['084', '01600', '042'],
		codes: { writeOff: { none: '0', days: '0' } },
		fileHeader: [
			[33, 41, '9', 'beneficiaryCode'],
			literal(42, 45, '0014'),
			[46, 47, '9', 'portfolio'],
			[48, 50, '9', 'portfolioVariation']
		],
		batchHeader: [
			[34, 42, '9', 'beneficiaryCode'],
			literal(43, 46, '0014'),
			[47, 48, '9', 'portfolio'],
			[49, 51, '9', 'portfolioVariation']
		],
		// The number on the left: 17 digits without check digit, or 11 with it.
		p: [[38, 57, 'X', 'ourNumberWithDigit'], [58, 58, 'X', 'portfolioCode'], zeros(225, 227)],
		batchTrailer: [],
		t: [[38, 57, 'X', 'ourNumber']],
		digitAfter: 11
	},
	'033': {
		name: 'BANCO SANTANDER',
		versions: ['040', '', '030'],
		codes: { protest: { none: '0', days: '1' }, writeOff: { none: '3', days: '1' }, species: '04' },
		fileHeader: [[17, 17, '9', 'taxIdKind'], [18, 32, 'ID', 'taxId'], [33, 47, '9', 'transmissionCode'], blank(48, 72), blank(152, 157)],
		batchHeader: [blank(34, 53), [54, 68, '9', 'transmissionCode'], blank(69, 73), blank(200, 207)],
		p: [
			[18, 21, '9', 'bankBranch'],
			[22, 22, 'X', 'bankBranchDigit'],
			[23, 31, '9', 'accountNumber'],
			[32, 32, 'X', 'accountDigit'],
			[33, 41, '9', 'accountNumber'],
			[42, 42, 'X', 'accountDigit'],
			[45, 57, '9', 'ourNumberWithDigit'],
			[58, 58, 'X', 'portfolioCode'],
			literal(59, 59, '1'),
			literal(60, 60, '2'),
			[63, 77, 'X', 'documentNumber'],
			blank(106, 106),
			zeros(225, 225),
			[226, 227, '9', 'writeOffDays'],
			zeros(228, 229),
			blank(230, 240)
		],
		q: [zeros(210, 221)],
		r: [blank(42, 65), blank(90, 240)],
		batchTrailer: [],
		fileTrailer: [blank(30, 240)],
		t: [
			[41, 52, 'X', 'ourNumber'],
			[53, 53, 'X', 'ourNumberDigit'],
			[55, 69, 'X', 'documentNumber'],
			[70, 77, 'D8', 'dueOn'],
			[78, 92, 'V', 'amountCents'],
			[101, 125, 'X', 'control'],
			[129, 143, 'ID', 'payerTaxId'],
			[144, 183, 'X', 'payerName'],
			[194, 208, 'V', 'feeCents'],
			[209, 218, 'X', 'reasons']
		]
	},
	'104': {
		name: 'CAIXA ECONOMICA FEDERAL',
		versions: ['101', '00000', '060'],
		// Beneficiary codes of six digits; those of seven have a later layout that was not found.
		fileHeader: [zeros(33, 52), [59, 64, '9', 'beneficiaryCode'], zeros(65, 72), literal(192, 211, 'REMESSA-PRODUCAO')],
		batchHeader: [zeros(12, 13), [34, 39, '9', 'beneficiaryCode'], zeros(40, 53), [60, 65, '9', 'beneficiaryCode'], zeros(66, 73)],
		p: [
			[24, 29, '9', 'beneficiaryCode'],
			zeros(30, 40),
			[41, 57, '9', 'ourNumber'],
			literal(58, 58, '1'),
			literal(59, 59, '1'),
			literal(60, 60, '2'),
			literal(61, 61, '2'),
			literal(62, 62, '0'),
			[63, 73, 'X', 'documentNumber'],
			blank(74, 77),
			[119, 126, 'D8', 'interestAfterDue']
		],
		r: [blank(90, 240)],
		batchTrailer: [...batchTotals, zeros(47, 92)],
		fileTrailer: [blank(30, 35)],
		t: [
			[40, 56, 'X', 'ourNumber'],
			[59, 69, 'X', 'documentNumber']
		]
	},
	'237': {
		name: 'BRADESCO',
		versions: ['084', '01600', '042'],
		codes: { writeOff: { none: '2', days: '2' } },
		fileHeader: [[33, 52, '9', 'beneficiaryCode']],
		batchHeader: [[34, 53, '9', 'beneficiaryCode']],
		p: [
			[38, 40, '9', 'portfolio'],
			zeros(41, 45),
			[46, 56, '9', 'ourNumber'],
			[57, 57, 'X', 'ourNumberDigit'],
			literal(58, 58, '1'),
			literal(59, 59, '1'),
			literal(60, 60, '1'),
			literal(61, 61, '2'),
			literal(62, 62, '2'),
			// The bank does not act on it.
			zeros(225, 227)
		],
		r: [literal(231, 231, '2')],
		batchTrailer: [...batchTotals, zeros(47, 123)],
		t: [
			[46, 56, 'X', 'ourNumber'],
			[57, 57, 'X', 'ourNumberDigit']
		]
	},
	'341': {
		name: 'BANCO ITAU SA',
		versions: ['040', '00000', '030'],
		codes: {
			interest: { none: '0', perDay: '0' },
			protest: { none: '0', days: '1' },
			writeOff: { none: '0', days: '1' },
			species: '08'
		},
		fileHeader: [
			zeros(53, 53),
			[54, 57, '9', 'bankBranch'],
			blank(58, 58),
			zeros(59, 65),
			[66, 70, '9', 'accountNumber'],
			blank(71, 71),
			[72, 72, 'X', 'accountDigit'],
			zeros(226, 228)
		],
		batchHeader: [
			zeros(12, 13),
			zeros(54, 54),
			[55, 58, '9', 'bankBranch'],
			blank(59, 59),
			zeros(60, 66),
			[67, 71, '9', 'accountNumber'],
			blank(72, 72),
			[73, 73, 'X', 'accountDigit']
		],
		p: [
			zeros(18, 18),
			[19, 22, '9', 'bankBranch'],
			blank(23, 23),
			zeros(24, 30),
			[31, 35, '9', 'accountNumber'],
			blank(36, 36),
			[37, 37, 'X', 'accountDigit'],
			[38, 40, '9', 'portfolio'],
			[41, 48, '9', 'ourNumber'],
			[49, 49, '9', 'ourNumberDigit'],
			zeros(58, 62),
			[63, 72, 'X', 'documentNumber'],
			blank(73, 77),
			// The code of a discount is a zero here: its day and amount say all.
			zeros(142, 142),
			[225, 226, '9', 'writeOffDays'],
			zeros(227, 239)
		],
		q: [[34, 63, 'T', 'payerName'], blank(64, 73)],
		batchTrailer: [...batchTotals, zeros(47, 115), zeros(116, 123)],
		t: [
			[41, 48, 'X', 'ourNumber'],
			[49, 49, 'X', 'ourNumberDigit'],
			[59, 68, 'X', 'documentNumber'],
			[214, 221, 'X', 'reasons']
		]
	},
	'748': {
		name: 'SICREDI',
		versions: ['081', '01600', '040'],
		codes: { species: '03', writeOff: { none: '1', days: '1' } },
		fileHeader: [blank(58, 58)],
		batchHeader: [blank(59, 59)],
		p: [
			blank(23, 23),
			[38, 57, 'X', 'ourNumberWithDigit'],
			literal(58, 58, '1'),
			literal(59, 59, '1'),
			literal(60, 60, '1'),
			literal(61, 61, '2'),
			literal(62, 62, '2'),
			blank(106, 106),
			[119, 126, 'D8', 'interestAfterDue'],
			// Always 60 days, whatever was agreed.
			literal(225, 227, '060')
		],
		batchTrailer: [zeros(24, 115)],
		t: [[38, 57, 'X', 'ourNumber']],
		digitAfter: 8
	},
	'756': {
		name: 'SICOOB',
		versions: ['081', '00000', '040'],
		codes: { interest: { none: '0', perDay: '1' }, writeOff: { none: '0', days: '0' }, species: '04' },
		fileHeader: [zeros(72, 72)],
		batchHeader: [],
		p: [
			[38, 47, '9', 'ourNumberWithDigit'],
			[48, 49, '9', 'instalment'],
			[50, 51, '9', 'modality'],
			literal(52, 52, '4'),
			[58, 58, '9', 'portfolio'],
			zeros(59, 59),
			literal(61, 61, '2'),
			literal(62, 62, '2'),
			blank(106, 106),
			[119, 126, 'D8', 'interestAfterDue'],
			blank(225, 227)
		],
		r: [[67, 74, 'D8', 'fineAfterDue']],
		batchTrailer: [...batchTotals, zeros(47, 115)],
		t: [
			[38, 46, 'X', 'ourNumber'],
			[47, 47, 'X', 'ourNumberDigit']
		]
	}
};

export const remessas240: readonly RemessaLayout[] = Object.entries(changes).map(([bank, change]) => {
	const [file, density, batch] = change.versions;
	return {
		bank,
		format: 240,
		codes: { ...codes240, ...change.codes },
		fileHeader: record240(withFields(fileHeader(change.name, file, density), change.fileHeader)),
		batchHeader: record240(withFields(batchHeader(batch), change.batchHeader)),
		details: [
			{ layout: record240(withFields(segmentP, change.p)), only: null },
			{ layout: record240(withFields(segmentQ, change.q ?? [])), only: null },
			{ layout: record240(withFields(segmentR, change.r ?? [])), only: 'fine' }
		],
		batchTrailer: record240(withFields(batchTrailer, change.batchTrailer)),
		fileTrailer: record240(withFields(fileTrailer, change.fileTrailer ?? []))
	};
});

export const retornos240: readonly RetornoLayout[] = Object.entries(changes).map(([bank, { t, digitAfter = null }]) => ({
	bank,
	format: 240,
	mark: '',
	detail: record240(withFields(segmentT, t)),
	payment: record240(segmentU),
	reasonWidth: 2,
	digitAfter
}));
