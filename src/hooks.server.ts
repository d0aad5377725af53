import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { identify } from '#lib/server/http/identify.ts';
import { refused } from '#lib/server/http/answers.ts';
import { objection } from '#lib/server/http/objection.ts';
import { secure } from '#lib/server/http/security-headers.ts';
import { refuse } from '#lib/sync/model.ts';

/** Pages are one client-only application over the replica; only /api asks who is there. */
export const handle: Handle = async ({ event, resolve }) => {
	if (!event.url.pathname.startsWith('/api/')) return secure(await resolve(event), event.url);

	const refusal = objection(event.request, event.url);
	if (refusal) return secure(refused(refusal), event.url);
	await identify(event);
	const response = await resolve(event);
	return secure(isKitsOwnError(response) ? refused(refuse(codeOf(response.status)), response.status) : response, event.url);
};

/** The cause goes to the log under a number; out goes the number, and never a message or a stack. */
export const handleError: HandleServerError = ({ error, status, event }) => {
	if (status === 404) return { message: 'Not found' };
	const incident = randomUUID().slice(0, 8);
	console.error(`incident ${incident} ${event.request.method} ${event.route.id ?? 'unknown route'}:`, error);
	return { message: 'Internal error', incident };
};

/** Unknown address, wrong method, a bug: SvelteKit answers those as a page or as text. Programs get a code. */
function isKitsOwnError(response: Response): boolean {
	return response.status >= 400 && !(response.headers.get('content-type') ?? '').includes('json');
}

function codeOf(status: number): string {
	if (status === 404) return 'not_found';
	if (status === 405) return 'method_not_allowed';
	if (status === 413) return 'body_too_large';
	return status >= 500 ? 'internal' : 'request_invalid';
}
