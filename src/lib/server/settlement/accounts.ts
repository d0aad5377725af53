import type { LineLength } from '#lib/domain/cnab/field.ts';
import { isOfAccount, type RetornoHead } from '#lib/domain/settlement/retorno-file.ts';
import type { Queryable } from '#lib/server/auth/queryable.ts';
import { ok, refuse, type Outcome } from '#lib/sync/model.ts';

/** A collection account as bank files know it. */
export interface FileAccount {
	readonly id: string;
	readonly name: string;
	readonly bank: string;
	readonly cnabLength: LineLength;
	readonly accountNumber: string | null;
	readonly beneficiaryCode: string | null;
}

/** All of them, inactive ones too: what was issued over them is still being paid. */
export async function fileAccounts(db: Queryable): Promise<readonly FileAccount[]> {
	const { rows } = await db.query<FileAccount>(
		`select id, name, bank, cnab_length as "cnabLength", account_number as "accountNumber", beneficiary_code as "beneficiaryCode"
		 from collection_account order by name, id`
	);
	return rows;
}

/**
 * The account that a retorno is of, by its header. Refusals: bank_file_no_account (we have none at that bank), bank_file_other_account
 * (we have, but not this one), bank_file_which_account (several could be it: somebody has to say, `accountId`).
 */
export function accountOf(head: RetornoHead, accounts: readonly FileAccount[], accountId: string | null): Outcome<FileAccount> {
	const { bank, format } = head;
	const atBank = accounts.filter((account) => account.bank === bank && (accountId === null || account.id === accountId));
	if (atBank.length === 0) return refuse('bank_file_no_account', { field: 'file', detail: { bank } });
	const fitting = atBank.filter((account) => isOfAccount(head, account));
	if (fitting.length === 0) return refuse('bank_file_other_account', { field: 'file', detail: { bank } });
	const [one, another] = fitting.length > 1 ? fitting.filter((account) => account.cnabLength === format) : fitting;
	if (!one || another) return refuse('bank_file_which_account', { field: 'accountId', detail: { bank } });
	return ok(one);
}
