import type { Pool } from 'pg';
import type { RunProblem } from '#lib/domain/billing/run-problem.ts';
import { asActor } from '#lib/server/auth/as-actor.ts';
import type { Actor } from '#lib/sync/model.ts';
import { rows } from '#sync-server/database.ts';

/** Who a run could not bill and whose invoice stands without a slip, by name, as far as the person may see them: 1000 at most. */
export function runProblems(pool: Pool, actor: Actor, runId: string): Promise<readonly RunProblem[]> {
	return asActor(pool, actor, async (connection) => {
		const found = await rows<{ id: string; customer_id: string; customer_code: string; name: string; number: string | null; code: string }>(
			connection,
			`select p.id, p.customer_id, c.code::text as customer_code, c.name, i.number::text, p.code
			 from invoice_run_problem p join customer c on c.id = p.customer_id left join invoice i on i.id = p.invoice_id
			 where p.invoice_run_id = $1 order by c.name, p.id limit 1000`,
			[runId]
		);
		return found.map((row) => ({
			id: row.id,
			customerId: row.customer_id,
			customerCode: Number(row.customer_code),
			customerName: row.name,
			invoiceNumber: row.number === null ? null : Number(row.number),
			code: row.code
		}));
	});
}
