import { resolve } from 'node:path';
import { OperatorError } from '../postgres/operator-error.ts';

/** How this process was asked to run. */
export interface Settings {
	/** Reload while developing, instead of a production build. */
	readonly dev: boolean;
	readonly host: string;
	/** 0 = any free one. */
	readonly port: number;
	readonly dataDir: string;
	/** A Postgres run by somebody else; null = the embedded one, in `dataDir`. */
	readonly databaseUrl: string | null;
	/** Load demonstration data into an empty database. */
	readonly demo: boolean;
	readonly demoCustomers: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings of `npm start` from arguments and environment; an empty variable counts as not set.
 * @throws OperatorError that names the variable and what it may be.
 */
export function readSettings(args: readonly string[], env: Environment): Settings {
	const unknown = args.find((a) => a !== '--dev');
	if (unknown !== undefined)
		throw new OperatorError(`There is no option ${unknown}: settings are environment variables, e.g. PORT=3001 npm start (see README.md).`);
	if (env.PUBLIC_URL && !/^https?:$/.test(URL.parse(env.PUBLIC_URL)?.protocol ?? ''))
		throw new OperatorError(
			`PUBLIC_URL is "${env.PUBLIC_URL}", but it must be a whole address, e.g. https://boletos.provedor.net: customers are sent to it.`
		);
	const databaseUrl = env.DATABASE_URL || null;
	return {
		dev: args.includes('--dev'),
		host: env.HOST || '127.0.0.1',
		port: whole(env, 'PORT', 3000, 0, 65_535),
		dataDir: resolve(env.DATA_DIR || 'data'),
		databaseUrl,
		// Somebody else's database gets made-up customers only when asked.
		demo: env.DEMO ? env.DEMO === '1' : databaseUrl === null,
		demoCustomers: whole(env, 'DEMO_CUSTOMERS', 2000, 0, 500_000)
	};
}

function whole(env: Environment, name: string, otherwise: number, min: number, max: number): number {
	const text = env[name];
	if (!text) return otherwise;
	const value = Number(text);
	if (!Number.isInteger(value) || value < min || value > max)
		throw new OperatorError(`${name} is "${text}", but it must be a whole number from ${min} to ${max}.`);
	return value;
}
