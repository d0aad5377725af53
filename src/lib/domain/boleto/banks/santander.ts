import { modulo11Zero, padded, type BankLayout } from './layout.ts';

/** Santander: código do beneficiário of 7 digits, nosso número of 12 and its check digit; the digit before the carteira is the IOF of insurers. */
export const santander: readonly BankLayout[] = [
	{
		bank: '033',
		fields: { bankBranch: 4, beneficiaryCode: 7, portfolio: 3 },
		numberDigits: 12,
		ourNumber: (_, title) => padded(title, 12),
		ourNumberDigit: (v) => modulo11Zero(v['ourNumber'] ?? ''),
		showOurNumber: (v, check) => `${v['ourNumber']}-${check}`,
		showAccount: (a) => `${a.bankBranch} / ${a.beneficiaryCode}`,
		freeField: [
			{ fixed: '9' },
			{ name: 'beneficiaryCode', digits: 7 },
			{ name: 'ourNumber', digits: 12 },
			{ check: (v) => modulo11Zero(v['ourNumber'] ?? '') },
			{ fixed: '0' },
			{ name: 'portfolio', digits: 3 }
		]
	}
];
