import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../postgres/operator-error.ts';
import { buildId } from './build-inputs.ts';
import { type DataLock, lockDataDir } from './data-lock.ts';

/**
 * Makes sure that `build/` was made of the files that are here now, and builds it when not.
 * @returns the build's id, the same on every node with the same files.
 * @throws OperatorError when it had to be built and that failed.
 */
export async function ensureBuild(root: string, options: { signal: AbortSignal; log: (line: string) => void }): Promise<string> {
	const id = buildId(root);
	if (builtId(root) === id) return id;
	const lock = takeBuildLock(root);
	try {
		options.log(existsSync(join(root, 'build')) ? 'The files changed since the last build: building …' : 'Building …');
		await runBuild(root, options.signal);
		return id;
	} finally {
		lock.release();
	}
}

/** The id of the build that is there; null when it is missing or was cut off (the id is written last). */
export function builtId(root: string): string | null {
	try {
		return readFileSync(join(root, 'build', 'build-id'), 'utf8').trim();
	} catch {
		return null;
	}
}

function takeBuildLock(root: string): DataLock {
	try {
		return lockDataDir(join(root, '.svelte-kit', 'building'));
	} catch (error) {
		if (!(error instanceof OperatorError)) throw error;
		throw new OperatorError(`Another process is building in ${root}: wait until it is done and start again.`);
	}
}

/** In a process of its own: what the bundler takes in memory is gone afterwards. */
function runBuild(root: string, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [join(root, 'scripts', 'build.ts')], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], signal });
		let said = '';
		const listen = (chunk: Buffer) => (said += chunk.toString());
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		child.once('error', reject);
		child.once('exit', (code) => {
			if (code === 0) return resolve();
			process.stderr.write(said);
			reject(new OperatorError('The build failed (its own words are above): run "npm ci" if packages are missing, then "npm run build".'));
		});
	});
}
