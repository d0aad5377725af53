import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '../sigv4.ts';

export interface S3Simulator {
	readonly endpoint: string;
	readonly bucket: string;
	readonly region: string;
	readonly key: string;
	readonly secret: string;
	/** `broken`: answers 503 to everything; `cut`: drops the connection in the middle of a body it sends. */
	mode: 'well' | 'broken' | 'cut';
	close(): Promise<void>;
}

/** As much of S3 as we use, on loopback: one bucket in memory, path-style, and no request without a signature that is right. */
export async function startS3Simulator(): Promise<S3Simulator> {
	const objects = new Map<string, Buffer>();
	const account = { bucket: 'balcao', region: 'sa-east-1', key: 'AKSIMULATOR', secret: 'only-for-tests/+' };
	const simulator = { mode: 'well' as S3Simulator['mode'] };

	const refuse = (response: ServerResponse, status: number, code: string): void => {
		response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
	};

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await readAll(request);
		if (simulator.mode === 'broken') return refuse(response, 503, 'SlowDown');
		const url = new URL(request.url ?? '/', `http://${String(request.headers.host)}`);
		const wrong = whyRefused(request, url, body, account);
		if (wrong) return refuse(response, wrong === 'XAmzContentSHA256Mismatch' ? 400 : 403, wrong);
		if (!url.pathname.startsWith(`/${account.bucket}/`)) return refuse(response, 404, 'NoSuchBucket');
		const name = url.pathname.slice(account.bucket.length + 2);
		const found = objects.get(name);
		switch (request.method) {
			case 'PUT':
				// The real one refuses a body that did not say how long it is.
				if (request.headers['content-length'] === undefined) return refuse(response, 411, 'MissingContentLength');
				objects.set(name, body);
				response.writeHead(200).end();
				return;
			case 'DELETE':
				objects.delete(name);
				response.writeHead(204).end();
				return;
			case 'HEAD':
				response.writeHead(found ? 200 : 404, found ? { 'content-length': found.byteLength } : {}).end();
				return;
			default:
				if (!found) return refuse(response, 404, 'NoSuchKey');
				response.writeHead(200, { 'content-length': found.byteLength });
				if (simulator.mode === 'cut') response.write(found.subarray(0, found.byteLength >> 1), () => response.destroy());
				else response.end(found);
		}
	}

	const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return Object.assign(simulator, account, {
		endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
		close: () =>
			new Promise<void>((closed) => {
				server.close(() => closed());
				server.closeAllConnections();
			})
	});
}

function whyRefused(
	request: IncomingMessage,
	url: URL,
	body: Buffer,
	account: { readonly region: string; readonly key: string; readonly secret: string }
): string | null {
	const given = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
		request.headers.authorization ?? ''
	);
	if (!given) return 'AccessDenied';
	const [, key, scope, names = '', signature] = given;
	if (key !== account.key) return 'InvalidAccessKeyId';
	const stamp = String(request.headers['x-amz-date']);
	const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
	if (!(Math.abs(at - Date.now()) < 15 * 60_000)) return 'RequestTimeTooSkewed';
	const signed = names.split(';');
	if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) return 'AccessDenied';
	const headers = Object.fromEntries(signed.map((name) => [name, String(request.headers[name])]));
	const expected = signatureOf(request.method ?? '', url, headers, stamp, account);
	if (expected.scope !== scope || expected.signature !== signature) return 'SignatureDoesNotMatch';
	const hash = createHash('sha256').update(body).digest('hex');
	return hash === headers['x-amz-content-sha256'] ? null : 'XAmzContentSHA256Mismatch';
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
