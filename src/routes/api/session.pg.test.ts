import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authenticateUpgrade, recheckSession } from '#lib/server/auth/upgrade.ts';
import { secretHash } from '#lib/server/auth/secret.ts';
import { startApp, type App } from './testing/app.ts';
import { addPeople, password, signInAs, type People } from './testing/people.ts';

let app: App;
let people: People;
beforeAll(async () => {
	app = await startApp();
	people = await addPeople(app.pool);
});
afterAll(() => app.stop());

const upgrade = (headers: Record<string, string>) =>
	({
		headers: { host: 'balcao.test', upgrade: 'websocket', ...headers },
		socket: { remoteAddress: '203.0.113.9' }
	}) as unknown as IncomingMessage;
const later = (days: number) => new Date(Date.now() + days * 86_400_000);

describe('a new password of one’s own', () => {
	it('needs the present one, ends the other sessions and not this one, and is what one signs in with from then on', async () => {
		const [here, elsewhere] = [await signInAs(app, 'ana'), await signInAs(app, 'ana')];
		const change = (current: string, next: string) =>
			app.call('PUT', '/api/session/password', { cookie: here, body: { current, password: next } });
		expect((await change('not this one', 'three new words')).json).toMatchObject({ code: 'current_password_wrong', field: 'current' });
		expect((await change(password, 'short')).json).toMatchObject({ code: 'password_too_short', field: 'password' });
		expect((await change(password, 'three new words')).status).toBe(204);
		expect((await app.call('GET', '/api/session', { cookie: here })).status).toBe(200);
		expect((await app.call('GET', '/api/session', { cookie: elsewhere })).status).toBe(401);
		expect((await app.call('POST', '/api/session', { body: { login: 'ana', password } })).json).toMatchObject({ code: 'sign_in_failed' });
		expect((await app.call('POST', '/api/session', { body: { login: 'ana', password: 'three new words' } })).status).toBe(200);
		expect((await change('three new words', password)).status).toBe(204);
	});

	it('is no way to try passwords faster than at the door', async () => {
		const here = await signInAs(app, 'ana');
		const tries = [];
		for (let n = 0; n < 7; n++)
			tries.push(
				(await app.call('PUT', '/api/session/password', { cookie: here, body: { current: `wrong ${n}`, password: 'three new words' } }))
					.json
			);
		expect(tries.at(-1)).toMatchObject({ code: 'too_many_attempts' });
	});
});

describe('sign-in', () => {
	it('gives a cookie that scripts cannot read, and tells who it is and how long the office may go on offline', async () => {
		const answer = await app.call('POST', '/api/session', { body: { login: ' Ana ', password }, headers: { 'user-agent': 'Test' } });
		expect(answer.status).toBe(200);
		expect(answer.json).toEqual({
			user: { id: people.ana, login: 'ana', name: 'Ana', role: 'attendant', branchIds: [people.north] },
			offlineHours: 72
		});
		expect(answer.cookieOptions).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' });
		expect((await app.call('GET', '/api/session', { cookie: answer.cookie! })).json).toEqual(answer.json);
	});

	it('stores the hash of the token, never the token', async () => {
		const token = await signInAs(app, 'ana');
		const { rows } = await app.pool.query('select to_jsonb(s)::text as row from session s');
		expect(rows.some(({ row }) => row.includes(secretHash(token)))).toBe(true);
		expect(rows.some(({ row }) => row.includes(token))).toBe(false);
	});

	it('gives a headless program the token in the answer, and no cookie', async () => {
		const answer = await app.call('POST', '/api/session', {
			body: { login: 'ana', password },
			headers: { 'x-balcao-client': 'headless', origin: '' }
		});
		expect(answer.cookie).toBeUndefined();
		expect(answer.json.user.login).toBe('ana');
		expect((await app.call('GET', '/api/session', { bearer: answer.json.token })).status).toBe(200);
		const identity = await authenticateUpgrade(app.pool, upgrade({ authorization: `Bearer ${answer.json.token}` }));
		expect(identity?.actor).toMatchObject({ userId: people.ana, branchIds: [people.north], ip: '203.0.113.9' });
	});

	it('answers a wrong password, an unknown login and an inactive person alike', async () => {
		await app.pool.query(
			`insert into app_user (id, login, name, role, active, created_at, updated_at) select gen_random_uuid(), 'gone', 'Gone', 'attendant', false, now(), now()`
		);
		await app.pool.query(
			`insert into credential select u.id, c.password_hash, now() from app_user u, credential c where u.login = 'gone' and c.user_id = $1`,
			[people.ana]
		);
		const answers = await Promise.all(
			[
				{ login: 'ana', password: 'wrong password' },
				{ login: 'nobody', password },
				{ login: 'gone', password },
				{ login: "ana' or '1'='1", password }
			].map((body) => app.call('POST', '/api/session', { body }))
		);
		for (const answer of answers) {
			expect(answer.status).toBe(401);
			expect(answer.json).toEqual({ ok: false, code: 'sign_in_failed' });
			expect(answer.cookie).toBeUndefined();
		}
	});

	it('stops guessing: after five failures not even the right password is tried, from there', async () => {
		const guess = (secret: string, ip = '192.0.2.1') => app.call('POST', '/api/session', { body: { login: 'bia', password: secret }, ip });
		// All at once, as a program would.
		const statuses = (await Promise.all(Array.from({ length: 20 }, (_, i) => guess(`guess number ${i}`)))).map((answer) => answer.status);
		expect(statuses.filter((status) => status === 401)).toHaveLength(5);
		const stopped = await guess(password);
		expect(stopped.status).toBe(429);
		expect(stopped.json).toMatchObject({ ok: false, code: 'too_many_attempts' });
		expect(stopped.json.detail.seconds).toBeGreaterThan(800);
		expect(stopped.headers.get('retry-after')).toBe(String(stopped.json.detail.seconds));
		expect((await guess(password, '192.0.2.200')).status).toBe(200);
	});

	it('of somebody else on the same browser ends the session before', async () => {
		const before = await signInAs(app, 'ana');
		const answer = await app.call('POST', '/api/session', { body: { login: 'teo', password }, cookie: before });
		expect(answer.status).toBe(200);
		expect((await app.call('GET', '/api/session', { cookie: before })).status).toBe(401);
	});
});

describe('session', () => {
	it('is needed', async () => {
		for (const path of [
			'/api/session',
			`/api/customers/${people.customerNorth}/history`,
			'/api/admin/users',
			'/api/admin/sessions',
			'/api/admin/api-keys'
		]) {
			const answer = await app.call('GET', path);
			expect(answer.status, path).toBe(401);
			expect(answer.json).toEqual({ ok: false, code: 'not_signed_in' });
		}
		expect(await authenticateUpgrade(app.pool, upgrade({}))).toBeNull();
	});

	it.each([
		['random', 'A'.repeat(43)],
		['too short', 'abc'],
		['a hash of one', '0'.repeat(64)],
		['SQL', "' or true --"]
	])('cannot be forged (%s)', async (_what, cookie) => {
		expect((await app.call('GET', '/api/session', { cookie })).status).toBe(401);
		expect(await authenticateUpgrade(app.pool, upgrade({ cookie: `balcao_session=${cookie}`, origin: 'http://balcao.test' }))).toBeNull();
	});

	it('is not opened by the hash that is stored', async () => {
		await signInAs(app, 'ana');
		const { rows } = await app.pool.query<{ token_hash: string }>('select token_hash from session limit 1');
		expect((await app.call('GET', '/api/session', { cookie: rows[0]!.token_hash })).status).toBe(401);
	});

	it('ends with the sign-out, everywhere it is used', async () => {
		const cookie = await signInAs(app, 'ana');
		const identity = await authenticateUpgrade(app.pool, upgrade({ cookie: `balcao_session=${cookie}`, origin: 'http://balcao.test' }));
		const answer = await app.call('DELETE', '/api/session', { cookie });
		expect(answer.status).toBe(204);
		expect(answer.cookie).toBe('');
		expect(app.closed.at(-1)).toEqual({ filter: { sessionId: identity!.sessionId }, reason: 'signedOut' });
		expect((await app.call('GET', '/api/session', { cookie })).status).toBe(401);
		expect(await recheckSession(app.pool, identity!)).toBe('signedOut');
	});

	it('expires after 30 days without contact, and each contact renews it', async () => {
		const authorization = `Bearer ${await signInAs(app, 'ana')}`;
		const at = (days: number) => authenticateUpgrade(app.pool, upgrade({ authorization }), later(days));
		expect((await at(29))?.expiresAt.getTime()).toBeCloseTo(later(59).getTime(), -4);
		expect(await at(58)).not.toBeNull();
		expect(await at(58 + 31)).toBeNull();
	});

	it('of a person who became inactive gives no rights', async () => {
		const authorization = `Bearer ${await signInAs(app, 'teo')}`;
		await app.pool.query('update app_user set active = false where id = $1', [people.teo]);
		expect(await authenticateUpgrade(app.pool, upgrade({ authorization }))).toBeNull();
		await app.pool.query('update app_user set active = true where id = $1', [people.teo]);
	});

	it('cookie opens no socket for a page of another site', async () => {
		const cookie = `balcao_session=${await signInAs(app, 'ana')}`;
		expect(await authenticateUpgrade(app.pool, upgrade({ cookie, origin: 'http://evil.test' }))).toBeNull();
		expect(await authenticateUpgrade(app.pool, upgrade({ cookie, origin: 'null' }))).toBeNull();
		expect(await authenticateUpgrade(app.pool, upgrade({ cookie }))).toBeNull();
		expect(await authenticateUpgrade(app.pool, upgrade({ cookie, origin: 'http://balcao.test' }))).not.toBeNull();
	});

	it('is checked again while a socket is open: rights that changed are noticed', async () => {
		const identity = (await authenticateUpgrade(app.pool, upgrade({ authorization: `Bearer ${await signInAs(app, 'ana')}` })))!;
		expect(await recheckSession(app.pool, identity)).toBe('same');
		await app.pool.query('update app_user set role = $2 where id = $1', [people.ana, 'finance']);
		expect(await recheckSession(app.pool, identity)).toBe('rights');
		await app.pool.query('update app_user set role = $2 where id = $1', [people.ana, 'attendant']);
	});
});

describe('rights', () => {
	it('of an administrator are all active branches, of others their own active ones', async () => {
		const branchIds = async (login: string) =>
			(await app.call('GET', '/api/session', { cookie: await signInAs(app, login) })).json.user.branchIds;
		expect(await branchIds('admin')).toEqual([people.north, people.south].toSorted());
		expect(await branchIds('ana')).toEqual([people.north]);
		await app.pool.query('update branch set active = false where id = $1', [people.north]);
		expect(await branchIds('admin')).toEqual([people.south]);
		expect(await branchIds('ana')).toEqual([]);
		await app.pool.query('update branch set active = true where id = $1', [people.north]);
	});
});

describe('writes from another site', () => {
	const foreign = { origin: 'http://evil.test' };

	it('with the cookie are refused before anything is done', async () => {
		const cookie = await signInAs(app, 'admin');
		for (const headers of [
			foreign,
			{ origin: '' },
			{ origin: 'null' },
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': 'same-site' }
		]) {
			const answer = await app.call('DELETE', '/api/session', { cookie, headers });
			expect(answer.status).toBe(403);
			expect(answer.json).toEqual({ ok: false, code: 'origin_foreign' });
		}
		expect((await app.call('GET', '/api/session', { cookie })).status).toBe(200);
	});

	it('cannot sign anybody in', async () => {
		expect((await app.call('POST', '/api/session', { body: { login: 'ana', password }, headers: foreign })).status).toBe(403);
	});

	it('cannot pass as a form', async () => {
		const answer = await app.call('POST', '/api/session', {
			raw: JSON.stringify({ login: 'ana', password }),
			headers: { 'content-type': 'text/plain' }
		});
		expect(answer.status).toBe(415);
		expect(answer.json.code).toBe('body_not_json');
	});
});

describe('answers', () => {
	it('are codes and never pages: unknown address, wrong method, too large a body', async () => {
		expect(await app.call('GET', '/api/nothing')).toMatchObject({ status: 404, json: { ok: false, code: 'not_found' } });
		expect(await app.call('PUT', '/api/session', { body: {} })).toMatchObject({
			status: 405,
			json: { ok: false, code: 'method_not_allowed' }
		});
		const large = { login: 'ana', password: 'x'.repeat(70_000) };
		expect(await app.call('POST', '/api/session', { body: large })).toMatchObject({
			status: 413,
			json: { ok: false, code: 'body_too_large' }
		});
		expect(await app.call('POST', '/api/session', { raw: '{"login":"ana\\u0000","password":"x"}' })).toMatchObject({ status: 400 });
	});

	it('tell browsers to be strict, and caches to keep nothing', async () => {
		const { headers } = await app.call('GET', '/api/session');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('x-frame-options')).toBe('DENY');
		expect(headers.get('cache-control')).toBe('no-store');
	});

	it('say nothing of the cause when something breaks', async () => {
		const cookie = await signInAs(app, 'ana');
		const log = vi.spyOn(console, 'error').mockReturnValue();
		await app.pool.query('alter table setting rename to setting_away');
		const answer = await app.call('GET', '/api/session', { cookie });
		await app.pool.query('alter table setting_away rename to setting');
		expect(answer).toMatchObject({ status: 500, json: { ok: false, code: 'internal' } });
		expect(answer.text).not.toContain('relation');
		expect(String(log.mock.calls[0]?.[1])).toContain('relation "setting" does not exist');
		log.mockRestore();
	});
});

describe('operation', () => {
	it('tells everybody whether it is well, and administrators how', async () => {
		expect(await app.call('GET', '/api/health')).toMatchObject({ status: 200, json: { ok: true } });
		expect(Object.keys((await app.call('GET', '/api/health')).json)).toEqual(['ok']);
		expect((await app.call('GET', '/api/health', { cookie: await signInAs(app, 'admin') })).json.build).toBe('test');
	});

	it('gives its numbers to this machine, to administrators and to whoever has the token', async () => {
		expect((await app.call('GET', '/api/metrics')).status).toBe(403);
		expect((await app.call('GET', '/api/metrics', { ip: '127.0.0.1' })).status).toBe(200);
		expect((await app.call('GET', '/api/metrics', { ip: '127.0.0.1', headers: { 'x-forwarded-for': '203.0.113.5' } })).status).toBe(403);
		expect((await app.call('GET', '/api/metrics', { cookie: await signInAs(app, 'ana') })).status).toBe(403);
		expect((await app.call('GET', '/api/metrics', { cookie: await signInAs(app, 'admin') })).headers.get('content-type')).toContain(
			'text/plain'
		);
		process.env.METRICS_TOKEN = 'scrape-me';
		expect((await app.call('GET', '/api/metrics', { bearer: 'scrape-me' })).status).toBe(200);
		expect((await app.call('GET', '/api/metrics', { bearer: 'scrape-you', ip: '127.0.0.1' })).status).toBe(403);
		delete process.env.METRICS_TOKEN;
	});

	it('offers the demonstration sign-ins in a demonstration only', async () => {
		expect((await app.call('GET', '/api/demonstration')).status).toBe(404);
		await app.pool.query(
			`insert into setting (id, key, value, created_at, updated_at) values (gen_random_uuid(), 'demonstration', 'true', now(), now())`
		);
		expect((await app.call('GET', '/api/demonstration')).json.signIns.length).toBeGreaterThan(0);
		await app.pool.query(`delete from setting where key = 'demonstration'`);
	});
});
