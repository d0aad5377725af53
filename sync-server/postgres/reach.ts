import pg from 'pg';
import { OperatorError } from './operator-error.ts';

/** Snapshots as cursors need `pg_current_snapshot()` (13) and SQL-standard function bodies (14). */
export const oldestPostgres = 14;

/**
 * @param versionNum `server_version_num`, e.g. `150018` for 15.18.
 * @throws OperatorError when that server is too old.
 */
export function requireVersion(versionNum: string): void {
	const major = Math.floor(Number(versionNum) / 10_000);
	if (major < oldestPostgres)
		throw new OperatorError(
			`The database is Postgres ${major}, but Balcão needs Postgres ${oldestPostgres} or newer: upgrade that server, or start without DATABASE_URL to use the embedded one.`
		);
}

/** The place a connection string names, fit to be shown: no password. */
export function shownDatabase(url: string): string {
	try {
		const { hostname, port, pathname } = new URL(url);
		return `${hostname || 'localhost'}:${port || '5432'}${pathname}`;
	} catch {
		return 'the address in DATABASE_URL';
	}
}

/**
 * Makes sure that the database is there, lets us in, is new enough and can be written.
 * @throws OperatorError with one sentence that tells which of these it is.
 */
export async function requireReachable(url: string): Promise<void> {
	const client = clientFor(url);
	const where = shownDatabase(url);
	try {
		await client.connect();
	} catch (error) {
		await client.end().catch(() => {});
		throw new OperatorError(`The database at ${where} cannot be used: ${because(error)}. Check DATABASE_URL.`);
	}
	try {
		const { rows } = await client.query<{ version: string; standby: boolean }>(
			`select current_setting('server_version_num') as version, pg_is_in_recovery() as standby`
		);
		requireVersion(rows[0]!.version);
		if (rows[0]!.standby) throw new OperatorError(`The database at ${where} is a read-only standby: set DATABASE_URL to the primary.`);
	} finally {
		await client.end();
	}
}

function clientFor(url: string): pg.Client {
	if (!/^postgres(ql)?:\/\/./.test(url) || !URL.canParse(url))
		throw new OperatorError('DATABASE_URL is not a Postgres address: it should look like postgresql://user:password@host:5432/database.');
	return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'balcao start' });
}

function because(error: unknown): string {
	const { code, message, errors } = error as { code?: string; message?: string; errors?: { code?: string; message?: string }[] };
	const known: Record<string, string> = {
		ECONNREFUSED: 'nothing listens there',
		ENOTFOUND: 'no such host',
		EAI_AGAIN: 'the host name could not be looked up',
		ETIMEDOUT: 'it does not answer',
		EHOSTUNREACH: 'there is no route to that host',
		'28P01': 'the password is wrong',
		'28000': 'it does not let this user in',
		'3D000': 'there is no database of that name',
		'53300': 'it has no connection left',
		'57P03': 'it is starting up or shutting down'
	};
	return (
		known[code ?? errors?.[0]?.code ?? ''] ??
		(/timeout/i.test(message ?? '') ? 'it does not answer' : message || errors?.[0]?.message || String(error))
	);
}
