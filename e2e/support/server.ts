import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The real thing, started as `npm start` does: launcher, Postgres, sync server, built pages. */
export interface Server {
	/** e.g. `http://127.0.0.1:40123`, without a slash at the end. */
	readonly url: string;
	/** Of the launcher. */
	readonly pid: number;
	readonly dataDir: string;
	/** Everything it has written so far. */
	output(): string;
	/** Sends a signal and waits until the launcher has ended. */
	end(signal?: NodeJS.Signals): Promise<number | null>;
	/** Ends it and deletes its data. */
	remove(): Promise<void>;
}

export interface ServerOptions {
	/** Left out: a new temporary folder. */
	readonly dataDir?: string;
	/** e.g. `{ DEMO_CUSTOMERS: '300' }`. */
	readonly env?: Readonly<Record<string, string>>;
	readonly args?: readonly string[];
}

/** Starts a server on a free port and waits until it says where it is. @throws with all it wrote when it ends instead. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'balcao-e2e-'));
	const { child, output, ended } = launch({ ...options, dataDir });
	const url = await new Promise<string>((resolve, reject) => {
		const look = (): void => {
			const address = /running at (http:\S+)/.exec(output())?.[1];
			if (address) resolve(address);
		};
		child.stdout!.on('data', look);
		void ended.then((code) => reject(new Error(`the server ended with ${code}:\n${output()}`)));
	});
	const end = (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
		child.kill(signal);
		return ended;
	};
	return {
		url,
		pid: child.pid!,
		dataDir,
		output,
		end,
		async remove() {
			await end();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

/** Starts a server that is expected to give up. */
export async function failedStart(options: ServerOptions & { dataDir: string }): Promise<{ code: number | null; output: string }> {
	const { output, ended } = launch(options);
	return { code: await ended, output: output() };
}

/** Starts it and gives the process, whatever becomes of it. */
export function launch(options: ServerOptions & { dataDir: string }): {
	child: ChildProcess;
	output: () => string;
	ended: Promise<number | null>;
} {
	const { DATABASE_URL: _theirs, DEMO: _demo, ...env } = process.env;
	const child = spawn(process.execPath, [join(root, 'sync-server/start.ts'), ...(options.args ?? [])], {
		cwd: root,
		env: { ...env, HOST: '127.0.0.1', PORT: '0', DEMO_CUSTOMERS: '300', DATA_DIR: options.dataDir, ...options.env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	const listen = (chunk: Buffer): void => void (said += chunk.toString());
	child.stdout.on('data', listen);
	child.stderr.on('data', listen);
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	return { child, output: () => said, ended };
}
