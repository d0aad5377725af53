import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { OperatorError } from './operator-error.ts';
import { requireVersion } from './reach.ts';

const ourFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** One lock for all databases of a server would make unrelated ones wait; it is per database. Any constant will do. */
const lock = 7_210_325_114;

export interface MigrateOptions {
	readonly folder?: string;
	readonly log?: (line: string) => void;
	readonly only?: readonly { readonly tag: string; readonly sha256: string }[];
}

interface Migration {
	readonly tag: string;
	readonly sql: string;
	readonly sha256: string;
}

/**
 * Applies the migrations that this database does not have yet, each file in one transaction, and remembers the file's
 * hash. Several nodes may start at once: one migrates, the others wait.
 *
 * Not drizzle's own migrator: that one compares only timestamps, so a file merged late is skipped for ever and an
 * edited one goes unnoticed.
 *
 * @param options.only the state to stop at (a restore begins with the state that was backed up); the files must be these.
 * @returns tags of the migrations applied now.
 * @throws OperatorError when a landed file was edited, when the database is newer than this build, or too old a server.
 */
export async function migrate(database: pg.Pool | string, options: MigrateOptions = {}): Promise<string[]> {
	let files = readMigrations(options.folder ?? ourFolder);
	if (options.only) {
		requireSameHistory(options.only, files);
		files = files.slice(0, options.only.length);
	}
	if (typeof database === 'string') {
		const pool = new pg.Pool({ connectionString: database, max: 1 });
		try {
			return await migrate(pool, options);
		} finally {
			await pool.end();
		}
	}
	const client = await database.connect();
	try {
		const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`);
		requireVersion(rows[0]!.version);
		await client.query('select pg_advisory_lock($1)', [lock]);
		return await applyMissing(client, files, options.log ?? (() => {}));
	} finally {
		// A client that still holds the lock must not go back into the pool: if unlocking fails, it is closed.
		const unlocked = await client.query('select pg_advisory_unlock_all()').then(
			() => undefined,
			() => true
		);
		client.release(unlocked);
	}
}

/** In the order of the journal, which is the order they were written in. */
function readMigrations(folder: string): Migration[] {
	const journal = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8')) as { entries: { idx: number; tag: string }[] };
	return [...journal.entries]
		.sort((a, b) => a.idx - b.idx)
		.map(({ tag }) => {
			const sql = readFileSync(`${folder}/${tag}.sql`, 'utf8').replaceAll('\r\n', '\n');
			return { tag, sql, sha256: createHash('sha256').update(sql).digest('hex') };
		});
}

async function applyMissing(client: pg.ClientBase, files: readonly Migration[], log: (line: string) => void): Promise<string[]> {
	await client.query(`create schema if not exists migration`);
	await client.query(
		`create table if not exists migration.landed (position integer primary key, tag text not null unique, sha256 text not null, at timestamptz not null default now())`
	);
	const { rows: landed } = await client.query<{ tag: string; sha256: string }>(
		'select tag, sha256 from migration.landed order by position'
	);
	requireSameHistory(landed, files);

	const applied: string[] = [];
	for (const [position, file] of files.entries()) {
		if (position < landed.length) continue;
		await client.query('begin');
		try {
			for (const statement of file.sql.split('--> statement-breakpoint')) if (statement.trim()) await client.query(statement);
			await client.query('insert into migration.landed (position, tag, sha256) values ($1, $2, $3)', [position, file.tag, file.sha256]);
			await client.query('commit');
		} catch (error) {
			await client.query('rollback');
			throw explained(file.tag, error);
		}
		log(`migration ${file.tag}`);
		applied.push(file.tag);
	}
	return applied;
}

function requireSameHistory(landed: readonly { tag: string; sha256: string }[], files: readonly Migration[]): void {
	for (const [position, { tag, sha256 }] of landed.entries()) {
		const file = files[position];
		if (!file)
			throw new OperatorError(
				`The database has migration ${tag}, which this version of Balcão does not know: it was used by a newer version, so start that one or restore an older backup.`
			);
		if (file.tag !== tag)
			throw new OperatorError(
				`The database has migration ${tag} where this version of Balcão has ${file.tag}: migrations are only ever added at the end.`
			);
		if (file.sha256 !== sha256)
			throw new OperatorError(
				`Migration ${tag} was edited after this database took it: put migrations/${tag}.sql back as it was and write a new migration instead.`
			);
	}
}

function explained(tag: string, error: unknown): Error {
	const { code, message } = error as { code?: string; message: string };
	if (code === '42501')
		return new OperatorError(
			`Migration ${tag} needs a right that the user in DATABASE_URL does not have (${message}): let that user own the database and either give it CREATEROLE or run "create role balcao_user nologin; create role balcao_network nologin; create role balcao_radius nologin; grant balcao_user, balcao_network to <user>" (without the roles that are there already) as an administrator.`
		);
	return new Error(`migration ${tag} failed: ${message}`, { cause: error });
}
