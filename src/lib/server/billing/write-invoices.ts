import type { PlannedInvoice, RunRequest } from '#lib/domain/billing/invoice-run.ts';
import type { BoletoAccount } from '#lib/domain/boleto/account.ts';
import { issueNumbered } from '#lib/domain/boleto/issue-numbered.ts';
import type { Day } from '#lib/domain/day/day.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { refuse, type Actor } from '#lib/sync/model.ts';
import { rows, type Connection } from '#sync-server/database.ts';
import { slipTrial, takeOurNumbers } from './our-numbers.ts';

/** An account over which boletos of this branch are issued, with its id. */
export interface IssuingAccount extends BoletoAccount {
	readonly id: string;
}

/** By billing method, those that send boletos; null: over no account that is in use. */
type IssuingAccounts = ReadonlyMap<string, IssuingAccount | null>;

/** The accounts of the billing methods that send boletos. */
export async function issuingAccounts(connection: Connection): Promise<IssuingAccounts> {
	const found = await rows<Record<string, string | boolean | null> & { method_id: string }>(
		connection,
		`select m.id as method_id, a.id, a.bank, a.bank_branch, a.bank_branch_digit, a.account_number, a.account_digit, a.portfolio,
			a.beneficiary_code, a.station, a.origin_byte, a.modality, a.long_numbers
		 from billing_method m left join collection_account a on a.id = m.collection_account_id and a.active where m.kind = 'boleto'`
	);
	const text = (value: string | boolean | null | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
	return new Map(
		found.map((row) => [
			row.method_id,
			row['id'] === null
				? null
				: {
						id: text(row['id'])!,
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
						longNumbers: row['long_numbers'] === true
					}
		])
	);
}

/** What was written of a part of a run. */
export interface Written {
	readonly invoices: number;
	readonly totalCents: number;
	/** Invoices whose boleto could not be issued, with the refusal's code: they stand without one. */
	readonly withoutBoleto: readonly { readonly invoiceId: string; readonly customerId: string; readonly code: string }[];
}

/**
 * Writes planned invoices in the transaction and under the rights that the connection has: with their items, the charges that they
 * bill, and a boleto each where the billing method issues them. Nothing may be planned that is billed already: whoever plans holds the lock
 * of the branch's runs from before its facts are read (bill-part.ts), and the unique key of each item refuses what comes twice all the same.
 * So a key that is there already is of an invoice with other items (a plan that got its billing method, or a charge that was entered, after
 * that run): what is planned becomes one more invoice, under a key of its own. Numbers are taken here, so that a rollback gives them back.
 */
export async function writeInvoices(
	connection: Connection,
	planned: readonly PlannedInvoice[],
	context: {
		readonly request: RunRequest;
		readonly branchId: string;
		readonly actor: Actor;
		readonly now: string;
		readonly today: Day;
		/** Of which run; null: none. */
		readonly invoiceRunId: string | null;
		readonly accounts: IssuingAccounts;
	}
): Promise<Written> {
	const { request, branchId, actor, now, today, invoiceRunId, accounts } = context;
	const nothing: Written = { invoices: 0, totalCents: 0, withoutBoleto: [] };
	if (planned.length === 0) return nothing;
	const known = new Set(
		(await rows<{ run_key: string }>(connection, `select run_key from invoice where run_key = any ($1)`, [planned.map((p) => p.key)])).map(
			({ run_key }) => run_key
		)
	);
	const fresh = planned.map((p) => (known.has(p.key) ? { ...p, key: anotherKey(p.key) } : p));

	const [taken] = await rows<{ first: string }>(connection, `select app.take_invoice_numbers($1)::text as first`, [fresh.length]);
	const first = Number(taken!.first);
	const tried = await slipTrial(connection, accounts.values(), today);
	const wanted = fresh.map((plan) => {
		const account = plan.totalCents > 0 ? accounts.get(plan.billingMethodId) : undefined;
		if (account === undefined) return undefined;
		const refused = tried(account, { dueOn: plan.dueOn, amountCents: plan.totalCents })?.code ?? null;
		return { account: refused === null ? account : null, refused };
	});
	const ourNumbers = await takeOurNumbers(
		connection,
		wanted.flatMap((one) => one?.account ?? []),
		today
	);
	const withoutBoleto: { invoiceId: string; customerId: string; code: string }[] = [];
	const invoices: unknown[] = [];
	const items: unknown[] = [];
	const boletos: unknown[] = [];
	for (const [i, plan] of fresh.entries()) {
		const id = newUuid();
		const number = first + i;
		const slip = wanted[i];
		const issued =
			slip &&
			(slip.account
				? issueNumbered(
						slip.account,
						{ issuedOn: today, dueOn: plan.dueOn, amountCents: plan.totalCents, documentNumber: String(number) },
						ourNumbers.next(slip.account)
					)
				: refuse(slip.refused ?? 'collection_account_missing'));
		if (issued?.ok === false) withoutBoleto.push({ invoiceId: id, customerId: plan.customerId, code: issued.code });
		const ourNumber = issued?.ok ? issued.ourNumber : null;
		// Paid by credit alone: it is settled as soon as it is there.
		const settled = plan.totalCents === 0;
		invoices.push({
			id,
			customer_id: plan.customerId,
			number,
			billing_method_id: plan.billingMethodId,
			due_on: plan.dueOn,
			amount_cents: plan.totalCents,
			paid_at: settled ? now : null,
			paid_cents: settled ? 0 : null,
			boleto_number: ourNumber,
			run_key: plan.key
		});
		for (const item of plan.items)
			items.push({
				id: newUuid(),
				customer_id: plan.customerId,
				invoice_id: id,
				item_key: item.key,
				kind: item.kind,
				subscription_id: item.subscriptionId,
				description: item.description,
				from_on: item.period?.from ?? null,
				to_on: item.period?.to ?? null,
				amount_cents: item.cents
			});
		if (slip?.account && ourNumber !== null)
			boletos.push({
				id: newUuid(),
				customer_id: plan.customerId,
				invoice_id: id,
				collection_account_id: slip.account.id,
				our_number: ourNumber,
				due_on: plan.dueOn,
				amount_cents: plan.totalCents
			});
	}
	await connection.query(
		`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, competence, issued_on, due_on, amount_cents, paid_at, paid_cents,
			boleto_number, run_key, created_at, created_by, updated_at, updated_by)
		 select id, $2, customer_id, number, 'service', billing_method_id, $3, $4, due_on, amount_cents, paid_at, paid_cents, boleto_number, run_key, $5, $6, $5, $6
		 from json_to_recordset($1) as r(id uuid, customer_id uuid, number bigint, billing_method_id uuid, due_on date, amount_cents bigint,
			paid_at timestamptz, paid_cents bigint, boleto_number text, run_key text)`,
		[JSON.stringify(invoices), branchId, request.competence, today, now, actor.userId]
	);
	await connection.query(
		`insert into invoice_item (id, branch_id, customer_id, invoice_id, item_key, kind, subscription_id, description, from_on, to_on, amount_cents,
			invoice_run_id)
		 select id, $2, customer_id, invoice_id, item_key, kind, subscription_id, description, from_on, to_on, amount_cents, $3
		 from json_to_recordset($1) as r(id uuid, customer_id uuid, invoice_id uuid, item_key text, kind text, subscription_id uuid, description text,
			from_on date, to_on date, amount_cents bigint)`,
		[JSON.stringify(items), branchId, invoiceRunId]
	);
	await connection.query(
		`update charge c set invoice_id = i.invoice_id, updated_at = $2, updated_by = $3
		 from json_to_recordset($1) as i(item_key text, invoice_id uuid) where i.item_key = 'charge:' || c.id`,
		[JSON.stringify(items), now, actor.userId]
	);
	await connection.query(
		`insert into boleto (id, branch_id, customer_id, invoice_id, collection_account_id, our_number, issued_on, due_on, amount_cents, created_at, created_by,
			updated_at, updated_by)
		 select id, $2, customer_id, invoice_id, collection_account_id, our_number, $3, due_on, amount_cents, $4, $5, $4, $5
		 from json_to_recordset($1) as r(id uuid, customer_id uuid, invoice_id uuid, collection_account_id uuid, our_number text, due_on date, amount_cents bigint)`,
		[JSON.stringify(boletos), branchId, today, now, actor.userId]
	);
	return { invoices: fresh.length, totalCents: fresh.reduce((sum, p) => sum + p.totalCents, 0), withoutBoleto };
}

/** A key that no other invoice has; it still ends with the due day, which is read from there (dueDayOfRun). */
const anotherKey = (key: string): string => key.replace(/:\d+$/, (day) => `:${newUuid()}${day}`);
