import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BackupManifest } from './backup.ts';
import { migrate } from './migrate.ts';
import { OperatorError } from './operator-error.ts';

/**
 * How far every counter of leased numbers is moved on: numbers given out after the backup was taken are known to people
 * but not to the backup, and must never be given out again.
 */
const numbersSkipped = 10_000;

/**
 * Fills an empty database from a backup: first the migrations that the backed-up one had, then its rows in one
 * transaction, then the migrations since. Ends with a new epoch, so that replicas compare themselves with what is there
 * now instead of trusting their cursors; their outboxes are kept and sent again.
 * @throws OperatorError when the backup is damaged or not ours, or the database is not empty.
 */
export async function restore(databaseUrl: string, folder: string): Promise<BackupManifest> {
	const source = resolve(folder);
	const manifest = readManifest(source);
	await verify(source, manifest);
	await requireEmpty(databaseUrl);
	await migrate(databaseUrl, { only: manifest.migrations });

	const client = new pg.Client({
		connectionString: databaseUrl,
		application_name: 'balcao restore',
		options: '-c datestyle=ISO -c timezone=UTC'
	});
	await client.connect();
	try {
		await client.query('begin');
		// What triggers wrote (change log, Histórico) is in the backup already. Foreign keys stay and are checked.
		for (const { name } of manifest.tables) await client.query(`alter table ${name} disable trigger user`);
		await client.query(`truncate ${manifest.tables.map((t) => t.name).join(', ')}`);
		for (const { name, columns, file, rows } of manifest.tables) {
			const sink = client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`));
			await pipeline(createReadStream(join(source, file)), createGunzip(), sink);
			if (sink.rowCount !== rows) throw new Error(`${name}: ${sink.rowCount} rows came back of ${rows}`);
		}
		for (const { name } of manifest.tables) await client.query(`alter table ${name} enable trigger user`);
		await client.query('update sync.number set next = next + $1', [numbersSkipped]);
		await client.query('select sync.new_epoch()');
		await client.query('commit');
		await migrate(databaseUrl);
		await client.query('analyze');
	} finally {
		await client.end();
	}
	return manifest;
}

function readManifest(folder: string): BackupManifest {
	try {
		const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as BackupManifest;
		if (manifest.format === 1) return manifest;
	} catch {
		// said below
	}
	throw new OperatorError(`${folder} is not a complete backup: its manifest.json is missing or not one of ours.`);
}

async function verify(folder: string, manifest: BackupManifest): Promise<void> {
	for (const { file, sha256 } of manifest.tables) {
		const hash = createHash('sha256');
		try {
			await pipeline(createReadStream(join(folder, file)), hash);
		} catch {
			throw new OperatorError(`The backup in ${folder} is damaged: ${file} cannot be read.`);
		}
		if (hash.digest('hex') !== sha256)
			throw new OperatorError(`The backup in ${folder} is damaged: ${file} is not what was written. Take another one.`);
	}
}

async function requireEmpty(databaseUrl: string): Promise<void> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		const { rows } = await client.query<{ used: boolean }>(`select to_regclass('migration.landed') is not null as used`);
		if (rows[0]!.used)
			throw new OperatorError(
				'The database to restore into is not empty: give a new one (a new DATA_DIR, or DATABASE_URL of an empty database).'
			);
	} finally {
		await client.end();
	}
}
