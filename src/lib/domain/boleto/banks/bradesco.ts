import { modulo11 } from '../check-digit.ts';
import { join, padded, type BankLayout } from './layout.ts';

const two = { ten: 'P', eleven: '0' } as const;

/**
 * Bradesco: nosso número of 11 digits; its check digit counts the carteira too, with weights 2 to 7, and may be P. The check
 * digit of the conta is taken as typed: public examples do not tell the weight of its seventh digit.
 */
export const bradesco: readonly BankLayout[] = [
	{
		bank: '237',
		fields: { bankBranch: 4, bankBranchDigit: 'check', accountNumber: 7, accountDigit: 'check', portfolio: 2 },
		rules: {
			bankBranchDigit: (value, account) => value === modulo11(account.bankBranch ?? '', two)
		},
		numberDigits: 11,
		ourNumber: (_, title) => padded(title, 11),
		ourNumberDigit: (v) => modulo11(join(v, 'portfolio', 'ourNumber'), two, 7),
		showOurNumber: (v, check) => `${v['portfolio']}/${v['ourNumber']}-${check}`,
		showAccount: (a) => `${a.bankBranch}-${a.bankBranchDigit} / ${a.accountNumber}-${a.accountDigit}`,
		freeField: [
			{ name: 'bankBranch', digits: 4 },
			{ name: 'portfolio', digits: 2 },
			{ name: 'ourNumber', digits: 11 },
			{ name: 'accountNumber', digits: 7 },
			{ fixed: '0' }
		]
	}
];
