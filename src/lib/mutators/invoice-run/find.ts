import { eq } from 'drizzle-orm';
import { invoiceRun } from '#lib/schema/receivable.ts';
import type { Tx } from '#lib/sync/model.ts';

/** The run, locked until the transaction ends, or null when there is none that the actor may see. */
export async function findRun(tx: Tx, id: string) {
	const [row] = await tx.select().from(invoiceRun).where(eq(invoiceRun.id, id)).for('update');
	return row ?? null;
}

/** Name of the job that works on runs, and what it is told (src/lib/server/billing/run-job.ts). */
export const invoiceRunJobName = 'invoice-run';
