import { isDay } from '../day/day.ts';
import { refusal, type Refusal } from '../refusal.ts';
import type { BankCode, BoletoAccount, BoletoTitle } from './account.ts';
import { largestAmountCents, makeBarcode } from './barcode.ts';
import { checkAccount } from './check-account.ts';
import { composeFreeField, type FreeValues } from './free-field.ts';
import { lineOfBarcode } from './line.ts';

/** A slip's numbers, all of which follow from the account and the title. */
export interface IssuedBoleto {
	readonly ok: true;
	readonly bank: BankCode;
	/** 44 digits. */
	readonly barcode: string;
	/** Linha digitável, 47 digits. */
	readonly line: string;
	readonly freeField: string;
	/** Nosso número without check digit: digits, as return files and the search know it. */
	readonly ourNumber: string;
	/** A digit, X or P; empty where the bank has none. */
	readonly ourNumberDigit: string;
	/** Nosso número as the slip shows it. */
	readonly ourNumberShown: string;
	/** Agência / código do beneficiário as the slip shows it. */
	readonly accountShown: string;
	/** Carteira with all its digits. */
	readonly portfolio: string;
}

/**
 * The barcode, line and numbers of one slip, or the first thing that is wrong with account or title. The same account and title
 * give the same slip for ever, so a second copy needs nothing but them.
 */
export function issueBoleto(typed: BoletoAccount, title: BoletoTitle): IssuedBoleto | Refusal {
	const checked = checkAccount(typed);
	if (!checked.ok) return checked.refusals[0]!;
	const { account, layout } = checked;
	if (!/^\d+$/.test(title.number) || title.number.length > layout.numberDigits)
		return refusal('digits_expected', 'number', { digits: String(layout.numberDigits) });
	if (!isDay(title.issuedOn)) return refusal('day_invalid', 'issuedOn');
	// The due factor begins in July 2000.
	if (title.dueOn !== null && (!isDay(title.dueOn) || title.dueOn < '2000-07-03')) return refusal('day_invalid', 'dueOn');
	const { amountCents, instalment = 1 } = title;
	if (!Number.isSafeInteger(amountCents) || amountCents < 0 || amountCents > largestAmountCents)
		return refusal('amount_invalid', 'amountCents');
	if (!Number.isInteger(instalment) || instalment < 1 || instalment > 999) return refusal('value_invalid', 'instalment');
	const values: FreeValues = {
		bankBranch: account.bankBranch ?? '',
		accountNumber: account.accountNumber ?? '',
		portfolio: account.portfolio ?? '',
		beneficiaryCode: account.beneficiaryCode ?? '',
		station: account.station ?? '',
		modality: account.modality ?? '',
		ourNumber: layout.ourNumber(account, title),
		documentNumber: (title.documentNumber ?? '').replace(/\D/g, '').slice(-7).padStart(7, '0'),
		instalment: String(instalment).padStart(3, '0'),
		valued: amountCents > 0 ? '1' : '0'
	};
	const freeField = composeFreeField(layout.freeField, values);
	const barcode = makeBarcode({ bank: account.bank, dueOn: title.dueOn, amountCents, freeField });
	const ourNumberDigit = layout.ourNumberDigit(values);
	return {
		ok: true,
		bank: account.bank,
		barcode,
		line: lineOfBarcode(barcode),
		freeField,
		ourNumber: values['ourNumber'] ?? '',
		ourNumberDigit,
		ourNumberShown: layout.showOurNumber(values, ourNumberDigit),
		accountShown: layout.showAccount(account),
		portfolio: account.portfolio ?? ''
	};
}
