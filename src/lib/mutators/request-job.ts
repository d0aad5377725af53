import { sql } from 'drizzle-orm';
import type { MutatorContext, Tx } from '#lib/sync/model.ts';

/**
 * Asks for work that follows the commit of this mutation (mail, a run, a disconnect): kept and lost together with it. In a replica there
 * is nothing to do, for effects are the centre's. Of one name and key only one job waits at a time, so that what is asked for twice is
 * done once. `data` holds ids and nothing personal (src/lib/server/jobs has the kinds). `startAfter`: ISO 8601.
 */
export async function requestJob(
	tx: Tx,
	ctx: MutatorContext,
	job: { readonly name: string; readonly key: string; readonly data: object; readonly startAfter?: string }
): Promise<void> {
	if (ctx.place !== 'centre') return;
	await tx.execute(
		sql`select app.request_job(${job.name}, ${job.key}, ${JSON.stringify(job.data)}::jsonb, ${job.startAfter ?? null}::timestamptz)`
	);
}
