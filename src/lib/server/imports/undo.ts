import type { Pool } from 'pg';
import { asActor, withOwnAccess } from '#lib/server/auth/as-actor.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import type { Connection } from '#sync-server/database.ts';
import { buryTheDead, signOfLife } from './alive.ts';

/** Rows of one transaction: short enough that nobody at a screen notices. */
const batch = 500;

/**
 * Takes back what an import made, in batches under the rights of the person, and keeps what anybody has touched since: its
 * rows stay in `import_row`, so that the list can name them. Can be repeated. Refusals: not_found, import_running,
 * import_not_undoable.
 */
export async function undoImport(
	options: { readonly pool: Pool; wake(): void; log(line: string): void; now(): string },
	actor: Actor,
	id: string
): Promise<Outcome<{ readonly ended: Promise<void> }>> {
	const { pool } = options;
	await buryTheDead(pool);
	const { rows } = await pool.query<{ status: string; left: boolean }>(
		`select status, exists (select from import_row where import_run_id = $1) as left from import_run where id = $1 and branch_id = any($2::uuid[])`,
		[id, actor.branchIds]
	);
	const run = rows[0];
	if (!run) return refuse('not_found');
	if (run.status === 'running') return refuse('import_running');
	if (!run.left) return refuse('import_not_undoable');
	const sign = await signOfLife(pool, id);
	if (sign === null) return refuse('import_running');
	await pool.query(`update import_run set undone_by = $2, undone_at = null where id = $1`, [id, actor.userId]);
	const ended = work(options, actor, id)
		.then(() => pool.query(`update import_run set status = 'undone', undone_at = $2 where id = $1`, [id, options.now()]))
		.catch((error: unknown) => {
			options.log(`undo of import ${id} failed: ${error instanceof Error ? error.name : 'unknown'}`);
			return pool.query(`update import_run set undone_by = null where id = $1`, [id]);
		})
		.catch(() => undefined)
		.then(() => sign.end());
	return ok({ ended });
}

async function work(options: { readonly pool: Pool; wake(): void }, actor: Actor, id: string): Promise<void> {
	// Contacts of a customer go with it; those of an import of contacts are what is left for the second round.
	for (const table of ['customer', 'contact'] as const) {
		for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
			const last = await asActor(options.pool, actor, (connection) => undoBatch(connection, actor, id, table, after));
			options.wake();
			if (last === null) break;
			after = last;
		}
	}
}

/** Answers the last row that was looked at, or null at the end. */
async function undoBatch(
	connection: Connection,
	actor: Actor,
	id: string,
	table: 'customer' | 'contact',
	after: string
): Promise<string | null> {
	const own = <T>(run: () => Promise<T>): Promise<T> => withOwnAccess(connection, actor, run);
	const rowIds = await own(async () => {
		const { rows } = await connection.query<{ row_id: string }>(
			`select row_id from import_row where import_run_id = $1 and table_name = $2 and row_id > $3 order by row_id limit $4`,
			[id, table, after, batch]
		);
		return rows.map((row) => row.row_id);
	});
	const last = rowIds.at(-1);
	if (last === undefined) return null;
	// Locked first: what somebody hangs on the record at this moment comes before, and is seen, or after, and is refused.
	const visible = await connection.query<{ id: string }>(`select id from ${table} where id = any($1::uuid[]) order by id for update`, [
		rowIds
	]);
	await own(async () => {
		const untouched = await connection.query<{ id: string }>(
			`select x.id from unnest($1::uuid[]) as x (id) where not exists (${changedSince(table)})`,
			[visible.rows.map((row) => row.id), id]
		);
		const ids = untouched.rows.map((row) => row.id);
		if (table === 'customer')
			await connection.query(
				`delete from import_row r using contact c where c.customer_id = any($1::uuid[]) and r.row_id = c.id and r.import_run_id = $2`,
				[ids, id]
			);
		// Rows that are gone already need no undoing either.
		await connection.query(
			`delete from import_row where import_run_id = $2 and (row_id = any($1::uuid[]) or (row_id = any($3::uuid[]) and not exists (select from ${table} t where t.id = row_id)))`,
			[ids, id, rowIds]
		);
		rowIds.splice(0, rowIds.length, ...ids);
	});
	await connection.query(`delete from ${table} where id = any($1::uuid[])`, [rowIds]);
	return last;
}

/**
 * Whether Histórico, which the database writes whatever the way, knows more of `x` than its making: a change of the row, or for
 * a customer anything that hangs on it and did not come with this import.
 */
const changedSince = (table: 'customer' | 'contact'): string =>
	table === 'contact'
		? `select from history h where h.row_id = x.id and h.operation <> 'insert' and $2::uuid is not null`
		: `select from history h where h.customer_id = x.id
		   and not (h.operation = 'insert' and exists (select from import_row r where r.row_id = h.row_id and r.import_run_id = $2))`;
