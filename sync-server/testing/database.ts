import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../postgres/embedded.ts';
import { migrate } from '../postgres/migrate.ts';
import { isAlive, readPostmaster, stopPostmaster, worksIn } from '../postgres/postmaster.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Connection string of the migrated template database; connect to it through `freshDatabase` only. */
		postgresUrl: string;
	}
}

/** A real Postgres in a folder of its own, with a migrated template; everything goes when it is stopped. */
export interface TestPostgres {
	/** Connection string of the template database: what `freshDatabase` takes. */
	readonly url: string;
	readonly server: EmbeddedPostgres;
	/** Ends it (`immediate`: as a crash would) and starts it again on the same data and port. */
	restart(mode: 'fast' | 'immediate'): Promise<void>;
	stop(): Promise<void>;
}

export interface FreshDatabase {
	readonly url: string;
	readonly pool: pg.Pool;
	/** Ends the pool and deletes the database, whoever is still connected. */
	drop(): Promise<void>;
}

/** For whoever needs a Postgres of its own (fuzz, bench); tests under vitest share the one that the set-up starts. */
export async function startTestPostgres(options: Omit<EmbeddedPostgresOptions, 'dataDir'> = {}): Promise<TestPostgres> {
	await sweep();
	const dataDir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
	let server = await startEmbeddedPostgres({ fsync: false, ...options, dataDir });
	const stop = async () => {
		await server.stop('immediate');
		rmSync(dataDir, { recursive: true, force: true });
	};
	try {
		await migrate(server.url);
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		url: server.url,
		get server() {
			return server;
		},
		async restart(mode) {
			await server.stop(mode);
			server = await startEmbeddedPostgres({ fsync: false, ...options, dataDir, port: server.port });
		},
		stop
	};
}

const prefix = 'balcao-test-';

/** A run that was killed could not stop its Postgres: the next one does, knowing it by the pid in the folder's name. */
async function sweep(): Promise<void> {
	for (const name of readdirSync(tmpdir())) {
		const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
		if (owner === undefined || isAlive(Number(owner))) continue;
		const dataDir = join(tmpdir(), name);
		const cluster = join(dataDir, 'cluster');
		const left = readPostmaster(cluster);
		if (left && worksIn(left.pid, cluster)) await stopPostmaster(left.pid, 'immediate');
		rmSync(dataDir, { recursive: true, force: true });
	}
}

/**
 * A migrated, empty database of its own: a copy of the template, made in some 50 ms.
 * @param templateUrl from `startTestPostgres`; left out under vitest, where the set-up provides it.
 */
export async function freshDatabase(templateUrl?: string): Promise<FreshDatabase> {
	const template = new URL(templateUrl ?? (await import('vitest')).inject('postgresUrl'));
	const name = `test_${randomBytes(8).toString('hex')}`;
	await administer(template, `create database ${name} template ${template.pathname.slice(1)}`);
	const url = new URL(template);
	url.pathname = `/${name}`;
	const pool = new pg.Pool({ connectionString: url.href, max: 10 });
	// An idle client cut off by `drop … with (force)` or by a test that kills Postgres is no reason to end the process.
	pool.on('error', () => {});
	return {
		url: url.href,
		pool,
		async drop() {
			// A client that a failed test never gave back must not keep the run waiting: the force ends it.
			await Promise.race([pool.end(), delay(2000, undefined, { ref: false })]);
			await administer(template, `drop database if exists ${name} with (force)`);
		}
	};
}

async function administer(template: URL, sql: string): Promise<void> {
	const url = new URL(template);
	url.pathname = '/postgres';
	const client = new pg.Client({ connectionString: url.href });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}
