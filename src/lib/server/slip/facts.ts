import type { BoletoAccount } from '#lib/domain/boleto/account.ts';
import type { SlipParty } from '#lib/domain/boleto/slip.ts';
import type { Day } from '#lib/domain/day/day.ts';
import type { BoletoStatus } from '#lib/schema/receivable.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import type { Pool } from 'pg';
import { placeOfAddress } from './beneficiary.ts';

/** The title at the bank. */
export interface RegisteredBoleto {
	readonly id: string;
	readonly ourNumber: string;
	readonly issuedOn: Day;
	readonly dueOn: Day;
	readonly amountCents: number;
	readonly status: BoletoStatus;
	/** Address of its PIX charge at the bank; null: the slip has a static code, or none. */
	readonly pixUrl: string | null;
}

/** An account as the slip names it. */
export interface SlipAccount extends BoletoAccount {
	readonly id: string;
	readonly beneficiary: SlipParty;
	readonly pixKey: string | null;
}

/** All that the slip of one invoice is made of. Money in cents. */
export interface SlipFacts {
	readonly invoice: {
		readonly id: string;
		readonly number: number;
		readonly dueOn: Day;
		readonly amountCents: number;
		readonly paidCents: number | null;
		readonly paidAt: string | null;
		readonly cancelledAt: string | null;
		readonly replacedById: string | null;
		/** `2026-11`. */
		readonly competence: string | null;
	};
	readonly terms: { readonly fineBasisPoints: number; readonly monthlyInterestBasisPoints: number; readonly notes: readonly string[] };
	readonly payer: SlipParty;
	/** Of the boleto, or of the billing method while there is none. Null: this method issues none. */
	readonly account: SlipAccount | null;
	/** The newest one that the bank has not refused or written off, else the newest. Null: not registered yet. */
	readonly boleto: RegisteredBoleto | null;
	readonly providerName: string;
}

interface Found {
	id: string;
	number: string;
	due_on: string;
	amount_cents: string;
	paid_cents: string | null;
	paid_at: string | null;
	cancelled_at: string | null;
	replaced_by_id: string | null;
	competence: string | null;
	fine_basis_points: number;
	monthly_interest_basis_points: number;
	instructions: string | null;
	payer_name: string;
	payer_tax_id: string;
	payer_street: string;
	payer_district: string | null;
	payer_postal_code: string | null;
	payer_city: string;
	payer_state: string;
	branch_city: string;
	branch_state: string;
	account: string | null;
	boleto: string | null;
	provider: string | null;
}

type Json = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Reads the facts of many invoices at once, in the order of `invoiceIds`, under the rights that the connection has: what may not be seen,
 * is unknown or belongs to a forgotten person is left out.
 */
export async function slipFacts(connection: Connection | Pool, invoiceIds: readonly string[]): Promise<readonly SlipFacts[]> {
	const found = await rows<Found>(
		connection,
		`select i.id, i.number::text, i.due_on, i.amount_cents::text, i.paid_cents::text, i.paid_at, i.cancelled_at, i.replaced_by_id, i.competence,
			m.fine_basis_points, m.monthly_interest_basis_points, m.instructions,
			c.name as payer_name, c.tax_id as payer_tax_id,
			case when c.billing_address is null then c.address else c.billing_address end as payer_street,
			case when c.billing_address is null then c.district else c.billing_district end as payer_district,
			case when c.billing_address is null then c.postal_code else c.billing_postal_code end as payer_postal_code,
			case when c.billing_address is null then c.city else coalesce(c.billing_city, c.city) end as payer_city,
			case when c.billing_address is null then c.state else coalesce(c.billing_state, c.state) end as payer_state,
			br.city as branch_city, br.state as branch_state,
			to_jsonb(a)::text as account, to_jsonb(b)::text as boleto, (select value #>> '{}' from setting where key = 'providerName') as provider
		 from unnest($1::uuid[]) with ordinality as asked (id, n)
		 join invoice i on i.id = asked.id
		 join billing_method m on m.id = i.billing_method_id and m.kind = 'boleto'
		 join customer c on c.id = i.customer_id and c.anonymised_at is null
		 join branch br on br.id = i.branch_id
		 left join lateral (
			select * from boleto where invoice_id = i.id order by status in ('rejected', 'written_off'), created_at desc, id desc limit 1
		 ) b on true
		 left join collection_account a on a.id = coalesce(b.collection_account_id, m.collection_account_id)
		 order by asked.n`,
		[invoiceIds]
	);
	return found.map(factsOf);
}

function factsOf(row: Found): SlipFacts {
	const account = row.account === null ? null : (JSON.parse(row.account) as Json);
	const boleto = row.boleto === null ? null : (JSON.parse(row.boleto) as Json);
	return {
		invoice: {
			id: row.id,
			number: Number(row.number),
			dueOn: row.due_on,
			amountCents: Number(row.amount_cents),
			paidCents: row.paid_cents === null ? null : Number(row.paid_cents),
			paidAt: row.paid_at,
			cancelledAt: row.cancelled_at,
			replacedById: row.replaced_by_id,
			competence: row.competence
		},
		terms: {
			fineBasisPoints: row.fine_basis_points,
			monthlyInterestBasisPoints: row.monthly_interest_basis_points,
			notes: (row.instructions ?? '').split('\n')
		},
		payer: {
			name: row.payer_name,
			taxId: row.payer_tax_id,
			street: row.payer_street,
			district: row.payer_district,
			postalCode: row.payer_postal_code,
			city: row.payer_city,
			state: row.payer_state
		},
		account: account && accountOf(account, { city: row.branch_city, state: row.branch_state }),
		boleto: boleto && {
			id: String(boleto['id']),
			ourNumber: String(boleto['our_number']),
			issuedOn: String(boleto['issued_on']),
			dueOn: String(boleto['due_on']),
			amountCents: Number(boleto['amount_cents']),
			status: boleto['status'] as BoletoStatus,
			pixUrl: text(boleto['pix_url']) ?? null
		},
		providerName: row.provider ?? 'Balcão'
	};
}

const text = (value: string | number | boolean | null | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

function accountOf(row: Json, branch: { readonly city: string; readonly state: string }): SlipAccount {
	return {
		id: String(row['id']),
		bank: text(row['bank']) as BoletoAccount['bank'],
		bankBranch: text(row['bank_branch']),
		bankBranchDigit: text(row['bank_branch_digit']),
		accountNumber: text(row['account_number']),
		accountDigit: text(row['account_digit']),
		portfolio: text(row['portfolio']),
		beneficiaryCode: text(row['beneficiary_code']),
		station: text(row['station']),
		originByte: text(row['origin_byte']),
		modality: text(row['modality']),
		longNumbers: row['long_numbers'] === true,
		beneficiary: {
			name: String(row['beneficiary_name']),
			taxId: String(row['beneficiary_tax_id']),
			...placeOfAddress(String(row['beneficiary_address']), branch)
		},
		pixKey: text(row['pix_key']) ?? null
	};
}
