import type { Pool, PoolClient } from 'pg';

/** As a number for an advisory lock. */
const lockOf = `hashtextextended('import:' || $1::text, 0)`;

/**
 * Holds the sign that this process is at work on a run. It is a lock of a connection: when the process dies, however, the sign
 * goes with it. Null when somebody else holds it.
 */
export async function signOfLife(pool: Pool, id: string): Promise<{ end(): Promise<void> } | null> {
	const client: PoolClient = await pool.connect();
	try {
		const { rows } = await client.query<{ got: boolean }>(`select pg_try_advisory_lock(${lockOf}) as got`, [id]);
		if (!rows[0]?.got) {
			client.release();
			return null;
		}
	} catch (error) {
		client.release(error as Error);
		throw error;
	}
	return {
		async end() {
			await client.query(`select pg_advisory_unlock(${lockOf})`, [id]).then(
				() => client.release(),
				(broken: Error) => client.release(broken)
			);
		}
	};
}

/** Runs whose process has died are failed ones, and what they made can be undone; so can an undo that was cut off. */
export async function buryTheDead(pool: Pool): Promise<void> {
	const { rows } = await pool.query<{ id: string }>(
		`select id from import_run where status = 'running' or (undone_by is not null and undone_at is null)`
	);
	for (const { id } of rows) {
		const sign = await signOfLife(pool, id);
		if (sign === null) continue;
		try {
			await pool.query(
				`update import_run set status = 'failed', error = 'interrupted', ended_at = coalesce(ended_at, now()) where id = $1 and status = 'running'`,
				[id]
			);
			await pool.query(`update import_run set undone_by = null where id = $1 and undone_at is null`, [id]);
		} finally {
			await sign.end();
		}
	}
}
