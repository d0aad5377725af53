import type { Session } from '#lib/server/auth/sessions.ts';
import type { Session } from '#lib/server/auth/sessions.ts';
import type { Actor } from '#lib/sync/model.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who is signed in, set by hooks.server.ts for /api from the session cookie or a bearer token. */
			actor?: Actor;
			/** The session behind it; without an actor it only waits for its wipe order to be delivered. */
			session?: Session;
			/** Their session; without `actor` it is one whose replica has to be erased. */
			session?: Session;
		}
		interface Error {
			message: string;
			/** Number of the incident in the centre's log, to be told to support. */
			incident?: string;
		}
	}
}

export {};
