import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockDataDir } from '../../sync-server/launcher/data-lock.ts';
import { runningEmbeddedUrl, startEmbeddedPostgres } from '../../sync-server/postgres/embedded.ts';
import { OperatorError } from '../../sync-server/postgres/operator-error.ts';
import { requireReachable } from '../../sync-server/postgres/reach.ts';

const dataDir = (): string => resolve(process.env.DATA_DIR || 'data');

/** Works on the database that `npm start` would use with these settings: started for the while if it does not run. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
	const theirs = process.env.DATABASE_URL;
	if (theirs) {
		await requireReachable(theirs);
		return work(theirs);
	}
	const home = join(dataDir(), 'postgres');
	const running = runningEmbeddedUrl(home);
	if (running) return work(running);
	if (!existsSync(join(home, 'cluster')))
		throw new OperatorError(`There is no database in ${dataDir()}: set DATA_DIR or DATABASE_URL to the one you mean.`);
	return startedFor(work);
}

/** Works on a new, empty database: `DATABASE_URL`, or a new one in a `DATA_DIR` that has none. */
export async function withNewDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
	const theirs = process.env.DATABASE_URL;
	if (theirs) {
		await requireReachable(theirs);
		return work(theirs);
	}
	if (existsSync(join(dataDir(), 'postgres', 'cluster')))
		throw new OperatorError(`There is a database in ${dataDir()} already: set DATA_DIR to a new folder.`);
	return startedFor(work);
}

async function startedFor<T>(work: (url: string) => Promise<T>): Promise<T> {
	const lock = lockDataDir(dataDir());
	try {
		const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir(), 'postgres'), log: console.log });
		try {
			return await work(postgres.url);
		} finally {
			await postgres.stop();
		}
	} finally {
		lock.release();
	}
}

/** Runs a command of the operator: one sentence and exit code 1 when it cannot be done. */
export async function command(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		console.error(error instanceof OperatorError ? error.message : error);
		process.exitCode = 1;
	}
}
