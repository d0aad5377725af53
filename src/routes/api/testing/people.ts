import type { Pool } from 'pg';
import { hashPassword } from '#lib/server/auth/password.ts';
import { newUuid } from '#lib/sync/ids.ts';
import type { App } from './app.ts';

export const password = 'girassol amarelo';

/** Two branches, a person of each kind that the tests need, one customer in each branch. */
export interface People {
	readonly north: string;
	readonly south: string;
	readonly admin: string;
	/** Attendant of north. */
	readonly ana: string;
	/** Attendant of south. */
	readonly bia: string;
	/** Technician of north. */
	readonly teo: string;
	readonly customerNorth: string;
	readonly customerSouth: string;
	readonly observationType: string;
}

export async function addPeople(pool: Pool): Promise<People> {
	const [north, south, admin, ana, bia, teo, customerNorth, customerSouth, observationType] = Array.from({ length: 9 }, newUuid) as [
		string,
		string,
		string,
		string,
		string,
		string,
		string,
		string,
		string
	];
	const hash = await hashPassword(password);
	await pool.query(
		`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, 'Norte', 'Santarém', 'PA', '93', now(), now()), ($2, 'Sul', 'Pelotas', 'RS', '53', now(), now())`,
		[north, south]
	);
	for (const [id, login, name, role, branch] of [
		[admin, 'admin', 'Alda', 'administrator', null],
		[ana, 'ana', 'Ana', 'attendant', north],
		[bia, 'bia', 'Bia', 'attendant', south],
		[teo, 'teo', 'Téo', 'technician', north]
	] as const) {
		await pool.query('insert into app_user (id, login, name, role, created_at, updated_at) values ($1, $2, $3, $4, now(), now())', [
			id,
			login,
			name,
			role
		]);
		await pool.query('insert into credential (user_id, password_hash, changed_at) values ($1, $2, now())', [id, hash]);
		if (branch) await pool.query('insert into user_branch (id, user_id, branch_id) values ($1, $2, $3)', [newUuid(), id, branch]);
	}
	await pool.query(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at) values
		($1, $2, 101, 'natural', 'Nilo Norte', '52998224725', '2026-01-05', 'Rua A, 1', 'Santarém', 'PA', now(), now()),
		($3, $4, 102, 'natural', 'Sara Sul', '11144477735', '2026-01-05', 'Rua B, 2', 'Pelotas', 'RS', now(), now())`,
		[customerNorth, north, customerSouth, south]
	);
	await pool.query(`insert into observation_type (id, name, created_at, updated_at) values ($1, 'Geral', now(), now())`, [observationType]);
	return { north, south, admin, ana, bia, teo, customerNorth, customerSouth, observationType };
}

/** Session cookie of somebody who signs in. */
export async function signInAs(app: App, login: string): Promise<string> {
	const answer = await app.call('POST', '/api/session', { body: { login, password }, ip: '198.51.100.9' });
	if (!answer.cookie) throw new Error(`sign-in of ${login}: ${answer.status} ${answer.text}`);
	return answer.cookie;
}
