import type pg from 'pg';
import { inTransaction, readWrite, rows } from './database.ts';

/**
 * Gives `count` consecutive numbers of a kind to a client, for ever: what it does not use is a gap, which protocols and
 * customer codes may have. Null for an unknown kind. [SPEC N1]
 */
export async function leaseNumbers(
	pool: pg.Pool,
	clientId: string,
	kind: string,
	count: number
): Promise<{ from: number; to: number } | null> {
	return await inTransaction(pool, readWrite, async (connection) => {
		const [taken] = await rows<{ from: string | null }>(connection, `select sync.take_numbers($1, $2)::text as "from"`, [kind, count]);
		if (!taken?.from) return null;
		const from = Number(taken.from);
		await connection.query(`insert into sync.lease (kind, from_number, to_number, client_id) values ($1, $2, $3, $4)`, [
			kind,
			from,
			from + count,
			clientId
		]);
		return { from, to: from + count };
	});
}
