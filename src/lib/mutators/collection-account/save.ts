import { z } from 'zod';
import { bankCodes, bareCode } from '#lib/domain/boleto/account.ts';
import { checkAccount } from '#lib/domain/boleto/check-account.ts';
import { normalisePixKey, pixKeyKind } from '#lib/domain/pix/key.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { isTaxId, normaliseTaxId } from '#lib/domain/tax-id/tax-id.ts';
import { oneLine } from '#lib/domain/text.ts';
import { collectionAccount } from '#lib/schema/list.ts';
import { defineListSave } from '../list/define-list-save.ts';

const code = z.string().max(20).nullable();
const accountCodes = {
	bankBranch: code,
	bankBranchDigit: code,
	accountNumber: code,
	accountDigit: code,
	portfolio: code,
	beneficiaryCode: code,
	station: code,
	originByte: code,
	modality: code
};
type AccountCode = keyof typeof accountCodes;

/**
 * Conta de cobrança: makes (id null) or changes one. Which of the codes it needs, and with how many digits, its bank says
 * (domain/boleto/banks). Its bank is chosen once: numbers that were given out would mean something else at another.
 * Refusals: the list's; bank_unsupported, field_required, digits_expected, portfolio_unsupported, value_invalid; tax_id_invalid, pix_key_invalid.
 */
export const collectionAccountSave = defineListSave({
	name: 'collectionAccount.save',
	table: collectionAccount,
	verb: 'list.manage',
	extras: {
		bank: z.enum(bankCodes),
		...accountCodes,
		longNumbers: z.boolean(),
		beneficiaryName: z.string().max(120),
		beneficiaryTaxId: z.string().max(30),
		beneficiaryAddress: z.string().max(200),
		cnabLength: z.union([z.literal(240), z.literal(400)]),
		pixKey: z.string().max(100).nullable()
	},
	normalise: (typed) => ({
		...typed,
		...(Object.fromEntries(
			(Object.keys(accountCodes) as AccountCode[]).map((name) => [name, bareCode(typed[name] ?? '') || null])
		) as Record<AccountCode, string | null>),
		beneficiaryName: oneLine(typed.beneficiaryName) ?? '',
		beneficiaryTaxId: normaliseTaxId(typed.beneficiaryTaxId),
		beneficiaryAddress: oneLine(typed.beneficiaryAddress) ?? '',
		pixKey: normalisePixKey(typed.pixKey ?? '') || null
	}),
	check(account, stored) {
		if (stored !== null && stored.bank !== account.bank) return refusal('value_invalid', 'bank');
		for (const field of ['beneficiaryName', 'beneficiaryAddress'] as const)
			if (account[field] === '') return refusal('field_required', field);
		if (!isTaxId(account.beneficiaryTaxId)) return refusal('tax_id_invalid', 'beneficiaryTaxId');
		const codes = Object.fromEntries((Object.keys(accountCodes) as AccountCode[]).map((name) => [name, account[name] ?? undefined]));
		const checked = checkAccount({ bank: account.bank, longNumbers: account.longNumbers, ...codes });
		if (!checked.ok) return checked.refusals[0]!;
		return account.pixKey !== null && pixKeyKind(account.pixKey) === null ? refusal('pix_key_invalid', 'pixKey') : null;
	}
});
