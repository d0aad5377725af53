import { openapi } from '#lib/server/automations/openapi.ts';
import type { RequestHandler } from './$types.js';

let text: string | undefined;

/** What automations can call, as OpenAPI 3.1. For everybody: it is in the source, and holds no data. */
export const GET: RequestHandler = () => {
	text ??= JSON.stringify(openapi());
	return new Response(text, { headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' } });
};
