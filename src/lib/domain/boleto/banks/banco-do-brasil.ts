import type { BoletoAccount } from '../account.ts';
import { modulo11 } from '../check-digit.ts';
import type { FreePart } from '../free-field.ts';
import { padded, type BankLayout } from './layout.ts';

const digit = (digits: string): string => modulo11(digits, { ten: 'X', eleven: '0' });
const digits = (account: BoletoAccount): number => (account.beneficiaryCode ?? '').length;

const common = {
	bank: '001',
	rules: {
		bankBranchDigit: (value: string, account: BoletoAccount) => value === digit(account.bankBranch ?? ''),
		accountDigit: (value: string, account: BoletoAccount) => value === digit(account.accountNumber ?? '')
	},
	showAccount: (a: BoletoAccount) => `${a.bankBranch}-${a.bankBranchDigit} / ${a.accountNumber}-${a.accountDigit}`
} as const;
const account = { bankBranch: 4, bankBranchDigit: 'check', accountNumber: 8, accountDigit: 'check', portfolio: 2 } as const;

const long: readonly FreePart[] = [{ fixed: '000000' }, { name: 'ourNumber', digits: 17 }, { name: 'portfolio', digits: 2 }];
const short: readonly FreePart[] = [
	{ name: 'ourNumber', digits: 11 },
	{ name: 'bankBranch', digits: 4 },
	{ name: 'accountNumber', digits: 8 },
	{ name: 'portfolio', digits: 2 }
];

/** A nosso número that begins with the convênio: the rest of its digits is the sequential number. */
function withConvenio(convenio: number, length: 11 | 17): BankLayout {
	return {
		...common,
		applies: (a) => digits(a) === convenio && a.longNumbers !== true,
		fields: { ...account, beneficiaryCode: [convenio] },
		numberDigits: length - convenio,
		ourNumber: (a, title) => `${a.beneficiaryCode}${padded(title, length - convenio)}`,
		// Of 17 digits it has no check digit; of 11 it has one (BB, "Especificações Técnicas para Confecção de Boleto").
		ourNumberDigit: (v) => (length === 17 ? '' : digit(v['ourNumber'] ?? '')),
		showOurNumber: (v, check) => (length === 17 ? (v['ourNumber'] ?? '') : `${v['ourNumber']}-${check}`),
		freeField: length === 17 ? long : short
	};
}

/**
 * Banco do Brasil: what the free field holds follows from the number of digits of the convênio (BB, "Especificações Técnicas
 * para Confecção de Boleto de Cobrança"). 7 and 8 digits: nosso número of 17; 4 and 6: of 11, with agência and conta; 6 with
 * long numbers (carteiras 16 and 18): of 17 digits free of the convênio, marked by service `21`.
 */
export const bancoDoBrasil: readonly BankLayout[] = [
	withConvenio(7, 17),
	withConvenio(8, 17),
	withConvenio(6, 11),
	withConvenio(4, 11),
	{
		...common,
		applies: (a) => a.longNumbers === true,
		fields: { ...account, beneficiaryCode: [6] },
		rules: { ...common.rules, portfolio: (value) => value === '16' || value === '18' },
		numberDigits: 17,
		ourNumber: (_, title) => padded(title, 17),
		ourNumberDigit: () => '',
		showOurNumber: (v) => v['ourNumber'] ?? '',
		freeField: [{ name: 'beneficiaryCode', digits: 6 }, { name: 'ourNumber', digits: 17 }, { fixed: '21' }]
	}
];
