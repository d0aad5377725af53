import type { Pool } from 'pg';
import { can } from '#lib/domain/permissions.ts';
import { asActor, withOwnAccess } from '#lib/server/auth/as-actor.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { ok, refuse, type Actor, type Outcome } from '#lib/sync/model.ts';
import { buryTheDead, signOfLife } from './alive.ts';
import { againstBase } from './known.ts';
import type { SheetReading } from './read.ts';
import { writeBatch } from './write-batch.ts';

export interface ImportOptions {
	readonly pool: Pool;
	/** Called after each batch, so that every browser hears of it at once. */
	wake(): void;
	/** The person's rights as they are now: looked up anew at each batch, since a long import outlives changes of them. */
	rights(): Promise<Actor | null>;
	log(line: string): void;
	now(): string;
}

/**
 * Begins an import and answers its id; the lines follow in batches, each a transaction of its own under the rights of the person.
 * Closes the sheet. `ended` is for those who wait. Refusals: import_running.
 */
export async function startImport(
	options: ImportOptions,
	actor: Actor,
	branchId: string,
	fileName: string,
	sheet: SheetReading
): Promise<Outcome<{ readonly id: string; readonly ended: Promise<void> }>> {
	const { pool } = options;
	await buryTheDead(pool);
	const id = newUuid();
	const sign = await signOfLife(pool, id);
	if (sign === null) throw new Error('a new import has a sign of life already');
	const { rowCount } = await pool.query(
		`with one_at_a_time as (select pg_advisory_xact_lock(hashtextextended('imports', 0)))
		 insert into import_run (id, user_id, branch_id, file_name, status, total, created_at)
		 select $1, $2, $3, $4, 'running', $5, $6 from one_at_a_time where not exists (select from import_run where status = 'running')`,
		[id, actor.userId, branchId, fileName, sheet.head.lines, options.now()]
	);
	if (rowCount === 0) {
		await Promise.all([sign.end(), sheet.close()]);
		return refuse('import_running');
	}
	const ended = work(options, id, branchId, sheet)
		.then(
			(status) =>
				pool.query(`update import_run set status = $2, ended_at = $3 where id = $1 and status = 'running'`, [id, status, options.now()]),
			(error: unknown) => {
				// Never the message of Postgres: it may quote a line.
				options.log(
					`import ${id} failed: ${error instanceof Error ? `${error.name} ${String((error as { code?: unknown }).code ?? '')}` : 'unknown'}`
				);
				return pool.query(`update import_run set status = 'failed', error = 'error', ended_at = $2 where id = $1 and status = 'running'`, [
					id,
					options.now()
				]);
			}
		)
		.catch((error: unknown) =>
			options.log(`import ${id}: its end could not be written: ${error instanceof Error ? error.name : 'unknown'}`)
		)
		.then(() => Promise.all([sign.end(), sheet.close()]))
		.then(() => undefined);
	return ok({ id, ended });
}

async function work(options: ImportOptions, id: string, branchId: string, sheet: SheetReading): Promise<'done' | 'cancelled'> {
	const { pool } = options;
	for (;;) {
		const batch = await sheet.next();
		const actor = await options.rights();
		if (!actor || !can(actor.role, 'import.manage') || !actor.branchIds.includes(branchId)) throw new Error('the right to import is gone');
		// Outside the transaction: whoever makes a customer at the same moment need not wait for the batch. Gaps are no harm.
		const registrations = batch.good.filter(({ registration }) => registration !== null).length;
		const { rows } = await pool.query<{ first: string }>(`select sync.take_numbers('customerCode', $1)::text as first`, [registrations]);
		const goesOn = await asActor(pool, actor, async (connection) => {
			const running = await withOwnAccess(connection, actor, async () => {
				const found = await connection.query<{ status: string }>(`select status from import_run where id = $1 for update`, [id]);
				return found.rows[0]?.status === 'running';
			});
			if (!running) return false;
			const { placed, bad } = await againstBase(connection, batch.good);
			const made = await writeBatch(connection, placed, { branchId, actor, now: options.now(), firstCode: Number(rows[0]?.first) });
			await withOwnAccess(connection, actor, async () => {
				await connection.query(
					`insert into import_row (row_id, import_run_id, table_name, line) select r, $1, t, l from unnest($2::uuid[], $3::text[], $4::int[]) as x (r, t, l)`,
					[id, made.map((m) => m.rowId), made.map((m) => m.tableName), made.map((m) => m.line)]
				);
				await connection.query(`update import_run set done = done + $2, created = created + $3, refused = refused + $4 where id = $1`, [
					id,
					batch.good.length + batch.badLines,
					placed.length,
					batch.badLines + bad.length
				]);
			});
			return true;
		});
		options.wake();
		if (!goesOn) return 'cancelled';
		if (batch.done) return 'done';
	}
}

/** Ends a running import after its present batch. Refusals: not_found, import_ended. */
export async function cancelImport(pool: Pool, actor: Actor, id: string, now: string): Promise<Outcome> {
	const { rows } = await pool.query<{ status: string }>(`select status from import_run where id = $1 and branch_id = any($2::uuid[])`, [
		id,
		actor.branchIds
	]);
	if (!rows[0]) return refuse('not_found');
	const { rowCount } = await pool.query(`update import_run set status = 'cancelled', ended_at = $2 where id = $1 and status = 'running'`, [
		id,
		now
	]);
	return rowCount === 1 ? ok() : refuse('import_ended');
}
