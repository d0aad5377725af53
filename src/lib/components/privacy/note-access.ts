import { isNewOpening } from '#lib/domain/privacy/access.ts';
import type { accessNote } from '#lib/mutators/access/note.ts';
import type { Replica } from '#lib/replica/contract.ts';
import { mutate } from '#lib/replica/typed.ts';

/** When each record was last told of, by this window. */
const told = new Map<string, number>();

/**
 * Tells the centre that a record is in view, now or when it is reached again (LGPD art. 37). Reading never waits for it and never
 * fails by it: a replica that cannot keep the note cannot keep anything, and says so elsewhere.
 */
export function noteOpening(replica: Replica, customerId: string, via: 'search' | 'ticket' | 'link'): void {
	const now = Date.now();
	if (!isNewOpening(told.get(customerId), now)) return;
	told.set(customerId, now);
	void note(replica, customerId, via);
}

/** A copy on paper: each counts. */
export function notePrint(replica: Replica, customerId: string): void {
	void note(replica, customerId, 'print');
}

async function note(replica: Replica, customerId: string, via: 'search' | 'ticket' | 'link' | 'print'): Promise<void> {
	const outcome = await mutate<typeof accessNote>(replica, 'access.note', { customerId, via, at: new Date().toISOString() }).catch(
		() => null
	);
	// E.g. while the replica is being loaded: the next opening tells.
	if (outcome?.ok !== true) told.delete(customerId);
}
