import type { Pool } from 'pg';
import type { ImportRun, KeptRow } from '#lib/domain/import/run.ts';
import { iso } from '#lib/server/auth/queryable.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import type { Actor } from '#lib/sync/model.ts';
import { buryTheDead } from './alive.ts';

/** Kept rows that are told by name. */
export const toldKept = 200;

/** Imports into the branches of this person, newest first. */
export async function listImports(pool: Pool, actor: Actor): Promise<readonly ImportRun[]> {
	await buryTheDead(pool);
	const { rows } = await pool.query<ImportRun>(
		`select r.id, u.name as "userName", b.name as "branchName", r.file_name as "fileName",
			case when r.undone_by is not null and r.undone_at is null then 'undoing' else r.status end as status,
			r.total, r.done, r.created, r.refused, r.error, ${iso('r.created_at')} as "createdAt", ${iso('r.ended_at')} as "endedAt",
			(select count(*)::int from import_row i where i.import_run_id = r.id) as left
		 from import_run r left join app_user u on u.id = r.user_id left join branch b on b.id = r.branch_id
		 where r.branch_id = any($1::uuid[]) order by r.created_at desc, r.id desc limit 100`,
		[actor.branchIds]
	);
	return rows;
}

/** What an undo has kept, by line, as far as the person may see it. */
export async function keptRows(pool: Pool, actor: Actor, id: string): Promise<readonly KeptRow[]> {
	const { rows: kept } = await pool.query<{ row_id: string; table_name: string; line: number }>(
		`select i.row_id, i.table_name, i.line from import_row i join import_run r on r.id = i.import_run_id
		 where r.id = $1 and r.status = 'undone' and r.branch_id = any($2::uuid[]) order by i.line, i.table_name desc limit $3`,
		[id, actor.branchIds, toldKept]
	);
	const ids = kept.map((row) => row.row_id);
	return await asActor(pool, actor, async (connection) => {
		const { rows } = await connection.query<{ rowId: string; customerId: string; code: number; name: string }>(
			`select id as "rowId", id as "customerId", code, name from customer where id = any($1::uuid[])
			 union all select t.id, c.id, c.code, t.name from contact t join customer c on c.id = t.customer_id where t.id = any($1::uuid[])`,
			[ids]
		);
		const named = new Map(rows.map((row) => [row.rowId, row]));
		return kept.flatMap(({ row_id, line }) => {
			const found = named.get(row_id);
			return found ? [{ line, customerId: found.customerId, code: found.code, name: found.name }] : [];
		});
	});
}
