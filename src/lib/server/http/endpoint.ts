import type { RequestEvent } from '@sveltejs/kit';
import { can } from '#lib/domain/permissions.ts';
import type { Verb } from '#lib/domain/permissions.ts';
import { refuse } from '#lib/sync/model.ts';
import type { Actor } from '#lib/sync/model.ts';
import { refused } from './answers.ts';

type Handler<E> = (event: E, actor: Actor) => Promise<Response>;

/** An endpoint for whoever is signed in; others get 401 `not_signed_in`, a computer to be wiped 401 `wiped`. */
export function signedIn<E extends RequestEvent>(run: Handler<E>): (event: E) => Promise<Response> {
	return async (event) => {
		const { actor, session } = event.locals;
		if (!actor) return refused(refuse(session?.wipe ? 'wiped' : 'not_signed_in'));
		return run(event, actor);
	};
}

/** An endpoint for those whose role may do it (domain/permissions.ts); other signed-in people get 403 `not_allowed`. */
export function permitted<E extends RequestEvent>(verb: Verb, run: Handler<E>): (event: E) => Promise<Response> {
	return signedIn(async (event, actor) => (can(actor.role, verb) ? run(event, actor) : refused(refuse('not_allowed'))));
}
