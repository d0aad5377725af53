import { banks, type AccountField, type BankCode } from '#lib/domain/boleto/account.ts';
import type { UsedField } from '#lib/domain/boleto/account-fields.ts';
import * as m from '#lib/paraglide/messages.js';

/** `341 Itaú` */
export const bankName = (bank: BankCode): string => `${bank} ${banks[bank].name}`;

const usual: Readonly<Record<AccountField, () => string>> = {
	bankBranch: m.bset_account_bank_branch,
	bankBranchDigit: m.bset_account_bank_branch_digit,
	accountNumber: m.bset_account_number,
	accountDigit: m.bset_account_digit,
	portfolio: m.bset_account_portfolio,
	beneficiaryCode: m.bset_account_beneficiary,
	station: m.bset_account_station,
	originByte: m.bset_account_origin_byte,
	modality: m.bset_account_modality
};

/** Where a bank has a word of its own, as it stands in its contract and on its homologation sheet. */
const own: Readonly<Partial<Record<BankCode, Readonly<Partial<Record<AccountField, () => string>>>>>> = {
	'001': { beneficiaryCode: m.bset_account_convenio },
	'104': { portfolio: m.bset_account_portfolio_caixa },
	'341': { accountDigit: m.bset_account_digit_dac, beneficiaryCode: m.bset_account_client },
	'748': { bankBranch: m.bset_account_cooperative, portfolio: m.bset_account_portfolio_sicredi },
	'756': { bankBranch: m.bset_account_cooperative, beneficiaryCode: m.bset_account_client }
};

/** What this bank calls a field of its account. */
export const accountFieldName = (bank: BankCode, field: AccountField): string => (own[bank]?.[field] ?? usual[field])();

const ownHints: Readonly<Partial<Record<BankCode, Readonly<Partial<Record<AccountField, () => string>>>>>> = {
	'104': { portfolio: m.bset_account_hint_portfolio_caixa },
	'748': { portfolio: m.bset_account_hint_portfolio_sicredi, originByte: m.bset_account_hint_origin_byte },
	'756': { beneficiaryCode: m.bset_account_hint_client_sicoob }
};

/** What to type there: the bank's own codes where it has few, else how many digits. */
export function accountFieldHint(bank: BankCode, { name, digits }: UsedField): string {
	const special = ownHints[bank]?.[name];
	if (special) return special();
	if (digits === 'check') return m.bset_account_hint_check();
	if (typeof digits === 'number') return m.bset_account_hint_digits({ count: digits });
	const last = digits.at(-1);
	return digits.length < 2 || last === undefined
		? m.bset_account_hint_digits({ count: last ?? 0 })
		: m.bset_account_hint_choices({ choices: digits.slice(0, -1).join(', '), last });
}
