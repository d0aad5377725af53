import { centre } from '#lib/server/centre.ts';
import { answer } from '#lib/server/http/answers.ts';
import type { RequestHandler } from './$types.js';

/**
 * For balancers and watchdogs: 200 while this node can serve, else 503. How it is doing in detail is told to
 * administrators only; numbers over time are in /api/metrics.
 */
export const GET: RequestHandler = async ({ locals }) => {
	const health = await centre()
		.health()
		.catch(() => ({ ok: false }));
	const ok = (health as { ok?: unknown }).ok !== false;
	return answer(locals.actor?.role === 'administrator' ? health : { ok }, ok ? 200 : 503);
};
