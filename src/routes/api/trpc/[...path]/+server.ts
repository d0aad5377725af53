import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { findApiKey } from '#lib/server/auth/api-keys.ts';
import { readBearer } from '#lib/server/auth/bearer.ts';
import { RateLimit } from '#lib/server/auth/rate-limit.ts';
import { automations } from '#lib/server/automations/router.ts';
import { callsPerMinute } from '#lib/server/automations/trpc.ts';
import { centre } from '#lib/server/centre.ts';
import { refused } from '#lib/server/http/answers.ts';
import { holdsNul, readText } from '#lib/server/http/body.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

const calls = new RateLimit(callsPerMinute);

/** tRPC 11 over its own fetch adapter, for automations with an API key. One call per request: batches would blur limits and idempotency. */
const handler: RequestHandler = async ({ request, url, getClientAddress }) => {
	const body = request.method === 'GET' ? undefined : await readText(request);
	if (body === null) return refused(refuse('body_too_large'));
	if (holdsNul(body ?? '') || holdsNul(url.searchParams.get('input') ?? '')) return refused(refuse('body_invalid'));
	const secret = readBearer(request.headers.get('authorization'));
	const now = new Date();
	const holder = secret === null ? null : await findApiKey(centre().pool, secret, getClientAddress(), now);
	const idempotencyKey = request.headers.get('idempotency-key');
	if (idempotencyKey !== null && idempotencyKey.length > 200) return refused(refuse('value_invalid', { field: 'idempotency-key' }));
	return fetchRequestHandler({
		endpoint: '/api/trpc',
		req: body === undefined ? request : new Request(request.url, { method: request.method, headers: request.headers, body }),
		router: automations,
		allowBatching: false,
		createContext: () => ({ centre: centre(), holder, calls, idempotencyKey, now }),
		responseMeta: ({ errors }) => {
			const seconds = (errors[0]?.cause as { refusal?: { detail?: { seconds?: number } } } | undefined)?.refusal?.detail?.seconds;
			return { headers: { 'cache-control': 'no-store', ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }) } };
		},
		onError: ({ error, path }) => {
			if (error.code === 'INTERNAL_SERVER_ERROR') console.error(`automation ${path ?? ''} failed:`, error.cause ?? error);
		}
	});
};

export const GET = handler;
export const POST = handler;
