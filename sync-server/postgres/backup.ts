import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { OperatorError } from './operator-error.ts';

export interface BackupTable {
	/** Quoted and with its schema, as SQL takes it: `"public"."customer"`. */
	readonly name: string;
	readonly columns: readonly string[];
	readonly file: string;
	readonly rows: number;
	/** Of the file as it lies on disk. */
	readonly sha256: string;
}

/** What `manifest.json` of a backup says. It is written last: a folder without one is no backup. */
export interface BackupManifest {
	readonly format: 1;
	readonly takenAt: string;
	readonly postgres: string;
	/** Migrations the database had; a restore goes to this state first and migrates from there. */
	readonly migrations: readonly { readonly tag: string; readonly sha256: string }[];
	/** In an order in which every row finds the rows it refers to. */
	readonly tables: readonly BackupTable[];
}

/**
 * Tables that belong to one server and its transaction numbers, or that the migrations fill: a restored database has
 * its own. Columns of type xid8 are left out of every table for the same reason.
 */
export const ownToEachServer = ['migration.landed', 'sync.change', 'sync.beacon', 'sync.state', 'sync.clean', 'sync.tracked'];

/**
 * The queues of jobs: what is on its way on one server is not on its way on another. A node that starts on the restored data asks anew
 * for what its own tables say is unfinished (`JobKind.unfinished`).
 */
const jobSchema = 'pgboss';

/**
 * Writes everything as of one moment into a new folder: COPY text per table, compressed, while everybody works on.
 * The embedded Postgres has no pg_dump; this needs nothing but a connection that owns the tables.
 * @throws OperatorError when the folder is there already or the database was never migrated.
 */
export async function backup(databaseUrl: string, folder: string): Promise<BackupManifest> {
	const target = resolve(folder);
	if (existsSync(target) && readdirSync(target).length > 0)
		throw new OperatorError(`${target} is not empty: give a folder that does not exist yet.`);
	const making = `${target}.making-${process.pid}`;
	mkdirSync(making, { recursive: true, mode: 0o700 });
	const client = new pg.Client({
		connectionString: databaseUrl,
		application_name: 'balcao backup',
		options: '-c datestyle=ISO -c timezone=UTC'
	});
	await client.connect();
	try {
		await client.query('begin isolation level repeatable read read only');
		const migrations = await landed(client);
		const tables: BackupTable[] = [];
		for (const table of await describe(client)) tables.push(await writeTable(client, making, table));
		const { rows } = await client.query<{ at: string; version: string }>(
			`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, current_setting('server_version') as version`
		);
		await client.query('commit');
		const manifest: BackupManifest = { format: 1, takenAt: rows[0]!.at, postgres: rows[0]!.version, migrations, tables };
		writeFileSync(join(making, 'manifest.json'), JSON.stringify(manifest, null, '\t'), { flush: true });
		if (existsSync(target)) rmSync(target, { recursive: true });
		mkdirSync(dirname(target), { recursive: true });
		renameSync(making, target);
		return manifest;
	} catch (error) {
		rmSync(making, { recursive: true, force: true });
		throw error;
	} finally {
		await client.end();
	}
}

async function landed(client: pg.Client): Promise<{ tag: string; sha256: string }[]> {
	try {
		return (await client.query<{ tag: string; sha256: string }>('select tag, sha256 from migration.landed order by position')).rows;
	} catch {
		throw new OperatorError('This database was never used by Balcão: there is nothing to back up.');
	}
}

/** All tables of ours with the columns that can be written, each after the tables it refers to. */
async function describe(client: pg.Client): Promise<{ schema: string; table: string; columns: string[] }[]> {
	const { rows } = await client.query<{ schema: string; table: string; columns: string[]; refers: string[] }>(
		`select n.nspname as schema, c.relname as "table",
			(select array_agg(a.attname::text order by a.attnum) from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype) as columns,
			(select coalesce(array_agg(distinct fn.nspname || '.' || f.relname), '{}') from pg_constraint k
				join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
				where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', $1)
		order by 1, 2`,
		[jobSchema]
	);
	const waiting = rows.filter((r) => !ownToEachServer.includes(`${r.schema}.${r.table}`));
	const ordered: typeof waiting = [];
	while (waiting.length > 0) {
		const next = waiting.findIndex((t) => t.refers.every((r) => !waiting.some((w) => w !== t && `${w.schema}.${w.table}` === r)));
		if (next < 0) throw new Error(`tables refer to each other in a circle: ${waiting.map((t) => t.table).join(', ')}`);
		ordered.push(...waiting.splice(next, 1));
	}
	return ordered;
}

async function writeTable(
	client: pg.Client,
	folder: string,
	what: { schema: string; table: string; columns: string[] }
): Promise<BackupTable> {
	const name = `${pg.escapeIdentifier(what.schema)}.${pg.escapeIdentifier(what.table)}`;
	const columns = what.columns.map((c) => pg.escapeIdentifier(c));
	const file = `${what.schema}.${what.table}.copy.gz`;
	const source = client.query(copyTo(`copy ${name} (${columns.join(', ')}) to stdout`));
	const hash = createHash('sha256');
	const hashing = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			done(null, chunk);
		}
	});
	const sink = createWriteStream(join(folder, file), { mode: 0o600, flush: true });
	await pipeline(source, createGzip({ level: 6 }), hashing, sink);
	if (!sink.closed) await once(sink, 'close');
	return { name, columns, file, rows: source.rowCount ?? 0, sha256: hash.digest('hex') };
}
