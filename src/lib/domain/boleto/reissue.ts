import { refusal, type Refusal } from '../refusal.ts';
import type { BoletoAccount, BoletoTitle } from './account.ts';
import { checkAccount } from './check-account.ts';
import { issueBoleto } from './issue.ts';

/**
 * The title of a boleto that was registered: its sequential number is what a nosso número of every bank ends with. Refused with
 * `boleto_account_changed` when the account would give it another nosso número today: such a slip would be paid to nobody.
 */
export function registeredTitle(
	account: BoletoAccount,
	ourNumber: string,
	title: Omit<BoletoTitle, 'number'>
): { readonly ok: true; readonly title: BoletoTitle } | Refusal {
	const checked = checkAccount(account);
	if (!checked.ok) return checked.refusals[0]!;
	const whole: BoletoTitle = { ...title, number: ourNumber.slice(-checked.layout.numberDigits) };
	const issued = issueBoleto(account, whole);
	if (!issued.ok) return issued;
	return issued.ourNumber === ourNumber ? { ok: true, title: whole } : refusal('boleto_account_changed', 'ourNumber');
}
