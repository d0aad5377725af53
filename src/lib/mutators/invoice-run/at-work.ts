import { and, eq, inArray, ne } from 'drizzle-orm';
import type { RunRequest } from '#lib/domain/billing/invoice-run.ts';
import { invoiceRun } from '#lib/schema/receivable.ts';
import { refuse, type Refusal, type Tx } from '#lib/sync/model.ts';

/**
 * Refused while another run of the same month and due day in this branch is at work: `invoice_run_at_work`. At the centre an index
 * holds it as well, for two who ask at the same moment.
 */
export async function refuseSecondRun(tx: Tx, of: RunRequest & { readonly branchId: string }, but: string): Promise<Refusal | null> {
	const [other] = await tx
		.select({ id: invoiceRun.id })
		.from(invoiceRun)
		.where(
			and(
				eq(invoiceRun.branchId, of.branchId),
				eq(invoiceRun.competence, of.competence),
				eq(invoiceRun.dueDay, of.dueDay),
				inArray(invoiceRun.status, ['waiting', 'running', 'undoing']),
				ne(invoiceRun.id, but)
			)
		)
		.limit(1);
	return other ? refuse('invoice_run_at_work') : null;
}
