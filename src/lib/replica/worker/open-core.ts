import { dayAt } from '#lib/domain/day/zone.ts';
import { mutators } from '#lib/mutators/index.ts';
import { queries } from '#lib/queries/index.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { createCore } from '#lib/sync/client/core.ts';
import type { Journal } from '#lib/sync/ports.ts';
import { systemClock } from '../clock.ts';
import { IdbJournal } from '../storage/journal-idb.ts';
import { MemoryJournal } from '../storage/journal-memory.ts';
import { BrowserStorage } from '../storage/opfs.ts';
import { BrowserTransport } from '../transport-browser.ts';
import type { OpenCore } from './gateway.ts';

/** Opens the replica of the signed-in person in this worker. */
export const openCore: OpenCore = async ({ user, build, offlineHours }, on) => {
	const journal = await durableJournal(user.userId, on.error);
	const storage = new BrowserStorage({
		userId: user.userId,
		// Without a durable outbox nothing is durable: the status must say so.
		...(journal === null ? { places: ['memory'] } : {}),
		onProblem: (what, error) => on.error(new Error(what, { cause: error }))
	});
	return createCore({
		storage,
		journal: journal ?? new MemoryJournal(),
		transport: new BrowserTransport(),
		clock: systemClock,
		tables: syncedTables,
		mutators,
		queries,
		user,
		build,
		offlineHours,
		dayOf: (instant) => dayAt(instant.toISOString()),
		onStatus: on.status,
		onError: on.error
	});
};

/** Null where the browser refuses IndexedDB (some private windows). */
async function durableJournal(userId: string, onError: (error: unknown) => void): Promise<Journal | null> {
	const journal = new IdbJournal(userId);
	try {
		await journal.read();
		return journal;
	} catch (error) {
		onError(new Error('no durable journal', { cause: error }));
		return null;
	}
}
