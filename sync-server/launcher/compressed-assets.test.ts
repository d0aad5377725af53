import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressedAssets } from './compressed-assets.ts';

let root: string;
let server: Server;
let base: string;

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'balcao-assets-'));
	const folder = join(root, 'build/client/_app/immutable');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'engine.wasm'), 'engine');
	writeFileSync(join(folder, 'engine.wasm.gz'), gzipSync('engine'));
	writeFileSync(join(folder, 'trgm.tar.gz'), 'a tarball in its own right');
	const handler = compressedAssets(root);
	server = createServer((req, res) => handler(req, res, () => res.writeHead(404).end('next')));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/_app/immutable`;
});
afterAll(() => {
	server.close();
	rmSync(root, { recursive: true });
});

test('a browser that takes gzip gets the twin, under the type of the file', async () => {
	const response = await fetch(`${base}/engine.wasm`, { headers: { 'accept-encoding': 'gzip' } });
	expect(response.headers.get('content-encoding')).toBe('gzip');
	expect(response.headers.get('content-type')).toBe('application/wasm');
	expect(response.headers.get('cache-control')).toContain('immutable');
	expect(await response.text()).toBe('engine');
});

test.each([
	['no gzip wanted', '/engine.wasm', { 'accept-encoding': 'identity' }],
	['a part of a file', '/engine.wasm', { 'accept-encoding': 'gzip', range: 'bytes=0-1' }],
	['a file that is itself a .gz', '/trgm.tar.gz', { 'accept-encoding': 'gzip' }],
	['a way out of the folder', '/../../../engine.wasm', { 'accept-encoding': 'gzip' }]
])('%s: left to the next handler', async (_title, path, headers) => {
	expect(await (await fetch(base + path, { headers: headers as Record<string, string> })).text()).toBe('next');
});
