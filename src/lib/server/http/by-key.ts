import type { RequestEvent } from '@sveltejs/kit';
import { findApiKey } from '#lib/server/auth/api-keys.ts';
import { readBearer } from '#lib/server/auth/bearer.ts';
import { RateLimit } from '#lib/server/auth/rate-limit.ts';
import { callsPerMinute } from '#lib/server/automations/trpc.ts';
import { centre } from '#lib/server/centre.ts';
import { refuse, type Actor } from '#lib/sync/model.ts';
import { refused } from './answers.ts';
import { signedIn } from './endpoint.ts';

const calls = new RateLimit(callsPerMinute);

/**
 * An endpoint for whoever is signed in, and for API keys of this scope: what is no tRPC call because its answer is no JSON.
 * Refusals of a key: `api_key_invalid`, `too_many_calls`, `scope_missing`.
 */
export function signedInOrKey<E extends RequestEvent>(
	scope: string,
	run: (event: E, actor: Actor) => Promise<Response>
): (event: E) => Promise<Response> {
	const signed = signedIn(run);
	return async (event) => {
		const secret = readBearer(event.request.headers.get('authorization'));
		if (!secret?.startsWith('balcao_')) return signed(event);
		const now = new Date();
		const holder = await findApiKey(centre().pool, secret, event.getClientAddress(), now);
		if (!holder) return refused(refuse('api_key_invalid'));
		const seconds = calls.take(holder.keyId, now.getTime());
		if (seconds > 0) return refused(refuse('too_many_calls', { detail: { seconds } }));
		if (!holder.scopes.includes(scope)) return refused(refuse('scope_missing', { detail: { scope } }));
		return run(event, holder.actor);
	};
}
