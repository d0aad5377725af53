import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Path of a program that npm installed; null when its package is missing (a production install has no tools). */
export function tool(name: string): string | null {
	const path = join(root, 'node_modules', '.bin', name);
	return existsSync(path) ? path : null;
}

/** True when the package can be imported from the project. */
export function isInstalled(name: string): boolean {
	try {
		createRequire(join(root, 'package.json')).resolve(name);
		return true;
	} catch (error) {
		// Found, but not for `require`: that is an ES module, and it is there.
		return (error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
	}
}

export interface Ran {
	readonly code: number;
	/** Everything it wrote, errors included. */
	readonly output: string;
}

/**
 * Runs a program in the project's folder and shows what it writes as it writes it. Tools are started by the node that
 * runs us: the one in the shell may be too old for them.
 */
export function runTool(
	name: string,
	args: readonly string[] = [],
	options: { env?: Record<string, string>; quiet?: boolean } = {}
): Promise<Ran> {
	const path = tool(name);
	if (!path) return Promise.resolve({ code: 127, output: `${name} is not installed: run "npm ci"\n` });
	return run(process.execPath, [path, ...args], options);
}

/** The same for any program. */
export function run(
	command: string,
	args: readonly string[] = [],
	options: { env?: Record<string, string>; quiet?: boolean } = {}
): Promise<Ran> {
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: root, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		const listen = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
			output += chunk.toString();
			if (!options.quiet) to.write(chunk);
		};
		child.stdout.on('data', listen(process.stdout));
		child.stderr.on('data', listen(process.stderr));
		child.once('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
		child.once('close', (code) => resolve({ code: code ?? 1, output }));
	});
}
