import { refusal, type Refusal } from '../refusal.ts';
import type { BoletoAccount, BoletoTitle } from './account.ts';
import { issueBoleto, type IssuedBoleto } from './issue.ts';

/**
 * `issueBoleto` with a number of the account's sequence, which nobody has typed: one that has become too long is refused with
 * `our_numbers_used_up`.
 */
export function issueNumbered(account: BoletoAccount, title: Omit<BoletoTitle, 'number'>, number: number): IssuedBoleto | Refusal {
	const issued = issueBoleto(account, { ...title, number: String(number) });
	return !issued.ok && issued.field === 'number' ? refusal('our_numbers_used_up', 'number') : issued;
}
