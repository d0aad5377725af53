import { bareCode, type AccountField, type BankCode, type BoletoAccount } from '#lib/domain/boleto/account.ts';
import type { collectionAccountList } from '#lib/queries/list/lists.ts';

export type CollectionAccountRow = Awaited<ReturnType<typeof collectionAccountList.run>>[number];

/** Every code that an account of some bank has. */
export const accountFields = [
	'bankBranch',
	'bankBranchDigit',
	'accountNumber',
	'accountDigit',
	'portfolio',
	'beneficiaryCode',
	'station',
	'originByte',
	'modality'
] as const satisfies readonly AccountField[];

interface Typed extends Readonly<Partial<Record<AccountField, string | null>>> {
	readonly bank: BankCode;
	readonly longNumbers: boolean;
}

/** An account as the domain takes it, of a stored row or of what is being typed. */
export const boletoAccount = (typed: Typed): BoletoAccount => ({
	bank: typed.bank,
	longNumbers: typed.longNumbers,
	...Object.fromEntries(accountFields.map((field) => [field, bareCode(typed[field] ?? '') || undefined]))
});
