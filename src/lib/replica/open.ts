import type { Actor } from '#lib/sync/model.ts';
import type { Replica } from './contract.ts';
import { TabReplica } from './worker/client.ts';

export interface OpenOptions {
	/** Who is signed in. A replica belongs to one person; another person on the same computer has another one. */
	readonly user: Actor;
	/** Version of the page's build: an older tab is told to reload when the centre has moved on. */
	readonly build: string;
	/** For how many hours after the last contact a signed-in office may go on offline; null = without limit. */
	readonly offlineHours: number | null;
}

/**
 * The replica of the signed-in person, for this tab. Answers at once, before the engine is open, so that the page can
 * show its shell: questions wait for the engine, `status.load` tells how far it is. Call `close()` when leaving.
 */
export function openReplica(options: OpenOptions): Replica {
	// A request only: a browser that says no may evict the replica when its disk is full, and it is loaded again.
	void navigator.storage?.persist?.().catch(() => false);
	return new TabReplica(options);
}
