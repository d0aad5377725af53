import type { Pool } from 'pg';
import { assumeRights, dropRights, inTransaction, readWrite } from '#sync-server/database.ts';
import type { Connection } from '#sync-server/database.ts';
import type { Actor } from '#lib/sync/model.ts';

/** One transaction as this person: row-level security applies, and Histórico knows who it was and from where. */
export function asActor<T>(pool: Pool, actor: Actor, run: (connection: Connection) => Promise<T>): Promise<T> {
	return inTransaction(pool, readWrite, async (connection) => {
		await assumeRights(connection, actor);
		return run(connection);
	});
}

/**
 * The part of an `asActor` transaction that touches what is nobody's to read (credentials, sessions): runs `run` with the
 * node's own access, then goes back to the person's rights.
 */
export async function withOwnAccess<T>(connection: Connection, actor: Actor, run: () => Promise<T>): Promise<T> {
	await dropRights(connection);
	const result = await run();
	await assumeRights(connection, actor);
	return result;
}
