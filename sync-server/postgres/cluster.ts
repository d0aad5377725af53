import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';
import { OperatorError } from './operator-error.ts';

export const superuser = 'balcao';

/**
 * Makes the cluster in `home/cluster` unless it is there. It is built beside and renamed when complete, so a start that
 * is killed in the middle leaves nothing that looks like a cluster.
 * The locale is Postgres' own C.UTF-8: no dependence on what the machine has installed, and the replica sorts alike.
 */
export async function ensureCluster(
	home: string,
	options: { binaries: PostgresBinaries; account: Account; password: string; fsync: boolean }
): Promise<string> {
	const cluster = join(home, 'cluster');
	if (existsSync(join(cluster, 'PG_VERSION'))) return cluster;
	const { binaries, account, password, fsync } = options;
	for (const name of readdirSync(home)) if (name.startsWith('making-')) rmSync(join(home, name), { recursive: true, force: true });

	const making = join(home, `making-${process.pid}`);
	const passwordFile = join(home, `making-password-${process.pid}`);
	mkdirSync(making, { mode: 0o700 });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (account) for (const path of [making, passwordFile]) chownSync(path, account.uid, account.gid);
	try {
		const args = ['-D', making, '-U', superuser, '-E', 'UTF8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
		args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
		if (!fsync) args.push('--no-sync');
		await promisify(execFile)(binaries.initdb, args, { cwd: home, env: { ...process.env, TZ: 'UTC' }, ...account });
	} catch (error) {
		const { stderr, message } = error as { stderr?: string; message: string };
		rmSync(making, { recursive: true, force: true });
		throw new OperatorError(`The database could not be made in ${cluster}: ${(stderr || message).trim().replace(/\s*\n\s*/g, ' ')}`);
	} finally {
		rmSync(passwordFile, { force: true });
	}
	renameSync(making, cluster);
	return cluster;
}
