/** Postgres as the centre uses it: one pool, raw texts out (see remote-db.ts), rights set inside the transaction. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { parseText, drizzleOver } from '#lib/sync/remote-db.ts';
import type { Actor, Tx } from '#lib/sync/model.ts';

/** node-postgres would make Dates and lose microseconds; both ends of the engine compare the texts. */
export const rawTypes = { getTypeParser: (oid: number) => (value: string) => parseText(oid, value) } as unknown as pg.CustomTypesConfig;

export function openPool(databaseUrl: string, max = 20, more = ''): pg.Pool {
	const pool = new pg.Pool({
		connectionString: databaseUrl,
		max,
		// Parsed once, planned for the values: the change log's plan for the last instant is not the one for a month.
		options: `-c timezone=UTC -c datestyle=ISO -c synchronous_commit=on -c plan_cache_mode=force_custom_plan ${more}`,
		application_name: 'balcao'
	});
	pool.on('error', () => undefined); // an idle connection died; the next use makes a new one or reports it
	// One that is in use but between two queries: its next query rejects, but without a listener the process would end.
	pool.on('connect', (client) => client.on('error', () => undefined));
	return pool;
}

export type Connection = pg.ClientBase;

/**
 * Names by text, for Postgres to keep each parsed: the engine's own statements are a few dozen. By a digest and not by a count:
 * the server and the bundle of the routes have this module once each, over one pool.
 */
const names = new Map<string, string>();
const nameOf = (text: string): string => {
	const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 22);
	names.set(text, name);
	return name;
};

/** The engine's own questions. Never with values written into the text: each text is kept for good. */
export async function rows<T extends pg.QueryResultRow>(
	connection: Connection | pg.Pool,
	text: string,
	values: unknown[] = []
): Promise<T[]> {
	return (await connection.query<T>({ name: nameOf(text), text, values, types: rawTypes })).rows;
}

/** A drizzle handle over one connection; the caller owns the transaction. */
export function drizzleOn(connection: Connection): Tx {
	return drizzleOver(async (text, values, shape) => {
		const query = { text, values, types: rawTypes };
		return shape === 'arrays' ? (await connection.query({ ...query, rowMode: 'array' })).rows : (await connection.query(query)).rows;
	});
}

const setting = (actor: Actor): string[] => [actor.userId, actor.role, `{${actor.branchIds.join(',')}}`, actor.ip ?? ''];

/** From here to the end of the transaction (or `reset role`) this connection has no more rights than the actor. */
export async function assumeRights(connection: Connection, actor: Actor): Promise<void> {
	await connection.query({
		name: 'assume-rights',
		text: `select set_config('app.user_id', $1, true), set_config('app.user_role', $2, true), set_config('app.branch_ids', $3, true), set_config('app.ip', $4, true), set_config('role', 'balcao_user', true)`,
		values: setting(actor)
	});
}

/** Back to the node's own rights, for the engine's bookkeeping inside the same transaction. */
export const dropRights = (connection: Connection): Promise<unknown> => connection.query('reset role');

/**
 * Runs `work` in one transaction on a connection of the pool; a throw rolls back. A connection whose rollback fails is
 * not given back to the pool.
 */
export async function inTransaction<T>(pool: pg.Pool, begin: string, work: (connection: Connection) => Promise<T>): Promise<T> {
	const connection = await pool.connect();
	try {
		await connection.query(begin);
		const result = await work(connection);
		const committed = connection.query('commit');
		if (begin === snapshotRead) {
			// Nothing was written: whoever reads need not wait for the end of it.
			committed.then(
				() => connection.release(),
				(broken: Error) => connection.release(broken)
			);
			return result;
		}
		await committed;
		connection.release();
		return result;
	} catch (error) {
		await connection.query('rollback').then(
			() => connection.release(),
			(broken: Error) => connection.release(broken)
		);
		throw error;
	}
}

export const snapshotRead = 'begin isolation level repeatable read read only';
export const readWrite = 'begin isolation level read committed read write';
