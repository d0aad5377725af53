import type { Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import { modulo11 } from './check-digit.ts';
import { dueFactor } from './due-factor.ts';

/** What a boleto's barcode says. */
export interface BarcodeContent {
	/** Three digits of the bank. */
	readonly bank: string;
	/** Null: payable on presentation, no due day. */
	readonly dueOn: Day | null;
	/** 0: the payer says how much. At most R$ 99.999.999,99. */
	readonly amountCents: Cents;
	/** Campo livre: 25 digits that each bank lays out in its own way. */
	readonly freeField: string;
}

/** The largest amount that ten digits of cents hold. */
export const largestAmountCents: Cents = 9_999_999_999;

/** The general check digit of a boleto's barcode, over its other 43 digits: modulo 11, with 1 for 0, 10 and 11. */
export const barcodeDigit = (others: string): string => modulo11(others, { ten: '1', eleven: '1' });

/**
 * The 44 digits of the barcode: bank 3, currency `9`, check digit, due factor 4 (`0000` without due day), amount in cents 10,
 * free field 25 (Carta-Circular BCB 2.926/2000). Throws a RangeError for content that does not fit.
 */
export function makeBarcode({ bank, dueOn, amountCents, freeField }: BarcodeContent): string {
	if (!/^\d{3}$/.test(bank) || !/^\d{25}$/.test(freeField)) throw new RangeError('a bank has 3 digits and a free field 25');
	if (!Number.isSafeInteger(amountCents) || amountCents < 0 || amountCents > largestAmountCents)
		throw new RangeError(`not an amount of a boleto: ${amountCents}`);
	const factor = dueOn === null ? '0000' : String(dueFactor(dueOn));
	const tail = factor + String(amountCents).padStart(10, '0') + freeField;
	return `${bank}9${barcodeDigit(`${bank}9${tail}`)}${tail}`;
}
