import { modulo11Zero, padded, type BankLayout } from './layout.ts';

/**
 * Caixa, SIGCB: the nosso número has 17 digits (1 the kind: 1 registered, 2 not; 2 who prints: 4 the beneficiary; 15 the sequential
 * number), which the free field scatters. Código do beneficiário of six digits; the newer ones of seven are not covered, since
 * their layout could not be verified.
 */
export const caixa: readonly BankLayout[] = [
	{
		bank: '104',
		fields: { bankBranch: 4, beneficiaryCode: 6, portfolio: 1 },
		rules: { portfolio: (value) => value === '1' || value === '2' },
		numberDigits: 15,
		ourNumber: (account, title) => `${account.portfolio}4${padded(title, 15)}`,
		ourNumberDigit: (v) => modulo11Zero(v['ourNumber'] ?? ''),
		showOurNumber: (v, check) => `${v['ourNumber']}-${check}`,
		showAccount: (a) => `${a.bankBranch}/${a.beneficiaryCode}-${modulo11Zero(a.beneficiaryCode ?? '')}`,
		freeField: [
			{ name: 'beneficiaryCode', digits: 6 },
			{ check: (v) => modulo11Zero(v['beneficiaryCode'] ?? '') },
			{ name: 'ourNumber', from: 2, digits: 3 },
			{ name: 'ourNumber', from: 0, digits: 1 },
			{ name: 'ourNumber', from: 5, digits: 3 },
			{ name: 'ourNumber', from: 1, digits: 1 },
			{ name: 'ourNumber', from: 8, digits: 9 },
			{ check: (_, before) => modulo11Zero(before) }
		]
	}
];
