import type { Refusal } from '#lib/sync/model.ts';

/** JSON, never kept by a cache: everything under /api is about one person at one moment. */
export function answer(body: unknown, status = 200): Response {
	return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

export const nothing = (): Response => new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });

/** Refusals that are not simply 422 (understood, and not done). */
const statusOf: Readonly<Record<string, number>> = {
	body_invalid: 400,
	value_invalid: 400,
	cursor_invalid: 400,
	sign_in_failed: 401,
	not_signed_in: 401,
	api_key_invalid: 401,
	wiped: 401,
	not_allowed: 403,
	permission_denied: 403,
	origin_foreign: 403,
	scope_missing: 403,
	not_found: 404,
	login_taken: 409,
	already_exists: 409,
	length_required: 411,
	body_too_large: 413,
	body_not_json: 415,
	too_many_attempts: 429,
	too_many_calls: 429
};

/** HTTP status of a refusal. */
export const httpStatus = (code: string): number => statusOf[code] ?? 422;

/** A refusal as the answer of an endpoint: `{ ok: false, code, field?, detail? }`. */
export function refused(refusal: Refusal, status = httpStatus(refusal.code)): Response {
	const response = answer(refusal, status);
	if (refusal.detail?.seconds !== undefined) response.headers.set('retry-after', String(refusal.detail.seconds));
	// What is still coming of a body that is too long is not waited for.
	if (status === 413) response.headers.set('connection', 'close');
	return response;
}
