import type { BoletoAccount } from '#lib/domain/boleto/account.ts';
import { issueBoleto } from '#lib/domain/boleto/issue.ts';
import { registeredTitle } from '#lib/domain/boleto/reissue.ts';
import { interestPerDay } from '#lib/domain/billing/late-fee.ts';
import type { LineLength } from '#lib/domain/cnab/field.ts';
import type { RemessaAccount, RemessaTitle } from '#lib/domain/cnab/remessa.ts';
import type { Day } from '#lib/domain/day/day.ts';
import type { Refusal } from '#lib/domain/refusal.ts';
import type { TitleCommand } from '#lib/domain/settlement/bank-file.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import type { Pool } from 'pg';

/** An account as its remessa and its slips know it. */
export interface SendingAccount {
	readonly id: string;
	readonly format: LineLength;
	readonly remessa: RemessaAccount;
	readonly boleto: BoletoAccount;
}

/** A title that the bank has to hear of. */
export interface PendingTitle {
	readonly boletoId: string;
	readonly command: TitleCommand;
	readonly invoiceNumber: number;
	readonly dueOn: Day;
	/** What the file says of it, or what is wrong with it. */
	readonly title: RemessaTitle | Refusal;
}

/** Titles of one file: more wait for the next. */
const titleLimit = 10_000;

/**
 * What the bank does not know yet, as SQL over boleto `b` and its invoice `i` with `$2` today: slips that it has to register while they can
 * still be paid in time, and, of those that it has, the ones that are settled otherwise, cancelled or in an agreement (baixa) and
 * those that are due on another day. What was told before and not refused is not told again.
 */
const told = (command: TitleCommand, dueOn: string) =>
	`exists (select from bank_file_title t where t.boleto_id = b.id and t.command = '${command}' and t.due_on = ${dueOn} and t.refused_at is null)`;
const gone = `(i.paid_at is not null or i.cancelled_at is not null or i.replaced_by_id is not null)`;
const commandOf = `case
	when b.status = 'issued' and not ${gone} and b.due_on >= $2::date and not ${told('register', 'b.due_on')} then 'register'
	when b.status in ('sent', 'registered') and ${gone} and not ${told('cancel', 'b.due_on')} then 'cancel'
	when b.status in ('sent', 'registered') and not ${gone} and i.due_on <> b.due_on and not ${told('change_due', 'i.due_on')} then 'change_due'
end`;

/** How many titles of each account have to be told, by command. */
export async function countTitles(pool: Pool, today: Day): Promise<readonly { accountId: string; command: TitleCommand; count: number }[]> {
	const found = await rows<{ account_id: string; command: TitleCommand; count: string }>(
		pool,
		`select account_id, command, count(*)::text as count from (
			select b.collection_account_id as account_id, ${commandOf.replaceAll('$2', '$1')} as command
			from boleto b join invoice i on i.id = b.invoice_id where b.status in ('issued', 'sent', 'registered')
		 ) x where command is not null group by 1, 2`,
		[today]
	);
	return found.map((row) => ({ accountId: row.account_id, command: row.command, count: Number(row.count) }));
}

interface Found extends TitleRow {
	id: string;
	command: TitleCommand;
	new_due_on: string;
}

/** What `titleColumns` select. */
export interface TitleRow {
	our_number: string;
	issued_on: string;
	due_on: string;
	amount_cents: string;
	number: string;
	fine: number | null;
	interest: number | null;
	tax_id: string;
	name: string;
	street: string;
	district: string | null;
	postal_code: string | null;
	city: string;
	state: string;
}

/** What a title says of its invoice `i`, billing method `m` and payer `c`, as SQL. */
export const titleColumns = `i.number::text, m.fine_basis_points as fine, m.monthly_interest_basis_points as interest, c.tax_id, c.name,
	case when c.billing_address is null then c.address else c.billing_address end as street,
	case when c.billing_address is null then c.district else c.billing_district end as district,
	case when c.billing_address is null then c.postal_code else c.billing_postal_code end as postal_code,
	case when c.billing_address is null then c.city else coalesce(c.billing_city, c.city) end as city,
	case when c.billing_address is null then c.state else coalesce(c.billing_state, c.state) end as state`;

/** The titles of the account's next remessa, locked until the transaction ends. */
export async function pendingTitles(connection: Connection, account: SendingAccount, today: Day): Promise<readonly PendingTitle[]> {
	const found = await rows<Found>(
		connection,
		`select b.id, ${commandOf} as command, b.our_number, b.issued_on, b.due_on, i.due_on as new_due_on, b.amount_cents::text, ${titleColumns}
		 from boleto b join invoice i on i.id = b.invoice_id join customer c on c.id = i.customer_id left join billing_method m on m.id = i.billing_method_id
		 where b.collection_account_id = $1 and b.status in ('issued', 'sent', 'registered') and c.anonymised_at is null and ${commandOf} is not null
		 order by i.number, b.id limit ${String(titleLimit)} for update of b`,
		[account.id, today]
	);
	return found.map((row) => {
		const told = { command: row.command, dueOn: row.command === 'change_due' ? row.new_due_on : row.due_on };
		return { ...told, boletoId: row.id, invoiceNumber: Number(row.number), title: titleOf(row, account, told) };
	});
}

/** The title of a row as a remessa of the account tells it; `dueOn` is the new day where that is what is told. */
export function titleOf(
	row: TitleRow,
	account: SendingAccount,
	{ command, dueOn }: { readonly command: TitleCommand; readonly dueOn: Day }
): RemessaTitle | Refusal {
	const amountCents = Number(row.amount_cents);
	const slip = { issuedOn: row.issued_on, dueOn: row.due_on, amountCents, documentNumber: row.number };
	const registered = registeredTitle(account.boleto, row.our_number, slip);
	if (!registered.ok) return registered;
	const issued = issueBoleto(account.boleto, registered.title);
	if (!issued.ok) return issued;
	const terms = { fineBasisPoints: row.fine ?? 0, monthlyInterestBasisPoints: row.interest ?? 0 };
	return {
		command,
		ourNumber: row.our_number,
		ourNumberDigit: issued.ourNumberDigit,
		documentNumber: row.number,
		control: row.number,
		dueOn,
		issuedOn: row.issued_on,
		amountCents,
		interestPerDayCents: interestPerDay(amountCents, terms),
		fineBasisPoints: terms.fineBasisPoints,
		discount: null,
		protestDays: 0,
		writeOffDays: 0,
		payer: {
			taxId: row.tax_id,
			name: row.name,
			street: row.street,
			district: row.district ?? '',
			postalCode: row.postal_code ?? '',
			city: row.city,
			state: row.state
		}
	};
}

/**
 * The account, locked against a second remessa until the transaction ends; null when there is none. Not `for update`: whoever issues a slip
 * holds the account's counter, which is wanted here next, and then wants a key share of the account for the foreign key of the boleto;
 * the two would wait for each other.
 */
export async function sendingAccount(connection: Connection, id: string): Promise<SendingAccount | null> {
	const [row] = await rows<Record<string, string | number | boolean | null>>(
		connection,
		`select * from collection_account where id = $1 for no key update`,
		[id]
	);
	if (!row) return null;
	const text = (name: string): string => (typeof row[name] === 'string' ? row[name] : '');
	const maybe = (name: string): string | undefined => text(name) || undefined;
	const boleto: BoletoAccount = {
		bank: text('bank') as BoletoAccount['bank'],
		bankBranch: maybe('bank_branch'),
		bankBranchDigit: maybe('bank_branch_digit'),
		accountNumber: maybe('account_number'),
		accountDigit: maybe('account_digit'),
		portfolio: maybe('portfolio'),
		beneficiaryCode: maybe('beneficiary_code'),
		station: maybe('station'),
		originByte: maybe('origin_byte'),
		modality: maybe('modality'),
		longNumbers: row['long_numbers'] === true
	};
	return {
		id,
		format: row['cnab_length'] === 400 ? 400 : 240,
		boleto,
		remessa: {
			bank: boleto.bank,
			taxId: text('beneficiary_tax_id'),
			name: text('beneficiary_name'),
			bankBranch: text('bank_branch'),
			bankBranchDigit: text('bank_branch_digit'),
			accountNumber: text('account_number'),
			accountDigit: text('account_digit'),
			portfolio: text('portfolio'),
			portfolioVariation: '',
			beneficiaryCode: text('beneficiary_code'),
			// Santander gives 15 digits for it, which begin with agência and beneficiary.
			transmissionCode: boleto.bank === '033' ? text('beneficiary_code') : '',
			modality: text('modality')
		}
	};
}
