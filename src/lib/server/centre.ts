import type { Pool } from 'pg';
import type { Actor, Outcome } from '#lib/sync/model.ts';
import type { Jobs } from './jobs/jobs.ts';

/** What routes and automations may ask of the sync server that runs in the same process (sync-server/centre.ts). */
export interface Centre {
	readonly pool: Pool;
	/** A transaction has just been committed here: look for it now instead of at the next poll. */
	wake(): void;
	health(): Promise<object>;
	/** Prometheus text. */
	metrics(): string;
	/** A webhook delivery may be due: look now instead of within a second. */
	sendWebhooks(): void;
	/** Work in the background: what there is, and how a person deals with it. */
	readonly jobs: Pick<Jobs, 'kinds' | 'schedules' | 'retry' | 'cancel' | 'poke'>;
	/** Ends the sockets of a person or a session, telling them why. */
	closeSessions(filter: { userId?: string; sessionId?: string }, reason: 'rights' | 'signedOut' | 'wipe'): void;
	/** Runs a registered mutator once under the actor's rights; the same `mutationId` again answers what it answered before. */
	runMutator(actor: Actor, name: string, args: unknown, options?: { mutationId?: string }): Promise<Outcome>;
	/** Asks a registered query under the actor's rights. */
	runQuery(actor: Actor, name: string, args: unknown): Promise<unknown>;
}

const place = Symbol.for('balcao.centre');

/**
 * The centre of this process. It is found in `globalThis` and not imported, because the launcher runs from source while
 * the routes are a bundle: an import would give them a second one, with no sockets.
 */
export function centre(): Centre {
	const found = (globalThis as { [place]?: Centre })[place];
	if (!found) throw new Error('the sync server is not running in this process: start with `npm start` or `npm run dev`');
	return found;
}
