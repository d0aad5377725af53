import { describe, expect, it } from 'vitest';
import { loadActor } from '#lib/server/auth/rights.ts';
import { updateUser } from '#lib/server/auth/users.ts';
import type { CallOptions } from './testing/app.ts';
import { startOffice } from './testing/office.ts';
import { password, signInAs } from './testing/people.ts';

const { app, people, admin } = await startOffice();

const asAdmin = (method: string, path: string, options: CallOptions = {}) => app.call(method, path, { cookie: admin, ...options });
const newUser = (login: string, more: object = {}) => ({
	login,
	name: 'Caio Novo',
	role: 'attendant',
	branchIds: [people.north],
	password: 'outra senha boa',
	...more
});
const user = async (id: string) => (await asAdmin('GET', '/api/admin/users')).json.users.find((one: { id: string }) => one.id === id);

describe('administration', () => {
	it.each([
		['GET', '/api/admin/users'],
		['POST', '/api/admin/users'],
		['PATCH', '/api/admin/users/00000000-0000-7000-8000-000000000000'],
		['PUT', '/api/admin/users/00000000-0000-7000-8000-000000000000/password'],
		['GET', '/api/admin/api-keys'],
		['POST', '/api/admin/api-keys'],
		['DELETE', '/api/admin/api-keys/00000000-0000-7000-8000-000000000000'],
		['GET', '/api/admin/sessions'],
		['POST', '/api/admin/sessions/00000000-0000-7000-8000-000000000000/wipe']
	])('%s %s is for administrators only', async (method, path) => {
		const body = method === 'POST' || method === 'PATCH' || method === 'PUT' ? { body: {} } : {};
		expect(await app.call(method, path, body)).toMatchObject({ status: 401, json: { code: 'not_signed_in' } });
		expect(await app.call(method, path, { ...body, cookie: await signInAs(app, 'ana') })).toMatchObject({
			status: 403,
			json: { code: 'not_allowed' }
		});
	});

	it.each(['no-id', "' or true", '00000000-0000-7000-8000-000000000000'])('of an unknown thing (%s) says so', async (id) => {
		const path = encodeURIComponent(id);
		expect((await asAdmin('PATCH', `/api/admin/users/${path}`, { body: { name: 'x' } })).status).toBe(404);
		expect((await asAdmin('PUT', `/api/admin/users/${path}/password`, { body: { password: 'outra senha boa' } })).status).toBe(404);
		expect((await asAdmin('DELETE', `/api/admin/api-keys/${path}`)).status).toBe(404);
		expect((await asAdmin('POST', `/api/admin/sessions/${path}/wipe`)).status).toBe(404);
	});
});

describe('users', () => {
	it('are added, can sign in, and Histórico says who added them and from where', async () => {
		const created = await asAdmin('POST', '/api/admin/users', { body: newUser(' Caio '), ip: '203.0.113.77' });
		expect(created.status).toBe(201);
		expect(await user(created.json.id)).toMatchObject({
			login: 'caio',
			name: 'Caio Novo',
			role: 'attendant',
			active: true,
			branchIds: [people.north],
			lastSeenAt: null
		});
		expect((await app.call('POST', '/api/session', { body: { login: 'caio', password: 'outra senha boa' } })).json.user.branchIds).toEqual([
			people.north
		]);
		const { rows } = await app.pool.query(`select user_id, ip, changes::text from history where row_id = $1 and operation = 'insert'`, [
			created.json.id
		]);
		expect(rows).toMatchObject([{ user_id: people.admin, ip: '203.0.113.77' }]);
		expect(rows[0].changes).not.toContain('scrypt');
	});

	it.each([
		[{ login: 'ana' }, 409, 'login_taken'],
		[{ login: 'ANA' }, 409, 'login_taken'],
		[{ login: 'a b' }, 422, 'login_invalid'],
		[{ login: "x'; drop table app_user; --" }, 422, 'login_invalid'],
		[{ name: '   ' }, 422, 'name_missing'],
		[{ password: 'curta' }, 422, 'password_too_short'],
		[{ password: '1234567890' }, 422, 'password_obvious'],
		[{ password: 'aaaaaaaaaaaa' }, 422, 'password_obvious'],
		[{ password: 'Caio Novo', name: 'Caio Novo Silva' }, 422, 'password_too_short'],
		[{ password: 'Caio Novo Silva', name: 'Caio Novo Silva' }, 422, 'password_obvious'],
		[{ branchIds: ['00000000-0000-7000-8000-000000000000'] }, 422, 'branch_not_found'],
		[{ role: 'root' }, 400, 'body_invalid'],
		[{ active: true }, 400, 'body_invalid']
	])('are refused with %j', async (more, status, code) => {
		const before = (await asAdmin('GET', '/api/admin/users')).json.users.length;
		expect(await asAdmin('POST', '/api/admin/users', { body: newUser('novo', more) })).toMatchObject({ status, json: { ok: false, code } });
		expect((await asAdmin('GET', '/api/admin/users')).json.users).toHaveLength(before);
	});

	it('whose rights change have their sockets told, and keep what was not changed', async () => {
		const { id } = (await asAdmin('POST', '/api/admin/users', { body: newUser('duda') })).json;
		const answer = await asAdmin('PATCH', `/api/admin/users/${id}`, { body: { role: 'finance', branchIds: [people.south, people.north] } });
		expect(answer.json.user).toMatchObject({
			id,
			login: 'duda',
			name: 'Caio Novo',
			role: 'finance',
			branchIds: [people.north, people.south].toSorted(),
			active: true
		});
		expect(app.closed.at(-1)).toEqual({ filter: { userId: id }, reason: 'rights' });
		expect((await asAdmin('PATCH', `/api/admin/users/${id}`, { body: { branchIds: [] } })).json.user).toMatchObject({
			role: 'finance',
			branchIds: []
		});
	});

	it('who are deactivated cannot sign in, and every computer of theirs is told to erase its replica', async () => {
		const { id } = (await asAdmin('POST', '/api/admin/users', { body: newUser('eli') })).json;
		const cookie = (await app.call('POST', '/api/session', { body: { login: 'eli', password: 'outra senha boa' } })).cookie!;
		expect((await asAdmin('PATCH', `/api/admin/users/${id}`, { body: { active: false } })).json.user.active).toBe(false);
		expect(app.closed.at(-1)).toEqual({ filter: { userId: id }, reason: 'wipe' });
		expect(await app.call('GET', '/api/session', { cookie })).toMatchObject({ status: 401, json: { code: 'wiped' } });
		expect((await app.call('POST', '/api/session', { body: { login: 'eli', password: 'outra senha boa' } })).status).toBe(401);
	});

	it('include an administrator always: the last one can neither step down nor go', async () => {
		const path = `/api/admin/users/${people.admin}`;
		for (const body of [{ active: false }, { role: 'manager' }]) {
			expect(await asAdmin('PATCH', path, { body })).toMatchObject({ status: 422, json: { code: 'last_administrator' } });
		}
		const second = (await asAdmin('POST', '/api/admin/users', { body: newUser('fabi', { role: 'administrator', branchIds: [] }) })).json.id;
		// Each demotes the other at the same moment, both with rights that were good when they asked: one of them must lose.
		const [alda, fabi] = await Promise.all([loadActor(app.pool, people.admin), loadActor(app.pool, second)]);
		const outcomes = await Promise.all([
			updateUser(app.pool, second, { role: 'manager' }, alda!, new Date()),
			updateUser(app.pool, people.admin, { role: 'manager' }, fabi!, new Date())
		]);
		expect(outcomes).toContainEqual({ ok: true });
		expect(outcomes).toContainEqual({ ok: false, code: 'last_administrator' });
		await app.pool.query(`update app_user set role = 'administrator' where id = $1`, [people.admin]);
	});

	it('with a new password are signed out, and the old one is worth nothing', async () => {
		const { id } = (await asAdmin('POST', '/api/admin/users', { body: newUser('gabi') })).json;
		const signIn = (secret: string) => app.call('POST', '/api/session', { body: { login: 'gabi', password: secret } });
		const cookie = (await signIn('outra senha boa')).cookie!;
		expect((await asAdmin('PUT', `/api/admin/users/${id}/password`, { body: { password: 'mais uma senha' } })).status).toBe(204);
		expect(app.closed.at(-1)).toEqual({ filter: { userId: id }, reason: 'signedOut' });
		expect((await app.call('GET', '/api/session', { cookie })).status).toBe(401);
		expect((await signIn('outra senha boa')).status).toBe(401);
		expect((await signIn('mais uma senha')).status).toBe(200);
		expect(await asAdmin('PUT', `/api/admin/users/${id}/password`, { body: { password: 'curta' } })).toMatchObject({
			status: 422,
			json: { field: 'password' }
		});
	});

	it('have names of any characters, kept and returned as they were typed', async () => {
		for (const name of [
			`Robert'); DROP TABLE app_user;--`,
			'<script>alert(1)</script>',
			'{{7*7}} ${7*7} %s \\x00 "q" `b`',
			"D'Ávila 😀 ﷽"
		]) {
			const { id } = (await asAdmin('POST', '/api/admin/users', { body: newUser(`n${Math.abs(hash(name))}`, { name }) })).json;
			const answer = await asAdmin('GET', '/api/admin/users');
			expect(answer.headers.get('content-type')).toContain('application/json');
			expect(answer.json.users.find((one: { id: string }) => one.id === id).name).toBe(name);
		}
	});
});

describe('sessions', () => {
	it('are listed with who, where and since when, and without anything to sign in with', async () => {
		const cookie = await signInAs(app, 'bia');
		const all = await asAdmin('GET', '/api/admin/sessions');
		expect(all.text).not.toContain(cookie);
		expect(all.text).not.toMatch(/token|[0-9a-f]{64}/);
		expect(all.json.sessions.filter((one: { current: boolean }) => one.current)).toMatchObject([{ login: 'admin' }]);
		const own = (await asAdmin('GET', `/api/admin/sessions?userId=${people.bia}`)).json.sessions;
		expect(own).toMatchObject([
			{ userId: people.bia, login: 'bia', name: 'Bia', ip: '198.51.100.9', endedAt: null, wipeAt: null, current: false }
		]);
		expect(own[0].lastSeenAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
		expect((await asAdmin('GET', '/api/admin/sessions?userId=x')).status).toBe(404);
	});

	it('can be wiped: no data any more, and the order stands until the computer was reached', async () => {
		const answer = await app.call('POST', '/api/session', { body: { login: 'teo', password } });
		const [{ id }] = (await asAdmin('GET', `/api/admin/sessions?userId=${people.teo}`)).json.sessions;
		expect((await asAdmin('POST', `/api/admin/sessions/${id}/wipe`)).status).toBe(204);
		expect(app.closed.at(-1)).toEqual({ filter: { sessionId: id }, reason: 'wipe' });
		for (const path of ['/api/session', `/api/customers/${people.customerNorth}/history`]) {
			expect(await app.call('GET', path, { cookie: answer.cookie! })).toMatchObject({ status: 401, json: { code: 'wiped' } });
		}
		expect((await asAdmin('GET', `/api/admin/sessions?userId=${people.teo}`)).json.sessions).toMatchObject([
			{ id, wipeAt: expect.any(String), endedAt: null }
		]);
		await app.pool.query(`update session set expires_at = now() - interval '100 days' where id = $1`, [id]);
		expect(await app.call('GET', '/api/session', { cookie: answer.cookie! })).toMatchObject({ status: 401, json: { code: 'wiped' } });
	});

	it('are listed as erased when the computer says so, by whichever way the order reached it', async () => {
		const answer = await app.call('POST', '/api/session', { body: { login: 'teo', password } });
		const listed = async () => (await asAdmin('GET', `/api/admin/sessions?userId=${people.teo}`)).json.sessions;
		const { id } = (await listed()).find((one: { wipeAt: string | null }) => one.wipeAt === null);
		const state = async () => (await listed()).find((one: { id: string }) => one.id === id);
		expect((await asAdmin('POST', `/api/admin/sessions/${id}/wipe`)).status).toBe(204);
		expect(await state()).toMatchObject({ wipeAt: expect.any(String), endedAt: null });
		expect((await app.call('DELETE', '/api/session', { cookie: answer.cookie! })).status).toBe(204);
		expect(await state()).toMatchObject({ wipeAt: expect.any(String), endedAt: expect.any(String) });
	});
});

const hash = (text: string) => [...text].reduce((sum, char) => (sum * 31 + char.codePointAt(0)!) | 0, 7);
