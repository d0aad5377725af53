import { timingSafeEqual } from 'node:crypto';
import { readBearer } from '#lib/server/auth/bearer.ts';
import { secretHash } from '#lib/server/auth/secret.ts';
import { centre } from '#lib/server/centre.ts';
import { refused } from '#lib/server/http/answers.ts';
import { refuse } from '#lib/sync/model.ts';
import type { RequestHandler } from './$types.js';

/** Prometheus text, for whoever knows METRICS_TOKEN, for administrators, and for this machine itself. */
export const GET: RequestHandler = async (event) => {
	if (!mayRead(event)) return refused(refuse('not_allowed'));
	return new Response(centre().metrics(), {
		headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }
	});
};

function mayRead({ request, locals, getClientAddress }: Parameters<RequestHandler>[0]): boolean {
	if (locals.actor?.role === 'administrator') return true;
	const wanted = process.env.METRICS_TOKEN;
	const given = readBearer(request.headers.get('authorization'));
	if (wanted) return given !== null && timingSafeEqual(Buffer.from(secretHash(given)), Buffer.from(secretHash(wanted)));
	// Behind a proxy on the same machine everybody would look local; a proxy says that it is one.
	const proxied = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => request.headers.has(name));
	return !proxied && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(getClientAddress());
}
