import type { AccountField, BankCode, BoletoAccount, BoletoTitle } from '../account.ts';
import { modulo11 } from '../check-digit.ts';
import type { FreePart, FreeValues } from '../free-field.ts';

/**
 * How many digits a field has: fewer are filled up with zeros on the left. Several lengths: exactly one of them. `check`: one
 * check digit, which may be X or P.
 */
export type FieldDigits = number | readonly number[] | 'check';

/** How a bank composes free field and number; a bank with several contracts has several layouts. */
export interface BankLayout {
	readonly bank: BankCode;
	/** Absent: for every account of the bank. */
	readonly applies?: (account: BoletoAccount) => boolean;
	/** The fields of the account that it needs. */
	readonly fields: Readonly<Partial<Record<AccountField, FieldDigits>>>;
	/** What a value must be besides; true when it is right. It is asked after all fields have their digits. */
	readonly rules?: Readonly<Partial<Record<AccountField, (value: string, account: BoletoAccount) => boolean>>>;
	/** Most digits of the sequential number. */
	readonly numberDigits: number;
	/** What tells one sequence of numbers from the next, where it begins anew; absent: an account has one sequence. */
	readonly series?: (account: BoletoAccount, issuedOn: string) => string;
	/** Nosso número without its check digit, of an account whose fields have all their digits. */
	readonly ourNumber: (account: BoletoAccount, title: BoletoTitle) => string;
	/** Check digit of the nosso número; empty where the bank has none. */
	readonly ourNumberDigit: (values: FreeValues) => string;
	/** Nosso número as the slip shows it. */
	readonly showOurNumber: (values: FreeValues, digit: string) => string;
	/** Agência / código do beneficiário as the slip shows it. */
	readonly showAccount: (account: BoletoAccount) => string;
	readonly freeField: readonly FreePart[];
}

/** Modulo 11 with 0 for two digits: Santander, Caixa, Sicredi. */
export const modulo11Zero = (digits: string): string => modulo11(digits, { ten: '0', eleven: '0' });

/** The sequential number with all its digits. */
export const padded = (title: BoletoTitle, digits: number): string => title.number.padStart(digits, '0');

/** The values of these names, one after the other. */
export const join = (values: FreeValues, ...names: readonly string[]): string => names.map((name) => values[name] ?? '').join('');
