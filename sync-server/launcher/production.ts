import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compressedAssets } from './compressed-assets.ts';
import type { RequestHandler } from './web-host.ts';

/** The built pages, as a request handler. */
export async function productionPages(root: string): Promise<RequestHandler> {
	// adapter-node takes https for granted unless a header says otherwise; the web host sets this one (see `direct`).
	process.env.PROTOCOL_HEADER ||= 'x-forwarded-proto';
	const built = (await import(pathToFileURL(join(root, 'build', 'handler.js')).href)) as { handler: RequestHandler };
	const assets = compressedAssets(root);
	return (req, res, next) => assets(req, res, () => built.handler(req, res, next));
}
