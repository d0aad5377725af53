import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import { OperatorError } from './operator-error.ts';

/** The user that Postgres runs as; null = the one we run as. */
export type Account = { readonly uid: number; readonly gid: number } | null;

const userName = 'postgres';

/**
 * Postgres refuses to run as root. As root we give it the user `postgres`, made where it is missing.
 * @throws OperatorError when that user can neither be found nor made.
 */
export function postgresAccount(): Account {
	if (process.getuid?.() !== 0) return null;
	const found = lookUp();
	if (found) return found;
	const useradd = ['/usr/sbin/useradd', '/sbin/useradd'].find((path) => existsSync(path)) ?? 'useradd';
	const made = spawnSync(useradd, ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', userName], {
		encoding: 'utf8'
	});
	const account = lookUp();
	if (account) return account;
	throw new OperatorError(
		`Postgres does not run as root and the user "${userName}" could not be made (${(made.stderr || made.error?.message || 'useradd failed').trim()}): make that user, start as another user, or set DATABASE_URL.`
	);
}

function lookUp(): Account {
	const line = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((l) => l.startsWith(`${userName}:`));
	if (!line) return null;
	const [, , uid, gid] = line.split(':');
	return { uid: Number(uid), gid: Number(gid) };
}

/** Makes `dir` (mode 0700) for the account, and makes sure the account can get there. */
export function ownDirectory(dir: string, account: Account, log: (line: string) => void): void {
	mkdirSync(dir, { recursive: true, mode: 0o700 });
	if (!account) return;
	chownSync(dir, account.uid, account.gid);
	openTheWay(dirname(dir), log);
}

/**
 * Makes sure the account can run the programs: a checkout under /root, or an `npm ci` with a strict umask, would hide
 * them from it. Only the right to pass through a folder is given (o+x), not the right to list it.
 */
export function letRun(binaries: PostgresBinaries, account: Account, log: (line: string) => void): void {
	if (!account) {
		accessSync(binaries.postgres, constants.X_OK);
		return;
	}
	const runs = () => spawnSync(binaries.postgres, ['--version'], { uid: account.uid, gid: account.gid, cwd: '/' }).status === 0;
	if (runs()) return;
	spawnSync('chmod', ['-R', 'o+rX', binaries.root]);
	openTheWay(dirname(binaries.root), log);
	if (!runs())
		throw new OperatorError(
			`The user "${userName}" cannot run ${binaries.postgres}: start as another user than root, or set DATABASE_URL.`
		);
}

function openTheWay(from: string, log: (line: string) => void): void {
	for (let dir = from; ; dir = dirname(dir)) {
		const mode = statSync(dir).mode;
		if ((mode & 0o001) === 0) {
			chmodSync(dir, (mode & 0o7777) | 0o001);
			log(`gave other users the right to pass through ${dir} (chmod o+x), because Postgres runs as "${userName}"`);
		}
		if (dir === dirname(dir)) return;
	}
}
