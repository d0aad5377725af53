import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';

const template = new URL('../freeradius/radiusd.conf', import.meta.url);
const binary = ['/usr/sbin/freeradius', '/usr/sbin/radiusd'].find(existsSync);

/** A real FreeRADIUS with the configuration that docs/network.md gives to providers, on ports of its own. */
export interface FreeRadius {
	readonly authPort: number;
	readonly acctPort: number;
	/** A peer of another make for our Disconnects: acknowledges all but those of `nao.existe`. */
	readonly coaPort: number;
	/** One Access-Request by PAP; `null` when nothing was answered within `seconds`. */
	login(
		username: string,
		password: string,
		options?: { readonly source?: string; readonly secret?: string; readonly seconds?: number }
	): Promise<LoginAnswer | null>;
	/** One Accounting-Request; true when it was acknowledged. */
	account(attributes: Readonly<Record<string, string>>, options?: { readonly source?: string; readonly secret?: string }): Promise<boolean>;
	output(): string;
	stop(): Promise<void>;
}
export interface LoginAnswer {
	readonly accepted: boolean;
	/** Attributes of the answer, by name. */
	readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Starts it on a database that `freshDatabase` made. Its login role is made here and dropped at the end. Throws when FreeRADIUS is not
 * installed: a test that is skipped would prove nothing.
 */
export async function startFreeRadius(database: { readonly url: string; readonly pool: Pool }, secret: string): Promise<FreeRadius> {
	if (!binary) throw new Error('FreeRADIUS is missing: apt-get install freeradius freeradius-postgresql freeradius-utils');
	const url = new URL(database.url);
	const folder = await mkdtemp(join(tmpdir(), 'balcao-radius-'));
	const role = `radius_${folder.slice(-6).toLowerCase()}`;
	const password = 'senha-do-radius';
	await database.pool.query(`create role "${role}" login password '${password}' in role balcao_radius`);
	await database.pool.query(`alter role "${role}" set search_path = radius`);
	const [authPort, acctPort, coaPort] = [await freePort(), await freePort(), await freePort()];
	const values: Record<string, string> = {
		LOG: folder,
		RADDB: folder,
		RUN: folder,
		REJECT_DELAY: '0',
		RETRY_DELAY: '1',
		NAS_NETWORK: '127.0.0.0/8',
		NAS_LIFETIME: '5',
		LISTEN: '127.0.0.1',
		AUTH_PORT: String(authPort),
		ACCT_PORT: String(acctPort),
		DB_HOST: url.hostname,
		DB_PORT: url.port,
		DB_LOGIN: role,
		DB_PASSWORD: password,
		DB_NAME: url.pathname.slice(1)
	};
	const configuration =
		(await readFile(template, 'utf8')).replace(/@([A-Z_]+)@/g, (_, name: string) => values[name] ?? '') + coaServer(coaPort);
	const queries = await readFile('/etc/freeradius/3.0/mods-config/sql/main/postgresql/queries.conf', 'utf8');
	const files = { 'radiusd.conf': configuration, 'queries.conf': queries, dictionary: '' };
	const owner = await accountOf('freerad');
	for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o640 });
	await chmod(folder, 0o755);
	if (owner) for (const path of [folder, ...Object.keys(files).map((name) => join(folder, name))]) await chown(path, owner.uid, owner.gid);

	const child: ChildProcess = spawn(binary, ['-f', '-d', folder, '-n', 'radiusd', '-l', 'stdout'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		...(owner ? { uid: owner.uid, gid: owner.gid } : {})
	});
	let output = '';
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	await new Promise<void>((resolve, reject) => {
		const read = (chunk: Buffer): void => {
			output += chunk.toString();
			if (output.includes('Ready to process requests')) resolve();
		};
		child.stdout!.on('data', read);
		child.stderr!.on('data', read);
		void gone.then(() => reject(new Error(`FreeRADIUS ended:\n${output.slice(-2000)}`)));
	});

	const client = async (
		kind: 'auth' | 'acct',
		attributes: Readonly<Record<string, string>>,
		more: { source?: string; secret?: string; seconds?: number } = {}
	) => {
		const port = kind === 'auth' ? authPort : acctPort;
		const lines = { ...attributes, ...(more.source === undefined ? {} : { 'Packet-Src-IP-Address': more.source }) };
		const text = Object.entries(lines)
			.map(
				([name, value]) =>
					`${name} = ${/^[\d.]+$/.test(value) || /^(Start|Stop|Interim-Update)$/.test(value) ? value : JSON.stringify(value)}`
			)
			.join(', ');
		return await run(
			'radclient',
			['-x', '-t', String(more.seconds ?? 3), '-r', '1', `127.0.0.1:${port}`, kind, more.secret ?? secret],
			text
		);
	};
	return {
		authPort,
		acctPort,
		coaPort,
		async login(username, given, options) {
			const text = await client(
				'auth',
				{ 'User-Name': username, 'User-Password': given, 'NAS-IP-Address': options?.source ?? '127.0.0.1' },
				options
			);
			const received = /Received Access-(Accept|Reject)[^\n]*\n((?:\s+[^\n]*\n?)*)/.exec(text);
			if (!received) return null;
			const pairs = [...received[2]!.matchAll(/^\s+([\w-]+) = "?([^"\n]*)"?$/gm)].map(([, name, value]) => [name, value]);
			return { accepted: received[1] === 'Accept', attributes: Object.fromEntries(pairs) as Record<string, string> };
		},
		async account(attributes, options) {
			return (await client('acct', attributes, options)).includes('Received Accounting-Response');
		},
		output: () => output,
		async stop() {
			child.kill('SIGTERM');
			await gone;
			await rm(folder, { recursive: true, force: true });
			await database.pool.query(`drop owned by "${role}"`).catch(() => undefined);
			await database.pool.query(`drop role "${role}"`).catch(() => undefined);
		}
	};
}

/** Standard output and error of a tool that reads `input`; its exit code says nothing that its output does not. */
function run(file: string, args: readonly string[], input: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = execFile(file, args, { timeout: 20_000 }, (error, stdout, stderr) => {
			if (error && (error as NodeJS.ErrnoException).code === 'ENOENT')
				reject(new Error(`${file} is missing: apt-get install freeradius-utils`));
			else resolve(stdout + stderr);
		});
		child.stdin!.end(input);
	});
}

/** The account that FreeRADIUS runs under where we are root, as providers run it; null where it runs as ourselves. */
async function accountOf(name: string): Promise<{ readonly uid: number; readonly gid: number } | null> {
	if (userInfo().uid !== 0) return null;
	const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith(`${name}:`));
	const [, , uid, gid] = line?.split(':') ?? [];
	return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

function freePort(): Promise<number> {
	const socket = createSocket('udp4');
	return new Promise((resolve) =>
		socket.bind(0, '127.0.0.1', () => {
			const { port } = socket.address();
			socket.close(() => resolve(port));
		})
	);
}

const coaServer = (port: number): string => `
server coa {
  listen {
    type = coa
    ipaddr = 127.0.0.1
    port = ${port}
    virtual_server = coa
  }
  recv-coa {
    if (&User-Name == "nao.existe") {
      reject
    }
    else {
      ok
    }
  }
  send-coa {
    ok
  }
}
`;
