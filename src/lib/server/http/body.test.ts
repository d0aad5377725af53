import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bodyLimit, readJson, readText } from './body.ts';

const post = (body: BodyInit, type: string | null = 'application/json') =>
	new Request('http://x/', { method: 'POST', body, duplex: 'half', headers: type ? { 'content-type': type } : {} } as RequestInit);

/** A body that never announces its length and never ends. */
const endless = (pulled: () => void) =>
	new ReadableStream<Uint8Array>({
		pull(controller) {
			pulled();
			controller.enqueue(new Uint8Array(16 * 1024).fill(32));
		}
	});

describe('body', () => {
	const schema = z.strictObject({ name: z.string() });

	it('of the right shape is the value', async () => {
		expect(await readJson(post('{"name":"Ana <b>\'; drop table customer"}'), schema)).toEqual({
			ok: true,
			value: { name: "Ana <b>'; drop table customer" }
		});
		expect(await readJson(post('{"name":"Ana"}', 'application/json; charset=utf-8'), schema)).toMatchObject({ ok: true });
	});

	it.each([
		['{"name":1}', 'application/json', { code: 'body_invalid', field: 'name' }],
		['{"name":"a","role":"administrator"}', 'application/json', { code: 'body_invalid' }],
		['{"name"', 'application/json', { code: 'body_invalid' }],
		['', 'application/json', { code: 'body_invalid' }],
		['{"name":"a\\u0000b"}', 'application/json', { code: 'body_invalid' }],
		['{"name":"a"}', 'text/plain', { code: 'body_not_json' }],
		['name=a', 'application/x-www-form-urlencoded', { code: 'body_not_json' }],
		['{"name":"a"}', 'application/jsonp', { code: 'body_not_json' }]
	])('%s as %s is refused', async (body, type, expected) =>
		expect(await readJson(post(body, type), schema)).toMatchObject({ ok: false, ...expected })
	);

	it('may speak of a NUL character without holding one', async () => {
		expect(await readJson(post(JSON.stringify({ name: 'a\\u0000' })), schema)).toEqual({ ok: true, value: { name: 'a\\u0000' } });
	});

	it('that is too long is not read to its end', async () => {
		let pulls = 0;
		expect(await readText(post(endless(() => pulls++)))).toBeNull();
		expect(pulls).toBeLessThan(bodyLimit / (16 * 1024) + 4);
		expect(await readJson(post(' '.repeat(bodyLimit + 1)), schema)).toMatchObject({ code: 'body_too_large' });
	});
});
