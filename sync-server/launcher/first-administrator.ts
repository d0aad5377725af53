import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { hashPassword } from '#lib/server/auth/password.ts';

/**
 * In a database without demonstration data somebody must be able to sign in first: makes the administrator `admin` with
 * a random password, unless there is a user already. Several nodes may try at once; one makes it.
 * @returns the password, to be shown once; null when there was somebody.
 */
export async function ensureFirstAdministrator(databaseUrl: string): Promise<string | null> {
	const password = randomBytes(12).toString('base64url');
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		await client.query('begin');
		await client.query('lock table app_user in share row exclusive mode');
		const found = await client.query('select from app_user limit 1');
		if (found.rowCount !== 0) {
			await client.query('rollback');
			return null;
		}
		const id = randomUUID();
		await client.query(
			`insert into app_user (id, login, name, role, created_at, updated_at) values ($1, 'admin', 'Administrador', 'administrator', now(), now())`,
			[id]
		);
		await client.query('insert into credential (user_id, password_hash, changed_at) values ($1, $2, now())', [
			id,
			await hashPassword(password)
		]);
		await client.query('commit');
		return password;
	} finally {
		await client.end();
	}
}
