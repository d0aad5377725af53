import type { BoletoAccount } from '../account.ts';
import { join, modulo11Zero, padded, type BankLayout } from './layout.ts';

const series = (account: BoletoAccount, issuedOn: string): string => `${issuedOn.slice(2, 4)}${account.originByte}`;

/**
 * Sicredi: the nosso número is year, byte of origin and five digits, so the sequence begins anew each year (or with the next
 * byte). Its check digit counts cooperative, posto and beneficiary too.
 */
export const sicredi: readonly BankLayout[] = [
	{
		bank: '748',
		fields: { bankBranch: 4, station: 2, beneficiaryCode: 5, originByte: 1, portfolio: 1 },
		rules: {
			portfolio: (value) => value === '1' || value === '3',
			// 1 is for slips that the cooperative numbers.
			originByte: (value) => /^[2-9]$/.test(value)
		},
		numberDigits: 5,
		series,
		ourNumber: (account, title) => `${series(account, title.issuedOn)}${padded(title, 5)}`,
		ourNumberDigit: (v) => modulo11Zero(join(v, 'bankBranch', 'station', 'beneficiaryCode', 'ourNumber')),
		showOurNumber: (v, check) => `${v['ourNumber']?.slice(0, 2)}/${v['ourNumber']?.slice(2)}-${check}`,
		showAccount: (a) => `${a.bankBranch}.${a.station}.${a.beneficiaryCode}`,
		freeField: [
			{ name: 'portfolio', digits: 1 },
			{ fixed: '1' },
			{ name: 'ourNumber', digits: 8 },
			{ check: (v) => modulo11Zero(join(v, 'bankBranch', 'station', 'beneficiaryCode', 'ourNumber')) },
			{ name: 'bankBranch', digits: 4 },
			{ name: 'station', digits: 2 },
			{ name: 'beneficiaryCode', digits: 5 },
			{ name: 'valued', digits: 1 },
			{ fixed: '0' },
			{ check: (_, before) => modulo11Zero(before) }
		]
	}
];
