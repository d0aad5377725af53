import type { QueryResultRow } from 'pg';
import type { Connection } from '#sync-server/database.ts';

/**
 * Rows of one statement that is not prepared. The engine's own `rows` names what it prepares by a count of its module, and the routes'
 * bundle has that module a second time: on a shared connection the names would meet.
 */
export async function rows<T extends QueryResultRow>(connection: Connection, text: string, values: readonly unknown[] = []): Promise<T[]> {
	return (await connection.query<T>(text, [...values])).rows;
}
