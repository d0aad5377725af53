import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compressedAssets } from './compressed-assets.ts';
import type { RequestHandler } from './web-host.ts';

/** The built pages, as a request handler. */
export async function productionPages(root: string): Promise<RequestHandler> {
	// adapter-node takes https for granted unless a header says otherwise; the web host sets this one (see `direct`).
	process.env.PROTOCOL_HEADER ||= 'x-forwarded-proto';
	// Who is refused more is refused by src/lib/server/http/objection.ts; a report of 100,000 lines is ten million bytes.
	process.env.BODY_SIZE_LIMIT ||= '64M';
	const built = (await import(pathToFileURL(join(root, 'build', 'handler.js')).href)) as { handler: RequestHandler };
	const assets = compressedAssets(root);
	return (req, res, next) => assets(req, res, () => built.handler(req, res, next));
}
