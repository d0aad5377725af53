/**
 * Pages of a first load, as COPY text over HTTP: stateless, resumable, compressible. Pages need no common snapshot: the
 * replica starts from a cursor taken before the first page, and the delta from there heals what moved meanwhile. [SPEC L1–L3]
 */
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip, constants } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Actor } from '#lib/sync/model.ts';
import { quote, type Projection } from '#lib/sync/projection.ts';
import { assumeRights, snapshotRead } from './database.ts';

export const pageRows = 20_000;
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface PageRequest {
	readonly table: Projection;
	readonly after: string | null;
	readonly rows: number;
	readonly gzip: boolean;
}

/** Null when the query is not one of ours. */
export function parsePageRequest(url: URL, projections: readonly Projection[]): PageRequest | null {
	const table = projections.find((p) => p.name === url.searchParams.get('table'));
	const after = url.searchParams.get('after');
	const rows = Number(url.searchParams.get('rows') ?? pageRows);
	if (!table || (after !== null && !uuidShape.test(after)) || !Number.isInteger(rows) || rows < 1 || rows > 50_000) return null;
	return { table, after, rows, gzip: url.searchParams.get('gzip') === '1' };
}

export async function sendPage(pool: pg.Pool, actor: Actor, request: PageRequest, response: ServerResponse): Promise<void> {
	const connection = await pool.connect();
	try {
		await connection.query(snapshotRead);
		await assumeRights(connection, actor);
		const p = request.table;
		// COPY takes no parameters; `after` has been matched against the shape of a UUID.
		const source = connection.query(
			copyTo(
				`copy (select ${p.columnList} from ${quote(p.name)} ${request.after ? `where id > '${request.after}'` : ''} order by id limit ${request.rows}) to stdout`
			)
		);
		// When the reader goes away in the middle, the connection is closed under the COPY, which says so when nobody listens any more.
		source.on('error', () => undefined);
		response.writeHead(200, {
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': 'no-store',
			...(request.gzip ? { 'content-encoding': 'gzip' } : {})
		});
		if (request.gzip) await pipeline(source, createGzip({ level: constants.Z_BEST_SPEED }), response);
		else await pipeline(source, response);
		await connection.query('commit');
		connection.release();
	} catch (error) {
		connection.release(error as Error); // the COPY may be half read; the connection is of no more use
		if (!response.headersSent) response.writeHead(503).end();
		else response.destroy();
	}
}
