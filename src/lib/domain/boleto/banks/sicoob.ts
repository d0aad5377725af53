import type { FreeValues } from '../free-field.ts';
import { padded, type BankLayout } from './layout.ts';

/** Weights 3, 1, 9, 7 from the left over cooperative 4, client 10 and number 7; a rest of 0 or 1 gives 0 (Sicoob, constant 3197). */
function numberDigit(values: FreeValues): string {
	const digits = `${values['bankBranch']}${(values['beneficiaryCode'] ?? '').padStart(10, '0')}${values['ourNumber']}`;
	const rest = [...digits].reduce((sum, digit, i) => sum + Number(digit) * ([3, 1, 9, 7][i % 4] ?? 0), 0) % 11;
	return rest < 2 ? '0' : String(11 - rest);
}

/** Sicoob: the client's code has its own check digit as its seventh digit. */
export const sicoob: readonly BankLayout[] = [
	{
		bank: '756',
		fields: { bankBranch: 4, beneficiaryCode: 7, portfolio: 1, modality: 2 },
		numberDigits: 7,
		ourNumber: (_, title) => padded(title, 7),
		ourNumberDigit: numberDigit,
		showOurNumber: (v, check) => `${v['ourNumber']}-${check}`,
		showAccount: (a) => `${a.bankBranch} / ${a.beneficiaryCode}`,
		freeField: [
			{ name: 'portfolio', digits: 1 },
			{ name: 'bankBranch', digits: 4 },
			{ name: 'modality', digits: 2 },
			{ name: 'beneficiaryCode', digits: 7 },
			{ name: 'ourNumber', digits: 7 },
			{ check: numberDigit },
			{ name: 'instalment', digits: 3 }
		]
	}
];
