import type { AccountField, BoletoAccount } from './account.ts';
import type { FieldDigits } from './banks/layout.ts';
import { layoutOf, layoutsOf } from './banks/layouts.ts';

/** A field of an account that its bank uses. */
export interface UsedField {
	readonly name: AccountField;
	readonly digits: FieldDigits;
}

/**
 * The fields that an account of this bank has, in the order in which the bank names them: those of the contract that fits what is
 * typed already. While none fits (a convênio of 001 that is still being typed) those of its first contract, with every length that
 * one of its contracts takes.
 */
export function usedFields(account: BoletoAccount): readonly UsedField[] {
	const all = layoutsOf(account.bank);
	const found = layoutOf(account);
	return Object.entries((found ?? all[0])?.fields ?? {}).map(([field, digits]) => {
		const name = field as AccountField;
		// A length that chooses among contracts is told with all its choices, or who types it would not know the others.
		if (!Array.isArray(digits)) return { name, digits };
		return {
			name,
			digits: [...new Set(all.flatMap((layout) => (layout.fields[name] as readonly number[] | undefined) ?? []))].sort((a, b) => a - b)
		};
	});
}

/** May this account say that its numbers are long (17 digits free of the convênio)? Only 001, with a convênio of six digits. */
export const mayHaveLongNumbers = (account: BoletoAccount): boolean =>
	account.bank === '001' && (account.beneficiaryCode ?? '').length === 6;
