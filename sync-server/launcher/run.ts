import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../postgres/migrate.ts';
import { OperatorError } from '../postgres/operator-error.ts';
import { requireReachable, shownDatabase } from '../postgres/reach.ts';
import { type Centre, openCentreHere } from './centre-here.ts';
import { lockDataDir } from './data-lock.ts';
import { demonstrationSignIns, type DemoSignIn, ensureDemonstration } from './demonstration.ts';
import { ensureFirstAdministrator } from './first-administrator.ts';
import { keepPostgres } from './postgres-keeper.ts';
import { ensureBuild } from './production-build.ts';
import { productionPages } from './production.ts';
import { readSettings, type Settings } from './settings.ts';
import { descend, onSignals, type Running } from './shutdown.ts';
import { openWebHost, type RequestHandler } from './web-host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const log = (line: string): void => console.log(line);
/** How long running requests and sockets may take to end. */
const graceMs = 3000;

/**
 * `npm start` and `npm run dev`: brings everything up in order, says where it is, and takes everything down when asked.
 * What the person at the keyboard can put right is told in one sentence; the exit code is then 1.
 */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
	const running: Running = {};
	const stopped = new AbortController();
	let restartOn: string | null = null;

	const stop = async (code: number): Promise<void> => {
		if (stopped.signal.aborted) return;
		stopped.abort();
		await descend(running, graceMs, log);
		if (restartOn !== null) replaceProcess(restartOn);
		process.exit(code);
	};
	onSignals(
		() => {
			log('\nStopping … (once more to force)');
			void stop(0);
		},
		() => void force(running)
	);
	const fail = (error: unknown): void => {
		if (stopped.signal.aborted) return; // what breaks because it is being taken down is no news
		console.error(error instanceof OperatorError ? `\n${error.message}\n` : error);
		void stop(1);
	};
	process.on('uncaughtException', fail);

	try {
		await ascend(readSettings(args, env), running, {
			signal: stopped.signal,
			fail,
			restart() {
				restartOn = running.web ? new URL(running.web.address).port : '0';
				void stop(0);
			}
		});
	} catch (error) {
		fail(error);
	}
}

/** The same process with the new code and on the same port, so that the terminal and open pages keep what they have. */
function replaceProcess(port: string): never {
	const env = { ...process.env, PORT: port, BALCAO_RESTARTED: '1' } as Record<string, string>;
	return process.execve!(process.execPath, [process.execPath, '--disable-warning=ExperimentalWarning', ...process.argv.slice(1)], env);
}

interface Life {
	readonly signal: AbortSignal;
	fail(error: unknown): void;
	restart(): void;
}

async function ascend(settings: Settings, running: Running, life: Life): Promise<void> {
	const { dataDir, dev } = settings;
	const lock = (running.lock = lockDataDir(dataDir));
	const web = (running.web = await openWebHost(settings.host, settings.port, {
		behindProxy: Boolean(process.env.PROTOCOL_HEADER || process.env.ORIGIN)
	}));
	lock.announce(web.address);
	life.signal.throwIfAborted();

	const databaseUrl = await openDatabase(settings, running, life);
	await migrate(databaseUrl, { log });
	life.signal.throwIfAborted();

	if (settings.demo) await ensureDemonstration(databaseUrl, settings.demoCustomers, log);
	const signIns = await demonstrationSignIns(databaseUrl);
	const firstPassword = await ensureFirstAdministrator(databaseUrl);
	life.signal.throwIfAborted();

	const build = dev ? 'dev' : await ensureBuild(root, { signal: life.signal, log });
	life.signal.throwIfAborted();

	running.centre = openCentreHere({ databaseUrl, build, address: web.address, log });
	const centre = (await running.centre) as Centre;
	life.signal.throwIfAborted();

	let pages: RequestHandler;
	if (dev) {
		// Only here, because a production install has no vite.
		const { developmentPages } = await import('./development.ts');
		const development = await developmentPages(root, web.server, { restart: life.restart, log });
		running.vite = development;
		pages = development.handle;
	} else pages = await productionPages(root);
	life.signal.throwIfAborted();

	web.serve(
		(req, res, next) => {
			if (!centre.handleRequest?.(req, res)) pages(req, res, next);
		},
		// Sockets of the hot reload are vite's, which listens on the same server.
		(req, socket, head) => centre.handleUpgrade(req, socket, head) || (dev && /^vite-/.test(req.headers['sec-websocket-protocol'] ?? ''))
	);
	if (process.env.BALCAO_RESTARTED) log(`  Running again at ${web.address}`);
	else greet(web.address, settings, signIns, firstPassword);
}

async function openDatabase(settings: Settings, running: Running, life: Life): Promise<string> {
	if (settings.databaseUrl !== null) {
		await requireReachable(settings.databaseUrl);
		return settings.databaseUrl;
	}
	const dataDir = join(settings.dataDir, 'postgres');
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const postgres = keepPostgres({ dataDir, log, lost: (error) => life.fail(error) });
	running.postgres = postgres;
	return (await postgres).url;
}

function greet(address: string, settings: Settings, signIns: readonly DemoSignIn[], firstPassword: string | null): void {
	const lines = [
		'',
		`  Balcão is running at ${address}`,
		settings.databaseUrl === null ? `  Data: ${settings.dataDir}` : `  Database: ${shownDatabase(settings.databaseUrl)}`
	];
	if (signIns.length > 0) {
		const columns = (row: DemoSignIn): string[] => [row.login, row.password, row.role, row.branch];
		const rows = [['login', 'password', 'role', 'branch'], ...signIns.map(columns)];
		const widths = rows[0]!.map((_, i) => Math.max(...rows.map((r) => r[i]!.length)));
		lines.push(
			'',
			'  Demonstration sign-ins:',
			...rows.map((r) => `    ${r.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd())
		);
	}
	if (firstPassword !== null) lines.push('', `  First sign-in: admin / ${firstPassword}  (shown only now; change it under Configurações)`);
	lines.push('', '  Ctrl-C stops it.', '');
	log(lines.join('\n'));
}

/** No waiting and no goodbye. Postgres drops everything as in a power cut; the next start replays its log. */
async function force(running: Running): Promise<void> {
	setTimeout(() => process.exit(130), 500).unref();
	const postgres = await running.postgres?.catch(() => undefined);
	if (postgres) process.kill(postgres.pid, 'SIGQUIT');
	running.lock?.release();
	process.exit(130);
}
