import { modulo10 } from '../check-digit.ts';
import type { BoletoAccount } from '../account.ts';
import type { FreeValues } from '../free-field.ts';
import { join, padded, type BankLayout } from './layout.ts';

/** Carteiras whose number has 15 digits: 8 and 7 of the document's number. */
const special: readonly string[] = ['106', '107', '122', '142', '143', '195', '196', '198'];
/**
 * The manual says that the check digit of these counts carteira and number alone; public suites count agência and conta too.
 * Nobody of ours can have tried, so slips of them are not issued.
 */
const doubtful: readonly string[] = ['112', '126', '131', '146', '150', '168'];

const numberDigit = (values: FreeValues): string => modulo10(join(values, 'bankBranch', 'accountNumber', 'portfolio', 'ourNumber'));

const common = {
	bank: '341',
	rules: {
		portfolio: (value: string) => !doubtful.includes(value),
		accountDigit: (value: string, account: BoletoAccount) => value === modulo10(`${account.bankBranch}${account.accountNumber}`)
	},
	numberDigits: 8,
	ourNumberDigit: numberDigit,
	showOurNumber: (v: FreeValues, check: string) => `${v['portfolio']}/${v['ourNumber']}-${check}`,
	showAccount: (a: BoletoAccount) => `${a.bankBranch} / ${a.accountNumber}-${a.accountDigit}`
} as const;

/** Itaú: all its check digits are modulo 10 (Itaú, "Cobrança Bancária, Intercâmbio Eletrônico de Arquivos", annexes on the DAC). */
export const itau: readonly BankLayout[] = [
	{
		...common,
		applies: (a) => !special.includes(a.portfolio ?? ''),
		fields: { bankBranch: 4, accountNumber: 5, accountDigit: 'check', portfolio: 3 },
		ourNumber: (_, title) => padded(title, 8),
		freeField: [
			{ name: 'portfolio', digits: 3 },
			{ name: 'ourNumber', digits: 8 },
			{ check: numberDigit },
			{ name: 'bankBranch', digits: 4 },
			{ name: 'accountNumber', digits: 5 },
			{ check: (v) => modulo10(join(v, 'bankBranch', 'accountNumber')) },
			{ fixed: '000' }
		]
	},
	{
		...common,
		applies: (a) => special.includes(a.portfolio ?? ''),
		fields: { bankBranch: 4, accountNumber: 5, accountDigit: 'check', portfolio: 3, beneficiaryCode: 5 },
		ourNumber: (_, title) => padded(title, 8),
		freeField: [
			{ name: 'portfolio', digits: 3 },
			{ name: 'ourNumber', digits: 8 },
			{ name: 'documentNumber', digits: 7 },
			{ name: 'beneficiaryCode', digits: 5 },
			{ check: (_, before) => modulo10(before) },
			{ fixed: '0' }
		]
	}
];
