import { afterAll, beforeAll, expect, it } from 'vitest';
import { startReceiver } from '#lib/server/webhooks/testing/receiver.ts';
import { startApp, type App } from './testing/app.ts';
import { addPeople, signInAs, type People } from './testing/people.ts';

let app: App;
let people: People;
let admin: string;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
	app = await startApp();
	people = await addPeople(app.pool);
	admin = await signInAs(app, 'admin');
	receiver = await startReceiver();
});
afterAll(async () => {
	await app.stop();
	await receiver.close();
});

const asAdmin = (method: string, path: string, body?: unknown) =>
	app.call(method, path, { cookie: admin, ...(body === undefined ? {} : { body }) });
const wanted = () => ({ name: ' ERP ', url: receiver.url, events: ['customer.updated'], userId: people.ana });
const deliveries = async (id: string) => (await asAdmin('GET', `/api/admin/webhooks/${id}/deliveries`)).json.deliveries;

it('a webhook is made, tested, told of a change, paused and deleted; its secret is told once', async () => {
	const made = await asAdmin('POST', '/api/admin/webhooks', wanted());
	expect(made).toMatchObject({ status: 201, json: { secret: expect.stringMatching(/^whsec_[\w-]{43}$/) } });
	const { id, secret } = made.json;
	const list = await asAdmin('GET', '/api/admin/webhooks');
	expect(list.text).not.toContain(secret);
	expect(list.json.webhooks).toMatchObject([
		{ id, name: 'ERP', url: receiver.url, events: ['customer.updated'], userName: 'Ana', active: true, waiting: 0, lastStatus: null }
	]);

	const test = await asAdmin('POST', `/api/admin/webhooks/${id}/test`);
	expect(test.status).toBe(202);
	await expect
		.poll(() => deliveries(id))
		.toMatchObject([{ id: test.json.deliveryId, event: 'webhook.test', status: 'delivered', attempts: 1, responseStatus: 204 }]);
	expect(receiver.received[0]!.headers['balcao-delivery']).toBe(test.json.deliveryId);

	await app.pool.query(`update customer set reference = 'perto' where id = any($1)`, [[people.customerNorth, people.customerSouth]]);
	await expect.poll(() => deliveries(id)).toHaveLength(2); // ana works in north only
	expect((await deliveries(id))[0]).toMatchObject({
		event: 'customer.updated',
		payload: { changed: ['reference'], ids: { customerId: people.customerNorth } }
	});

	expect((await asAdmin('PATCH', `/api/admin/webhooks/${id}`, { active: false })).status).toBe(204);
	expect((await asAdmin('POST', `/api/admin/webhooks/${id}/test`)).status).toBe(404);
	await app.pool.query(`update customer set reference = 'longe' where id = $1`, [people.customerNorth]);
	expect(await deliveries(id)).toHaveLength(2);
	expect((await asAdmin('DELETE', `/api/admin/webhooks/${id}`)).status).toBe(204);
	expect((await asAdmin('DELETE', `/api/admin/webhooks/${id}`)).status).toBe(404);
});

it('what failed is sent once more when somebody says so', async () => {
	const { id } = (await asAdmin('POST', '/api/admin/webhooks', wanted())).json;
	receiver.answer = (response) => void response.writeHead(500).end('quebrado');
	const { deliveryId } = (await asAdmin('POST', `/api/admin/webhooks/${id}/test`)).json;
	await expect
		.poll(() => deliveries(id))
		.toMatchObject([{ status: 'waiting', attempts: 1, responseStatus: 500, error: 'quebrado', dueAt: expect.any(String) }]);
	receiver.answer = (response) => void response.writeHead(204).end();
	expect((await asAdmin('POST', `/api/admin/webhooks/${id}/deliveries/${deliveryId}/retry`)).status).toBe(204);
	await expect.poll(() => deliveries(id)).toMatchObject([{ status: 'delivered', attempts: 1 }]);
	expect((await asAdmin('POST', `/api/admin/webhooks/${id}/deliveries/${deliveryId}/retry`)).status).toBe(404);
});

it.each([
	[{ url: 'ftp://x/' }, 422, 'url_invalid'],
	[{ url: '' }, 422, 'field_required'],
	[{ events: [] }, 422, 'field_required'],
	[{ events: ['customer.sneezed'] }, 400, 'body_invalid'],
	[{ userId: '00000000-0000-7000-8000-000000000000' }, 422, 'user_not_found']
])('is not made with %j', async (more, status, code) => {
	expect(await asAdmin('POST', '/api/admin/webhooks', { ...wanted(), ...more })).toMatchObject({ status, json: { code } });
});

it('are for administrators only', async () => {
	const ana = await signInAs(app, 'ana');
	const id = people.ana;
	for (const [method, path] of [
		['GET', ''],
		['POST', ''],
		['PATCH', `/${id}`],
		['DELETE', `/${id}`],
		['POST', `/${id}/test`],
		['GET', `/${id}/deliveries`],
		['POST', `/${id}/deliveries/${id}/retry`]
	] as const) {
		expect((await app.call(method, `/api/admin/webhooks${path}`, { cookie: ana, ...(method === 'GET' ? {} : { body: {} }) })).status).toBe(
			403
		);
		expect((await app.call(method, `/api/admin/webhooks${path}`, method === 'GET' ? {} : { body: {} })).status).toBe(401);
	}
});
