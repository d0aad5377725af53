import { planInvoiceRun, type RunRequest } from '#lib/domain/billing/invoice-run.ts';
import type { Day } from '#lib/domain/day/day.ts';
import type { Actor } from '#lib/sync/model.ts';
import type { Connection } from '#sync-server/database.ts';
import { runFacts, type RunPart } from './run-facts.ts';
import { issuingAccounts, writeInvoices, type Written } from './write-invoices.ts';

export interface BilledPart extends Written {
	readonly customers: number;
	/** Where the next part goes on; null when this was the last. */
	readonly last: string | null;
}

/**
 * Bills the next customers of a run, in the transaction and under the rights that the connection has. A part that is killed or refused
 * leaves nothing, and one that is run again bills nobody twice.
 */
export async function billPart(
	connection: Connection,
	actor: Actor,
	request: RunRequest,
	part: RunPart,
	at: { readonly now: string; readonly today: Day; readonly invoiceRunId: string | null }
): Promise<BilledPart> {
	// One run at a time in a branch, before anything is read: whoever comes second finds what the first has billed, and what credit it used.
	await connection.query(`select pg_advisory_xact_lock(hashtextextended('invoice_run ' || $1, 0))`, [part.branchId]);
	const { facts, customerIds, last } = await runFacts(connection, request, part);
	const plan = planInvoiceRun(request, facts);
	const accounts = await issuingAccounts(connection);
	const written = await writeInvoices(connection, plan.invoices, { request, branchId: part.branchId, actor, ...at, accounts });
	return { ...written, customers: customerIds.length, last };
}
