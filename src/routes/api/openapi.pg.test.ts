import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '#lib/server/automations/scopes.ts';
import { startApp, type App } from './testing/app.ts';
import { addPeople, signInAs, type People } from './testing/people.ts';

let app: App;
let people: People;
let secret: string;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document walked by hand
let document: any;
beforeAll(async () => {
	app = await startApp();
	people = await addPeople(app.pool);
	const cookie = await signInAs(app, 'admin');
	secret = (await app.call('POST', '/api/admin/api-keys', { cookie, body: { name: 'ERP', userId: people.admin, scopes } })).json.secret;
	document = (await app.call('GET', '/api/openapi.json')).json;
});
afterAll(() => app.stop());

/** Every object of the document, with where it stands. */
function* objects(at: unknown = document, path = '#'): Generator<[path: string, object: Record<string, unknown>]> {
	if (typeof at !== 'object' || at === null) return;
	yield [path, at as Record<string, unknown>];
	for (const [key, value] of Object.entries(at)) yield* objects(value, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

interface Operation {
	operationId: string;
	summary: string;
	parameters: { name: string; in: string; required?: boolean; content?: object; schema?: object; $ref?: string }[];
	requestBody?: { required: boolean; content: Record<string, { schema: { type: string }; example?: unknown }> };
	responses: Record<string, object>;
}
const operations = (): [path: string, method: string, Operation][] =>
	Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(([path, item]) =>
		Object.entries(item).map(([method, operation]): [string, string, Operation] => [path, method, operation])
	);

describe('the description of the API', () => {
	it('is OpenAPI 3.1 and names every scope once', () => {
		expect(document).toMatchObject({
			openapi: '3.1.0',
			info: { title: 'Balcão', version: expect.any(String) },
			security: [{ apiKey: [] }],
			components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } }
		});
		expect(
			operations()
				.map(([, , { operationId }]) => operationId)
				.toSorted()
		).toEqual(scopes.toSorted());
	});

	it('says of every operation how it is called and what comes back', () => {
		for (const [path, method, operation] of operations()) {
			expect(operation.summary, path).toMatch(/^[A-Z]/);
			expect(Object.keys(operation.responses), path).toContain('200');
			expect(Object.keys(operation.responses), path).toContain('401');
			for (const [, name] of path.matchAll(/\{(\w+)\}/g))
				expect(operation.parameters, path).toContainEqual(expect.objectContaining({ name, in: 'path', required: true }));
			if (!path.startsWith('/api/trpc/')) continue;
			if (method === 'get')
				expect(operation.parameters[0], path).toMatchObject({
					name: 'input',
					in: 'query',
					content: { 'application/json': { schema: { type: 'object' } } }
				});
			else
				expect(operation.requestBody, path).toMatchObject({
					required: true,
					content: { 'application/json': { schema: { type: 'object' } } }
				});
		}
	});

	it('points only at what is there, and holds only JSON Schema types', () => {
		const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
		for (const [path, object] of objects()) {
			if (typeof object.$ref === 'string') {
				const target = object.$ref
					.slice(2)
					.split('/')
					.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
				expect(target, `${path} → ${object.$ref}`).toBeDefined();
			}
			if (path.includes('schema') && typeof object.type === 'string') expect(types, path).toContain(object.type);
			if (Array.isArray(object.required) && object.properties && object.type === 'object')
				for (const name of object.required) expect(Object.keys(object.properties), path).toContain(name);
		}
	});

	it('gives examples that work: a query and a mutation, called exactly as written', async () => {
		const search = document.paths['/api/trpc/customer.search'].get;
		const input = search.parameters[0].content['application/json'].example;
		await app.pool.query(`update customer set name = 'Maria da Silva' where id = $1`, [people.customerNorth]);
		const found = await app.call('GET', `/api/trpc/customer.search?input=${encodeURIComponent(JSON.stringify(input))}`, { bearer: secret });
		expect(found.json.result.data).toMatchObject([{ id: people.customerNorth, name: 'Maria da Silva' }]);

		const create = document.paths['/api/trpc/observation.create'].post;
		const body = {
			...create.requestBody.content['application/json'].example,
			customerId: people.customerNorth,
			observationTypeId: people.observationType
		};
		const once = await app.call('POST', '/api/trpc/observation.create', { bearer: secret, body, headers: { 'idempotency-key': 'k1' } });
		expect(once).toMatchObject({ status: 200, json: { result: { data: { id: expect.any(String) } } } });
		const again = await app.call('POST', '/api/trpc/observation.create', { bearer: secret, body, headers: { 'idempotency-key': 'k1' } });
		expect(again.json).toEqual(once.json);
	});

	it('what it says of a refusal is what comes', async () => {
		const answer = await app.call('GET', `/api/trpc/customer.get?input=${encodeURIComponent('{"id":"x"}')}`, { bearer: secret });
		expect(answer).toMatchObject({
			status: 400,
			json: { error: { data: { httpStatus: 400, path: 'customer.get', refusal: { ok: false, code: 'arguments_invalid', field: 'id' } } } }
		});
	});
});
