import type { Day } from '../day/day.ts';
import type { BoletoAccount } from './account.ts';
import { checkAccount } from './check-account.ts';

/**
 * Which sequence a number that is issued on this day is taken from: what its nosso número begins with where numbers begin anew (748: year
 * and byte of origin), empty where an account has one sequence for ever. Empty as well for an account that can issue nothing.
 */
export function numberSeries(typed: BoletoAccount, issuedOn: Day): string {
	const checked = checkAccount(typed);
	return checked.ok ? (checked.layout.series?.(checked.account, issuedOn) ?? '') : '';
}

/** The last number of each sequence of an account; 0 when the account can issue nothing. */
export function lastNumber(typed: BoletoAccount): number {
	const checked = checkAccount(typed);
	return checked.ok ? 10 ** checked.layout.numberDigits - 1 : 0;
}
