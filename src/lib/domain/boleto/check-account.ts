import { refusal, type Refusal } from '../refusal.ts';
import { isBankCode, type AccountField, type BoletoAccount } from './account.ts';
import type { BankLayout, FieldDigits } from './banks/layout.ts';
import { layoutOf } from './banks/layouts.ts';

/** An account whose fields have all their digits, and how its bank composes a slip. */
export interface CheckedAccount {
	readonly ok: true;
	readonly account: BoletoAccount;
	readonly layout: BankLayout;
}

const fits = (value: string, digits: FieldDigits): boolean =>
	digits === 'check'
		? /^[\dXP]$/.test(value)
		: /^\d+$/.test(value) && (typeof digits === 'number' ? value.length <= digits : digits.includes(value.length));

/** Everything that is wrong with an account for boletos, each by its field; what it has and its bank does not need is let be. */
export function checkAccount(account: BoletoAccount): CheckedAccount | { readonly ok: false; readonly refusals: readonly Refusal[] } {
	const no = (...refusals: readonly Refusal[]) => ({ ok: false, refusals }) as const;
	if (!isBankCode(account.bank)) return no(refusal('bank_unsupported', 'bank'));
	const layout = layoutOf(account);
	// Only 001 chooses by a length: that of the convênio.
	if (layout === null) return no(refusal('digits_expected', 'beneficiaryCode', { digits: '4, 6, 7, 8' }));
	const refusals: Refusal[] = [];
	const whole: Partial<Record<AccountField, string>> = {};
	for (const [name, digits] of Object.entries(layout.fields) as [AccountField, FieldDigits][]) {
		const value = (account[name] ?? '').trim().toUpperCase();
		if (value === '') refusals.push(refusal('field_required', name));
		else if (!fits(value, digits))
			refusals.push(digits === 'check' ? refusal('value_invalid', name) : refusal('digits_expected', name, { digits: String(digits) }));
		else whole[name] = typeof digits === 'number' ? value.padStart(digits, '0') : value;
	}
	if (refusals.length > 0) return no(...refusals);
	const padded: BoletoAccount = { ...account, ...whole };
	for (const [name, right] of Object.entries(layout.rules ?? {}) as [AccountField, (value: string, account: BoletoAccount) => boolean][])
		if (!right(whole[name] ?? '', padded)) refusals.push(refusal(name === 'portfolio' ? 'portfolio_unsupported' : 'value_invalid', name));
	return refusals.length > 0 ? no(...refusals) : { ok: true, account: padded, layout };
}
