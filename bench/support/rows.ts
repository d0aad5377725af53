import type { Database } from './lab.ts';

/** A customer of a branch, with what usually hangs on one; always the same. */
export async function aCustomerOf({ pool }: Pick<Database, 'pool'>, branch: string): Promise<string> {
	const { rows } = await pool.query<{ id: string }>(
		`select c.id from customer c join branch b on b.id = c.branch_id where b.name = $1
		 and exists (select from observation o where o.customer_id = c.id) and exists (select from invoice i where i.customer_id = c.id) order by c.id limit 1`,
		[branch]
	);
	return rows[0]!.id;
}
