import { readCookie, sessionCookie } from '#lib/server/auth/cookie.ts';
import { isForeignOrigin, isSameOrigin } from '#lib/server/auth/origin.ts';
import { refuse } from '#lib/sync/model.ts';
import type { Refusal } from '#lib/sync/model.ts';

/** No request under /api is larger, whatever its endpoint allows; the web host cuts at the largest (launcher/production.ts). */
const requestLimit = 1024 * 1024;
/** But for these, which write what comes to the disk as it comes, and count it. */
const streamed = new Set(['/api/reports']);

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Why a request under /api is not even looked at, or null. `body_too_large`; `length_required` (a body that does not say how long it is
 * would be read to its end before anybody could refuse it); `origin_foreign` when another site makes a
 * browser write with its cookie, or sign in. A bearer token proves by itself that no other site sent it: a page cannot
 * add what it does not know.
 */
export function objection(request: Request, url: URL): Refusal | null {
	if (!streamed.has(url.pathname)) {
		if (request.headers.has('transfer-encoding')) return refuse('length_required');
		if (Number(request.headers.get('content-length') ?? 0) > requestLimit) return refuse('body_too_large');
	}
	if (reads.has(request.method) || request.headers.has('authorization')) return null;
	const header = (name: string) => request.headers.get(name);
	const withCookie = readCookie(header('cookie'), sessionCookie) !== null;
	const foreign = withCookie ? !isSameOrigin(header, url.host) : isForeignOrigin(header, url.host);
	return foreign ? refuse('origin_foreign') : null;
}
