import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import type { Automations } from '#lib/server/automations/router.ts';
import { scopes as allScopes } from '#lib/server/automations/scopes.ts';
import type { Refusal } from '#lib/sync/model.ts';
import { clientOf } from './testing/client.ts';
import { startOffice } from './testing/office.ts';
import { signInAs } from './testing/people.ts';

const { app, people, admin } = await startOffice();

/** A key of `userId`, made as the settings make one. */
async function key(userId: string, scopes: readonly string[] = allScopes, more: object = {}): Promise<{ id: string; secret: string }> {
	const answer = await app.call('POST', '/api/admin/api-keys', { cookie: admin, body: { name: 'ERP', userId, scopes, ...more } });
	expect(answer.status, answer.text).toBe(201);
	return answer.json;
}

const client = (secret: string | null, headers: Record<string, string> = {}) => clientOf(app, secret, headers);

/** How a call was refused: HTTP status, tRPC's code, our refusal. */
async function refusalOf(call: Promise<unknown>): Promise<{ status: number; code: string; refusal: Refusal }> {
	try {
		await call;
	} catch (error) {
		const { data } = error as TRPCClientError<Automations>;
		return { status: data!.httpStatus, code: data!.code, refusal: data!.refusal! };
	}
	throw new Error('the call was not refused');
}

const observations = async () => Number((await app.pool.query<{ n: string }>('select count(*) as n from observation')).rows[0]!.n);
const observation = (text: string, customerId = people.customerNorth) => ({
	customerId,
	observationTypeId: people.observationType,
	text,
	mustRead: false
});

describe('API key', () => {
	it('is told once and stored as a hash; lists show only how it begins', async () => {
		const { id, secret } = await key(people.ana, ['customer.search']);
		expect(secret).toMatch(/^balcao_[\w-]{43}$/);
		const { rows } = await app.pool.query('select to_jsonb(k)::text as row from api_key k');
		expect(rows.some(({ row }) => row.includes(secret))).toBe(false);
		const list = await app.call('GET', '/api/admin/api-keys', { cookie: admin });
		expect(list.text).not.toContain(secret);
		expect(list.json.scopes).toEqual(allScopes);
		expect(list.json.keys.find((one: { id: string }) => one.id === id)).toMatchObject({
			name: 'ERP',
			prefix: secret.slice(0, 13),
			userId: people.ana,
			userLogin: 'ana',
			scopes: ['customer.search'],
			createdBy: people.admin,
			expiresAt: null,
			revokedAt: null,
			lastUsedAt: null
		});
	});

	it.each([
		[{ scopes: ['customer.delete'] }, 400, 'body_invalid'],
		[{ scopes: [] }, 400, 'body_invalid'],
		[{ name: ' ' }, 400, 'body_invalid'],
		[{ userId: '00000000-0000-7000-8000-000000000000' }, 422, 'user_not_found'],
		[{ expiresAt: '2020-01-01T00:00:00Z' }, 422, 'expiry_past']
	])('is not made with %j', async (more, status, code) => {
		const body = { name: 'ERP', userId: people.ana, scopes: ['customer.search'], ...more };
		expect(await app.call('POST', '/api/admin/api-keys', { cookie: admin, body })).toMatchObject({ status, json: { code } });
	});

	it('is the only way in: no key, a wrong one, a session token or a cookie are refused', async () => {
		const session = await signInAs(app, 'ana');
		for (const secret of [null, `balcao_${'A'.repeat(43)}`, 'balcao_', session]) {
			expect(await refusalOf(client(secret).customer.search.query({ text: 'nilo' }))).toMatchObject({
				status: 401,
				code: 'UNAUTHORIZED',
				refusal: { code: 'api_key_invalid' }
			});
		}
		expect(
			(await app.call('GET', `/api/trpc/customer.search?input=${encodeURIComponent('{"text":"nilo"}')}`, { cookie: session })).status
		).toBe(401);
	});

	it('may do what its scopes say and nothing else', async () => {
		const { secret } = await key(people.ana, ['customer.search']);
		expect(await client(secret).customer.search.query({ text: 'nilo' })).toHaveLength(1);
		const before = await observations();
		for (const call of [
			() => client(secret).customer.get.query({ id: people.customerNorth }),
			() => client(secret).observation.list.query({ customerId: people.customerNorth }),
			() => client(secret).observation.create.mutate(observation('x')),
			() => client(secret).customer.update.mutate({ id: people.customerNorth, changes: { phone: { from: null, to: '9335221234' } } })
		]) {
			expect(await refusalOf(call())).toMatchObject({ status: 403, code: 'FORBIDDEN', refusal: { code: 'scope_missing' } });
		}
		expect(await observations()).toBe(before);
	});

	it('stops at once when it is revoked, when it expires and when its person becomes inactive', async () => {
		const revoked = await key(people.ana);
		const search = (secret: string) => client(secret).customer.search.query({ text: 'nilo' });
		await search(revoked.secret);
		expect((await app.call('DELETE', `/api/admin/api-keys/${revoked.id}`, { cookie: admin })).status).toBe(204);
		expect(await refusalOf(search(revoked.secret))).toMatchObject({ status: 401 });

		const expiring = await key(people.ana, allScopes, { expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
		await search(expiring.secret);
		await app.pool.query(`update api_key set expires_at = now() where id = $1`, [expiring.id]);
		expect(await refusalOf(search(expiring.secret))).toMatchObject({ status: 401 });

		const persons = await key(people.teo);
		await search(persons.secret);
		await app.pool.query('update app_user set active = false where id = $1', [people.teo]);
		expect(await refusalOf(search(persons.secret))).toMatchObject({ status: 401 });
		await app.pool.query('update app_user set active = true where id = $1', [people.teo]);
	});

	it('notes when it was last used, at most once a minute', async () => {
		const { id, secret } = await key(people.ana);
		const lastUsed = async () =>
			(await app.pool.query(`select last_used_at::text as at from api_key where id = $1`, [id])).rows[0].at as string;
		await client(secret).customer.search.query({ text: 'nilo' });
		const first = await lastUsed();
		expect(first).not.toBeNull();
		await client(secret).customer.search.query({ text: 'nilo' });
		expect(await lastUsed()).toBe(first);
		await app.pool.query(`update api_key set last_used_at = last_used_at - interval '61 seconds' where id = $1`, [id]);
		await client(secret).customer.search.query({ text: 'nilo' });
		expect((await lastUsed()) > first).toBe(true);
	});

	it('is called at most 300 times a minute, without a word to the other keys', async () => {
		const { secret } = await key(people.ana, ['observation.list']);
		const call = (own: string) => client(own).observation.list.query({ customerId: people.customerNorth });
		const outcomes = await Promise.allSettled(Array.from({ length: 310 }, () => call(secret)));
		expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(300);
		expect(await refusalOf(call(secret))).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS', refusal: { code: 'too_many_calls' } });
		await call((await key(people.ana)).secret);
	});
});

describe('automation', () => {
	it('sees the branches of its person and no other', async () => {
		const ana = client((await key(people.ana)).secret);
		const bia = client((await key(people.bia)).secret);
		expect((await ana.customer.search.query({ text: 'n' })).map((one) => one.name)).toEqual(['Nilo Norte']);
		expect((await bia.customer.search.query({ text: 's' })).map((one) => one.name)).toEqual(['Sara Sul']);
		expect(await refusalOf(bia.customer.get.query({ id: people.customerNorth }))).toMatchObject({
			status: 404,
			refusal: { code: 'not_found' }
		});
		expect(await bia.observation.list.query({ customerId: people.customerNorth })).toEqual([]);
		const before = await observations();
		expect((await refusalOf(bia.observation.create.mutate(observation('from the wrong branch')))).refusal.code).toBe('not_found');
		expect(
			(await refusalOf(bia.customer.update.mutate({ id: people.customerNorth, changes: { district: { from: null, to: 'Centro' } } })))
				.refusal.code
		).toBe('not_found');
		expect(await observations()).toBe(before);
	});

	it('may not do what its person may not, and is told what was refused', async () => {
		const teo = client((await key(people.teo)).secret);
		const refused = await refusalOf(
			teo.customer.update.mutate({ id: people.customerNorth, changes: { district: { from: null, to: 'Centro' } } })
		);
		expect(refused.refusal).toMatchObject({ ok: false, code: 'permission_denied' });
		const ana = client((await key(people.ana)).secret);
		const wrong = await refusalOf(
			ana.customer.update.mutate({ id: people.customerNorth, changes: { taxId: { from: '52998224725', to: '52998224726' } } })
		);
		expect(wrong.refusal.field).toBe('taxId');
	});

	it('changes fields, and Histórico says who and from where', async () => {
		const { secret } = await key(people.ana);
		await client(secret).customer.update.mutate({ id: people.customerNorth, changes: { district: { from: null, to: 'Aldeia' } } });
		expect((await client(secret).customer.get.query({ id: people.customerNorth })).customer.district).toBe('Aldeia');
		const history = await app.call('GET', `/api/customers/${people.customerNorth}/history?limit=1`, { cookie: await signInAs(app, 'ana') });
		expect(history.json.entries).toMatchObject([
			{
				tableName: 'customer',
				operation: 'update',
				userLogin: 'ana',
				userName: 'Ana',
				ip: '203.0.113.1',
				changes: { district: [null, 'Aldeia'] }
			}
		]);
	});

	it('with an idempotency key is done once, however often and however fast it is sent', async () => {
		const { secret } = await key(people.ana);
		const send = (text: string) => client(secret, { 'idempotency-key': 'order 17' }).observation.create.mutate(observation(text));
		const before = await observations();
		const answers = await Promise.all([send('once'), send('once'), send('once')]);
		expect(new Set(answers.map((one) => one.id)).size).toBe(1);
		expect(await observations()).toBe(before + 1);
		const list = await client(secret).observation.list.query({ customerId: people.customerNorth });
		expect(list.find((one) => one.id === answers[0]!.id)).toMatchObject({ text: 'once', createdBy: people.ana });
		await send('another text is another call');
		expect(await observations()).toBe(before + 2);
	});

	it('without an idempotency key is done each time', async () => {
		const { secret } = await key(people.ana);
		const before = await observations();
		await client(secret).observation.create.mutate(observation('twice'));
		await client(secret).observation.create.mutate(observation('twice'));
		expect(await observations()).toBe(before + 2);
	});

	it('keeps every text as it was given: SQL and HTML are text', async () => {
		const { secret } = await key(people.ana);
		const nasty = [
			`'; drop table customer; --`,
			'<script>alert(document.cookie)</script>',
			`<img src=x onerror="alert('x')">`,
			'%_\\ $1 ${x} {{x}} \\u0041',
			'ação 😀'
		];
		for (const text of nasty) {
			const { id } = await client(secret).observation.create.mutate(observation(text));
			const listed = await client(secret).observation.list.query({ customerId: people.customerNorth });
			expect(listed.find((one) => one.id === id)?.text).toBe(text);
			expect(await client(secret).customer.search.query({ text })).toBeInstanceOf(Array);
		}
		const fields = ['name', 'address', 'district', 'city', 'reference', 'condominium', 'remarks'] as const;
		for (const field of fields) {
			const { customer } = await client(secret).customer.get.query({ id: people.customerNorth });
			await client(secret).customer.update.mutate({
				id: people.customerNorth,
				changes: { [field]: { from: customer[field], to: nasty[1]! } }
			});
			expect((await client(secret).customer.get.query({ id: people.customerNorth })).customer[field]).toBe(nasty[1]);
		}
		expect(Number((await app.pool.query('select count(*) from customer')).rows[0].count)).toBe(2);
	});

	it('is told which argument is wrong, and never a stack', async () => {
		const { secret } = await key(people.ana);
		const refused = await refusalOf(client(secret).customer.get.query({ id: 'x' }));
		expect(refused).toMatchObject({ status: 400, refusal: { code: 'arguments_invalid', field: 'id' } });
		const answer = await app.call('GET', '/api/trpc/customer.get?input=%7B%22id%22', { bearer: secret });
		expect(answer.status).toBe(400);
		expect(answer.text).not.toMatch(/stack|node_modules|\.ts:/);
		expect((await app.call('GET', '/api/trpc/customer.delete', { bearer: secret })).status).toBe(404);
		expect(
			(await app.call('GET', `/api/trpc/customer.search?input=${encodeURIComponent('{"text":"a\\u0000"}')}`, { bearer: secret })).status
		).toBe(400);
		expect((await app.call('POST', '/api/trpc/observation.create', { bearer: secret, body: observation('x'.repeat(70_000)) })).status).toBe(
			413
		);
		expect((await app.call('GET', '/api/trpc/customer.search,customer.search?batch=1&input={}', { bearer: secret })).status).toBe(400);
	});
});

describe('Histórico of a customer', () => {
	it('is for whoever may see the customer, page by page', async () => {
		const ana = await signInAs(app, 'ana');
		const path = `/api/customers/${people.customerNorth}/history`;
		const seen: string[] = [];
		for (let before = ''; ;) {
			const { json } = await app.call('GET', `${path}?limit=3${before && `&before=${encodeURIComponent(before)}`}`, { cookie: ana });
			seen.push(...json.entries.map((one: { id: string }) => one.id));
			if (json.nextBefore === null) break;
			before = json.nextBefore;
		}
		const { rows } = await app.pool.query('select id from history where customer_id = $1 order by at desc, id desc', [
			people.customerNorth
		]);
		expect(seen).toEqual(rows.map((row) => row.id));
		expect((await app.call('GET', path, { cookie: await signInAs(app, 'bia') })).json).toEqual({ entries: [], nextBefore: null });
		for (const query of ['?limit=0', '?limit=1000', '?limit=x'])
			expect((await app.call('GET', path + query, { cookie: ana })).status).toBe(400);
		expect((await app.call('GET', "/api/customers/x'--/history", { cookie: ana })).status).toBe(400);
	});
});
