/**
 * `npm run replica -- --url http://… --user …`: keeps a replica in this process, as a browser does, until it is told to
 * stop. What it is doing goes to standard error, rows to standard output.
 */
import type { Core } from '#lib/sync/client/core.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { projectAll } from '#lib/sync/projection.ts';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isWiped, type ReplicaStatus } from '../contract.ts';
import { lockDirectory } from './directory-lock.ts';
import { openHeadless } from './open.ts';
import { HeadlessError, signIn, signOut } from './sign-in.ts';
import { statusLine } from './status-line.ts';

const help = `Usage: npm run replica -- --url URL --user LOGIN [options]

  --url URL            address of the centre, as in a browser
  --user LOGIN         who signs in; the replica holds what this user may see
  --password-env VAR   environment variable with the password (default BALCAO_PASSWORD)
  --password-file F    file with the password, its line end ignored
  --dir DIR            keep the replica and its outbox there (default: in memory)
  --dump TABLE         once caught up, write the rows of TABLE as JSON lines; may be repeated
  --once               end when caught up; the exit code tells whether it worked
  --timeout SECONDS    with --once or --dump: how long that may take (default 600)
  --json               status as JSON lines`;

const projections = new Map(projectAll(syncedTables).map((p) => [p.name, p]));

interface Wanted {
	readonly url: string;
	readonly user: string;
	readonly password: string;
	readonly directory: string | null;
	readonly dump: readonly string[];
	readonly once: boolean;
	readonly timeoutMs: number;
	readonly json: boolean;
}

async function wanted(argv: readonly string[]): Promise<Wanted | 'help'> {
	const { values } = parseArgs({
		args: [...argv],
		options: {
			url: { type: 'string' },
			user: { type: 'string' },
			'password-env': { type: 'string', default: 'BALCAO_PASSWORD' },
			'password-file': { type: 'string' },
			dir: { type: 'string' },
			dump: { type: 'string', multiple: true, default: [] },
			once: { type: 'boolean', default: false },
			timeout: { type: 'string', default: '600' },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) return 'help';
	if (values.url === undefined || values.user === undefined) throw new HeadlessError('--url and --user are needed; --help tells the rest.');
	if (!URL.canParse(values.url) || !/^https?:$/.test(new URL(values.url).protocol))
		throw new HeadlessError(`--url wants an address like http://localhost:3000, not ${values.url}.`);
	for (const table of values.dump)
		if (!projections.has(table))
			throw new HeadlessError(`There is no table ${table} in a replica. There are: ${[...projections.keys()].join(', ')}.`);
	const timeoutMs = Number(values.timeout) * 1000;
	if (!(timeoutMs > 0)) throw new HeadlessError(`--timeout wants seconds, not ${values.timeout}.`);
	return {
		url: values.url,
		user: values.user,
		password: await password(values['password-file'], values['password-env']),
		directory: values.dir ?? null,
		dump: values.dump,
		once: values.once,
		timeoutMs,
		json: values.json
	};
}

async function password(file: string | undefined, variable: string): Promise<string> {
	if (file !== undefined) {
		const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
			throw new HeadlessError(`${file} cannot be read (${error.code}).`);
		});
		return text.replace(/\r?\n$/, '');
	}
	const value = process.env[variable];
	if (value === undefined) throw new HeadlessError(`No password: set ${variable}, or give --password-file.`);
	return value;
}

/** What keeps a replica from ever catching up; null while it may. */
function finalReason({ link }: ReplicaStatus): string | null {
	if (link.state !== 'stopped') return null;
	return {
		signedOut: 'The session was ended at the centre.',
		wiped: 'The centre has ordered this replica to be erased, and it was.',
		reload: 'The centre speaks a newer protocol: update this program.',
		rightsLost: 'This user has lost all rights.',
		storage: 'The replica could not be stored.'
	}[link.because];
}

async function run(want: Wanted): Promise<void> {
	const unlock = want.directory === null ? async () => {} : await lockDirectory(want.directory);
	let core: Core | null = null;
	let token: string | null = null;
	try {
		const session = await signIn(want.url, want.user, want.password);
		token = session.token;
		let next = Promise.withResolvers<void>();
		let last = '';
		core = await openHeadless({
			url: want.url,
			session,
			directory: want.directory,
			onStatus: (status) => {
				const line = want.json ? JSON.stringify(status) : statusLine(status);
				if (line !== last) process.stderr.write(`${(last = line)}\n`);
				next.resolve();
				next = Promise.withResolvers();
			},
			onError: (error) => process.stderr.write(`error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
		});
		const stop = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => 'stop' as const);
		const openedAsOf = core.status.dataAsOf;
		const caughtUp = ({ link, load, dataAsOf, pending }: ReplicaStatus) =>
			link.state === 'online' && load.phase === 'ready' && dataAsOf !== openedAsOf && pending === 0;

		/** Waits until a status says so; false when told to stop before. */
		const until = async (condition: (status: ReplicaStatus) => boolean, timeoutMs: number | null): Promise<boolean> => {
			const late = Promise.withResolvers<'late'>();
			const timer = timeoutMs === null ? undefined : setTimeout(() => late.resolve('late'), timeoutMs);
			try {
				for (;;) {
					const { status } = core!;
					if (condition(status)) return true;
					const reason = finalReason(status);
					if (reason !== null) throw new HeadlessError(reason);
					const woken = await Promise.race([next.promise, stop, late.promise]);
					if (woken === 'stop') return false;
					if (woken === 'late')
						throw new HeadlessError(`Not caught up after ${(timeoutMs ?? 0) / 1000} seconds: ${statusLine(core!.status)}.`);
				}
			} finally {
				clearTimeout(timer);
			}
		};

		if (want.once || want.dump.length > 0) {
			if (!(await until(caughtUp, want.timeoutMs))) return;
			for (const table of want.dump) await dump(core, table);
			if (want.once) return;
		}
		await until(() => false, null);
	} finally {
		// Signing out tells the centre that an order to erase was carried out: not before it is.
		if (core && isWiped(core.status)) await core.erase();
		await core?.close();
		if (token !== null) await signOut(want.url, token);
		await unlock();
	}
}

/** Rows of a table by id, a page at a time: a large table must not become one string. */
async function dump(core: Core, table: string): Promise<void> {
	const { columnList } = projections.get(table)!;
	let after: string | null = null;
	for (;;) {
		const rows: { id: string; line: string }[] = await core.sql(
			`select t.id::text as id, row_to_json(t)::text as line from (select ${columnList} from "${table}" where $1::uuid is null or id > $1 order by id limit 1000) t`,
			[after]
		);
		if (rows.length === 0) return;
		if (!process.stdout.write(rows.map((r) => `${r.line}\n`).join(''))) await once(process.stdout, 'drain');
		after = rows.at(-1)!.id;
	}
}

// `--dump … | head`: nobody reads on, and that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') process.exit(0);
	throw error;
});

try {
	const want = await wanted(process.argv.slice(2));
	if (want === 'help') console.log(help);
	else await run(want);
} catch (error) {
	const sentence = error instanceof HeadlessError || (error instanceof TypeError && 'code' in error) ? error.message : null;
	process.stderr.write(`${sentence ?? (error instanceof Error ? error.stack : String(error))}\n`);
	process.exitCode = 1;
}
