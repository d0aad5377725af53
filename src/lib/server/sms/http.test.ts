import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { smsParts } from '#lib/domain/sms/parts.ts';
import { HttpGateway } from './http.ts';
import type { OutgoingSms } from './port.ts';

interface Asked {
	readonly method: string | undefined;
	readonly headers: IncomingMessage['headers'];
	readonly body: Record<string, unknown>;
}
const toClose: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
	for (const close of toClose.splice(0).reverse()) await close();
});

/** A gateway that listens on this machine and answers as told. */
async function listening(says: (asked: Asked, response: ServerResponse) => void): Promise<{ url: string; asked: Asked[] }> {
	const asked: Asked[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const one: Asked = {
				method: request.method,
				headers: request.headers,
				body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
			};
			asked.push(one);
			says(one, response);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	toClose.push(() => {
		server.closeAllConnections();
		return new Promise((closed) => server.close(closed));
	});
	return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1/sms`, asked };
}
const json = (response: ServerResponse, status: number, body: unknown): void => {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const outgoing = (text: string): readonly OutgoingSms[] =>
	smsParts(text, 0xa7).map((part, n) => ({ key: `01939f2c-0000-7000-8000-00000000beef-${String(n + 1)}`, number: '19998765432', part }));
const [hello] = outgoing('Olá') as [OutgoingSms];

describe('a message as a gateway gets it over HTTP', () => {
	test('one part: to whom, what, under which key, with the token', async () => {
		const { url, asked } = await listening((_, response) => json(response, 202, { id: 'abc-1' }));
		expect(await new HttpGateway({ url, token: 'segredo' }).post(hello)).toEqual({ kind: 'taken', reference: 'abc-1' });
		expect(asked).toMatchObject([
			{
				method: 'POST',
				headers: { 'content-type': 'application/json', 'idempotency-key': hello.key, authorization: 'Bearer segredo' },
				body: { id: hello.key, to: '5519998765432', text: 'Olá', part: 1, parts: 1, header: '' }
			}
		]);
	});

	test('parts of a long text say which they are, and carry the header that joins them; without a token none is sent', async () => {
		let serial = 0;
		const { url, asked } = await listening((_, response) => json(response, 200, { id: ++serial }));
		const gateway = new HttpGateway({ url, token: '' });
		// An id that is a number is one too.
		for (const [n, part] of outgoing('x'.repeat(200)).entries())
			expect(await gateway.post(part)).toEqual({ kind: 'taken', reference: String(n + 1) });
		expect(asked.map(({ body }) => [body['part'], body['parts'], body['header']])).toEqual([
			[1, 2, '050003a70201'],
			[2, 2, '050003a70202']
		]);
		expect(asked.map(({ body }) => body['text']).join('')).toBe('x'.repeat(200));
		expect(asked[0]!.headers.authorization).toBeUndefined();
	});
});

describe('what its answers mean', () => {
	test.each([
		[400, 'refused'],
		[402, 'refused'],
		[422, 'refused'],
		[401, 'later'],
		[403, 'later'],
		[425, 'later'],
		[429, 'later'],
		[503, 'later'],
		[408, 'uncertain'],
		[500, 'uncertain'],
		[502, 'uncertain'],
		[504, 'uncertain']
	] as const)('%i: %s, in its own words', async (status, kind) => {
		const { url } = await listening((_, response) => json(response, status, { error: 'número bloqueado' }));
		expect(await new HttpGateway({ url, token: '' }).post(hello)).toEqual({ kind, reason: `HTTP ${String(status)} número bloqueado` });
	});

	test('what cannot be read, or names no id, is no answer', async () => {
		const bodies = ['<html>ok</html>', '', '{}', '{"id":""}', '{"id":null}', 'null', '[1]'];
		for (const body of bodies) {
			const { url } = await listening((_, response) => response.writeHead(200).end(body));
			expect(await new HttpGateway({ url, token: '' }).post(hello)).toEqual({ kind: 'uncertain', reason: 'HTTP answer without id' });
		}
		const { url } = await listening((_, response) => response.writeHead(400).end('<h1>Bad Request</h1>'));
		expect(await new HttpGateway({ url, token: '' }).post(hello)).toEqual({ kind: 'refused', reason: 'HTTP 400' });
	});

	test('a gateway that says nothing is waited for so long and no longer', async () => {
		const { url, asked } = await listening(() => undefined);
		expect(await new HttpGateway({ url, token: '', patienceMs: 100 }).post(hello)).toEqual({ kind: 'uncertain', reason: 'TimeoutError' });
		expect(asked).toHaveLength(1);
	});

	test('a line that breaks before the answer is uncertain; where nobody listens nothing went out', async () => {
		const { url } = await listening((_, response) => response.destroy());
		expect(await new HttpGateway({ url, token: '' }).post(hello)).toMatchObject({ kind: 'uncertain' });
		for (const close of toClose.splice(0)) await close();
		expect(await new HttpGateway({ url, token: '' }).post(hello)).toEqual({ kind: 'later', reason: 'ECONNREFUSED' });
	});

	test('nobody is followed elsewhere with the token', async () => {
		const elsewhere = await listening((_, response) => json(response, 200, { id: 'x' }));
		const { url } = await listening((_, response) => response.writeHead(307, { location: elsewhere.url }).end());
		expect(await new HttpGateway({ url, token: 'segredo' }).post(hello)).toMatchObject({ kind: 'uncertain' });
		expect(elsewhere.asked).toEqual([]);
	});
});
