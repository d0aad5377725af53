import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { filesBelow } from './build-inputs.ts';
import type { RequestHandler } from './web-host.ts';

const types: Readonly<Record<string, string>> = {
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.wasm': 'application/wasm',
	'.json': 'application/json',
	'.svg': 'image/svg+xml'
};

/**
 * Answers with the compressed twin of a built file where there is one and the browser takes it; everything else goes
 * on to `next`. (adapter-node does the same, but only for twins it made itself, with half a minute of brotli.)
 */
export function compressedAssets(root: string): RequestHandler {
	const client = join(root, 'build', 'client');
	const folder = join(client, '_app', 'immutable');
	/** Address → twin. The list is made once: what is asked for never becomes a path. */
	const twins = new Map<string, { file: string; size: number; type: string }>();
	for (const file of existsSync(folder) ? filesBelow(folder) : []) {
		const original = file.slice(0, -'.gz'.length);
		if (!file.endsWith('.gz') || !existsSync(original)) continue;
		const address = `/${relative(client, original).replaceAll(sep, '/')}`;
		twins.set(address, { file, size: statSync(file).size, type: types[extname(original)] ?? 'application/octet-stream' });
	}

	return (req, res, next) => {
		const twin = req.method === 'GET' || req.method === 'HEAD' ? twins.get((req.url ?? '').split('?', 1)[0]!) : undefined;
		if (!twin || !/\bgzip\b/.test(String(req.headers['accept-encoding'] ?? '')) || req.headers.range) return next();
		res.writeHead(200, {
			'content-type': twin.type,
			'content-encoding': 'gzip',
			'content-length': twin.size,
			'cache-control': 'public,max-age=31536000,immutable',
			'x-content-type-options': 'nosniff',
			vary: 'accept-encoding'
		});
		if (req.method === 'HEAD') res.end();
		else pipeline(createReadStream(twin.file), res, () => {});
	};
}
