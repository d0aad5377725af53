import type pg from 'pg';
import { markText } from './marks.ts';
import { nowMs } from './stats.ts';
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

/** Changes so many customers in one transaction, others at every call; answers when COMMIT was sent, by our common clock. */
export async function touchCustomers(
	{ pool }: Pick<Database, 'pool'>,
	count: number,
	mark?: { readonly n: number; readonly customerId: string }
): Promise<number> {
	return await inOne(pool, async (client) => {
		await client.query(
			`update customer set reference = 'R' || floor(random() * 1e9)::text where id in (select id from customer order by md5(id::text || random()::text) limit $1)`,
			[count]
		);
		if (mark) await client.query(`update customer set remarks = $1 where id = $2`, [markText(mark.n), mark.customerId]);
	});
}

/** The same for invoices: many narrow rows, as a billing run writes them. */
export async function touchInvoices(
	{ pool }: Pick<Database, 'pool'>,
	count: number,
	mark: { readonly n: number; readonly customerId: string }
): Promise<number> {
	return await inOne(pool, async (client) => {
		await client.query(
			`update invoice set amount_cents = amount_cents + 1 where id in (select id from invoice order by md5(id::text || random()::text) limit $1)`,
			[count]
		);
		await client.query(`update customer set remarks = $1 where id = $2`, [markText(mark.n), mark.customerId]);
	});
}

async function inOne(pool: Database['pool'], work: (client: pg.PoolClient) => Promise<void>): Promise<number> {
	const client = await pool.connect();
	try {
		await client.query('begin');
		await work(client);
		const at = nowMs();
		await client.query('commit');
		return at;
	} finally {
		client.release();
	}
}
