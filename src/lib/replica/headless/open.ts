import { dayAt } from '#lib/domain/day/zone.ts';
import { mutators } from '#lib/mutators/index.ts';
import { queries } from '#lib/queries/index.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { createCore, type Core } from '#lib/sync/client/core.ts';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import type { ReplicaStatus } from '../contract.ts';
import { FileJournal } from '../storage/journal-file.ts';
import { MemoryJournal } from '../storage/journal-memory.ts';
import { NodeStorage } from '../storage/node.ts';
import { NodeTransport } from '../transport-node.ts';
import type { HeadlessSession } from './sign-in.ts';

export interface HeadlessOptions {
	readonly url: string;
	readonly session: HeadlessSession;
	/** Where replica and outbox are kept; null: in memory. One process per directory. */
	readonly directory: string | null;
	onStatus?(status: ReplicaStatus): void;
	onError?(error: unknown): void;
}

/** The same replica as in a browser, in Node. */
export function openHeadless({ url, session, directory, onStatus, onError }: HeadlessOptions): Promise<Core> {
	return createCore({
		storage: new NodeStorage({
			directory: directory === null ? null : join(directory, 'generations'),
			onProblem: (what, error) => onError?.(new Error(what, { cause: error }))
		}),
		journal: directory === null ? new MemoryJournal() : new FileJournal(join(directory, 'journal.jsonl')),
		transport: new NodeTransport(url, session.token),
		clock: systemClock,
		tables: syncedTables,
		mutators,
		queries,
		user: session.user,
		build: 'headless',
		// A program has nobody who could sign in again: it goes on with what it has.
		offlineHours: null,
		dayOf: (instant) => dayAt(instant.toISOString()),
		onStatus: onStatus ?? (() => {}),
		onError: onError ?? (() => {})
	});
}
