/** Somebody who changes a row by plain SQL, as RADIUS, a job or a person with psql does. */
import type pg from 'pg';
import { markText } from './marks.ts';
import { nowMs } from './stats.ts';

/** Puts a mark into a customer's remarks in a transaction of its own; answers when COMMIT was sent. */
export async function writeMark(pool: pg.Pool, n: number, customerId: string): Promise<number> {
	const client = await pool.connect();
	try {
		await client.query('begin');
		await client.query(`update customer set remarks = $1 where id = $2`, [markText(n), customerId]);
		const at = nowMs();
		await client.query('commit');
		return at;
	} finally {
		client.release();
	}
}
