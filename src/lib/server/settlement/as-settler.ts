import type { Pool } from 'pg';
import { inTransaction, readWrite, type Connection } from '#sync-server/database.ts';

/**
 * One transaction with the node's own access: what a bank says concerns customers of every branch, whoever handed its file in.
 * Histórico names that person; null: nobody did it by hand (PIX).
 */
export function asSettler<T>(pool: Pool, userId: string | null, run: (connection: Connection) => Promise<T>): Promise<T> {
	return inTransaction(pool, readWrite, async (connection) => {
		if (userId !== null) await connection.query(`select set_config('app.user_id', $1, true)`, [userId]);
		return run(connection);
	});
}
