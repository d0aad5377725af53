import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Account, letRun, ownDirectory, postgresAccount } from './account.ts';
import { findPostgresBinaries, type PostgresBinaries } from './binaries.ts';
import { ensureCluster, superuser } from './cluster.ts';
import { freePort } from './free-port.ts';
import { OperatorError } from './operator-error.ts';
import { readPostmaster, stopPostmaster, type StopMode, worksIn } from './postmaster.ts';

export interface EmbeddedPostgresOptions {
	/** Folder for cluster, password, port and log; made if missing. One running Postgres per folder. */
	readonly dataDir: string;
	/** false only for data that may be lost (tests). */
	readonly fsync?: boolean;
	/** Taken when free; else the port of the last start, else any. */
	readonly port?: number;
	/** Further settings, e.g. `{ max_connections: '400' }`. */
	readonly settings?: Readonly<Record<string, string>>;
	readonly log?: (line: string) => void;
}

export interface EmbeddedPostgres {
	/** Connection string of database `balcao`, as its owner. */
	readonly url: string;
	readonly port: number;
	readonly pid: number;
	/** Resolves when Postgres has ended, whoever ended it. */
	readonly ended: Promise<void>;
	/** Ends it and waits for the end. SIGINT, after five seconds SIGQUIT. */
	stop(mode?: StopMode): Promise<void>;
}

const database = 'balcao';

/**
 * Starts the real Postgres that npm brought along, on loopback and with a random password kept in a 0600 file.
 * A Postgres left behind by a killed launcher is ended first; a cluster left behind by a power cut recovers by itself.
 * @throws OperatorError when it cannot run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
	const { fsync = true, log = () => {} } = options;
	const home = resolve(options.dataDir);
	const binaries = findPostgresBinaries();
	const account = postgresAccount();
	ownDirectory(home, account, log);
	letRun(binaries, account, log);

	const password = keptPassword(home);
	const cluster = await ensureCluster(home, { binaries, account, password, fsync });
	await endLeftover(cluster, log);

	const settings: Record<string, string> = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		max_connections: '200',
		shared_buffers: '256MB',
		// A cursor may only name what a crash cannot take back.
		synchronous_commit: 'on',
		fsync: fsync ? 'on' : 'off',
		full_page_writes: fsync ? 'on' : 'off',
		max_wal_size: '2GB',
		timezone: 'UTC',
		log_timezone: 'UTC',
		log_checkpoints: 'off',
		// Short questions only: compiling them costs more than it saves.
		jit: 'off',
		...options.settings
	};

	const postmaster = await launch({ home, cluster, binaries, account, settings, preferred: options.port ?? keptPort(home), log });
	writeFileSync(join(home, 'port'), `${postmaster.port}\n`);
	const url = urlOf(password, postmaster.port);
	await ensureDatabase(url);

	const { child, port } = postmaster;
	const pid = child.pid!;
	let stopping: Promise<void> | null = null;
	return {
		url,
		port,
		pid,
		ended: postmaster.ended,
		stop(mode) {
			child.ref(); // the end must be seen, or the process could run out of things to wait for
			stopping ??= stopPostmaster(pid, mode).then(() => postmaster.ended);
			return stopping;
		}
	};
}

/** Connection string of the embedded Postgres that runs on this folder; null when none does. */
export function runningEmbeddedUrl(dataDir: string): string | null {
	const home = resolve(dataDir);
	const cluster = join(home, 'cluster');
	const running = readPostmaster(cluster);
	if (!running?.ready || !worksIn(running.pid, cluster)) return null;
	return urlOf(keptPassword(home), running.port);
}

const urlOf = (password: string, port: number): string => `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;

function keptPassword(home: string): string {
	const file = join(home, 'password');
	try {
		return readFileSync(file, 'utf8').trim();
	} catch {
		const password = randomBytes(24).toString('base64url');
		writeFileSync(file, `${password}\n`, { mode: 0o600 });
		return password;
	}
}

function keptPort(home: string): number | undefined {
	try {
		return Number(readFileSync(join(home, 'port'), 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}

async function endLeftover(cluster: string, log: (line: string) => void): Promise<void> {
	const left = readPostmaster(cluster);
	if (!left || !worksIn(left.pid, cluster)) return;
	log(`Postgres of an earlier start still runs (pid ${left.pid}): ending it first`);
	await stopPostmaster(left.pid);
}

interface Launch {
	readonly home: string;
	readonly cluster: string;
	readonly binaries: PostgresBinaries;
	readonly account: Account;
	readonly settings: Readonly<Record<string, string>>;
	readonly preferred: number | undefined;
	readonly log: (line: string) => void;
}

/** Tries until it takes connections; what goes away by itself (a taken port, locks of a dying server) is tried again. */
async function launch(what: Launch): Promise<{ child: ChildProcess; port: number; ended: Promise<void> }> {
	const logFile = join(what.home, 'postgres.log');
	keepLogShort(logFile);
	let preferred = what.preferred;
	for (const giveUp = Date.now() + 30_000; ; await delay(100)) {
		const port = await freePort(preferred);
		const logFd = openSync(logFile, 'a', 0o600);
		const logFrom = statSync(logFile).size;
		const args = ['-D', what.cluster, '-p', String(port)];
		for (const [name, value] of Object.entries(what.settings)) args.push('-c', `${name}=${value}`);
		// Detached: Ctrl-C in a terminal goes to the whole process group, and Postgres must outlive our draining.
		const child = spawn(what.binaries.postgres, args, { cwd: what.home, detached: true, stdio: ['ignore', logFd, logFd], ...what.account });
		closeSync(logFd);
		const ended = new Promise<void>((done) => {
			child.once('exit', () => done());
			child.once('error', () => done());
		});
		child.unref();
		if (await ready(what.cluster, child, what.log)) return { child, port, ended };

		const said = readFileSync(logFile, 'utf8').slice(logFrom);
		const passing = /lock file|is still in use|could not bind|Address already in use/i.test(said);
		if (!passing || Date.now() > giveUp) {
			const reason =
				said.match(/(?:FATAL|PANIC|error while loading[^:]*): *(.*)/)?.[1] ?? (said.trim().split('\n').at(-1) || 'it said nothing');
			throw new OperatorError(`Postgres did not start: ${reason} (see ${logFile})`);
		}
		preferred = undefined;
	}
}

/** True once it takes connections, false when it ended instead. Crash recovery may take minutes and is waited for. */
async function ready(cluster: string, child: ChildProcess, log: (line: string) => void): Promise<boolean> {
	const started = Date.now();
	for (let told = false; child.pid !== undefined && child.exitCode === null && child.signalCode === null; await delay(10)) {
		const postmaster = readPostmaster(cluster);
		if (postmaster?.pid === child.pid && postmaster.ready) return true;
		if (!told && Date.now() - started > 3000) {
			log('Postgres is recovering after an unclean end …');
			told = true;
		}
	}
	return false;
}

function keepLogShort(logFile: string): void {
	try {
		if (statSync(logFile).size > 10_000_000) renameSync(logFile, `${logFile}.1`);
	} catch {
		// first start
	}
}

async function ensureDatabase(url: string): Promise<void> {
	const admin = new URL(url);
	admin.pathname = '/postgres';
	const client = new pg.Client({ connectionString: admin.href });
	await client.connect();
	try {
		const found = await client.query('select from pg_database where datname = $1', [database]);
		if (found.rowCount === 0) await client.query(`create database ${database}`);
	} finally {
		await client.end();
	}
}
