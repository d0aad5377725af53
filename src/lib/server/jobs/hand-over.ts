import type { Pool } from 'pg';
import type { PgBoss } from 'pg-boss';
import { inTransaction, readWrite, rows, type Connection } from '#sync-server/database.ts';

/** Requests that one transaction hands over. */
const atOnce = 100;

/**
 * Turns what transactions have asked for into jobs: taken from `job_request` and put into the queues in one transaction, so that a
 * node that dies in between leaves it asked for. Of one kind and key only one job waits; a request that finds one waiting joins it.
 * Kinds that this node does not know are left to one that does. Answers the kinds that got something, and whether there may be more.
 */
export async function handOver(
	pool: Pool,
	boss: PgBoss,
	known: readonly string[]
): Promise<{ readonly names: Set<string>; readonly more: boolean }> {
	// Looked at after every mutation, and nearly always for nothing: one short question.
	const [any] = await rows(pool, `select 1 as ok from job_request where name = any ($1) limit 1`, [known]);
	if (!any) return { names: new Set(), more: false };
	return await inTransaction(pool, readWrite, async (connection) => {
		const asked = await rows<{ id: string; name: string; key: string; data: string; start_after: string | null }>(
			connection,
			`with next as (select id from job_request where name = any ($1) order by seq limit $2 for update skip locked)
			 delete from job_request r using next where r.id = next.id returning r.id, r.name, r.key, r.data::text, r.start_after`,
			[known, atOnce]
		);
		const names = new Set<string>();
		for (const { id, name, key, data, start_after } of asked) {
			const options = { id, singletonKey: key, db: executorOn(connection), ...(start_after === null ? {} : { startAfter: start_after }) };
			if ((await boss.send(name, JSON.parse(data) as object, options)) !== null) names.add(name);
		}
		return { names, more: asked.length === atOnce };
	});
}

/** What pg-boss runs its statements on: this pool, or one connection that a transaction is open on. */
export const executorOn = (on: Pool | Connection): { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> } => ({
	executeSql: (text, values) => on.query(text, values)
});

/** Asks for a job on a connection of ours, in its transaction. */
export async function request(
	connection: Pool | Connection,
	job: { readonly name: string; readonly key: string; readonly data: object; readonly startAfter?: string }
): Promise<void> {
	await connection.query(`select app.request_job($1, $2, $3, $4)`, [job.name, job.key, JSON.stringify(job.data), job.startAfter ?? null]);
}
