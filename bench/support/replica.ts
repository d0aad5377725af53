/**
 * A real replica: the client code of browser and headless replica, PGlite in memory, the outbox in a file that is synced,
 * a websocket over loopback that can be cut.
 */
import { join } from 'node:path';
import type { PGliteInterface } from '@electric-sql/pglite';
import { newUuid } from '#lib/sync/ids.ts';
import { mutators } from '#lib/mutators/index.ts';
import { queries } from '#lib/queries/index.ts';
import type { ReplicaStatus } from '#lib/replica/contract.ts';
import { FileJournal } from '#lib/replica/storage/journal-file.ts';
import { NodeStorage } from '#lib/replica/storage/node.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { createCore, type Core } from '#lib/sync/client/core.ts';
import { loopback, wallClock } from '#sync-server/testing/world.ts';
import type { Person } from './people.ts';

export interface BenchReplica {
	readonly core: Core;
	/** The database itself, for baselines that bypass the engine. */
	readonly pg: () => PGliteInterface;
	readonly transport: ReturnType<typeof loopback>;
	onStatus(listener: (status: ReplicaStatus) => void): void;
	/** Resolves at the status change that fulfils the condition. */
	until(condition: (status: ReplicaStatus) => boolean): Promise<void>;
	close(): Promise<void>;
}

export const isReady = (s: ReplicaStatus): boolean => s.load.phase === 'ready' && s.link.state === 'online' && s.pending === 0;

export interface ReplicaPlace {
	readonly url: string;
	readonly person: Person;
	/** Folder for the outbox. */
	readonly folder: string;
}

export async function openReplica({ url, person, folder }: ReplicaPlace, heard?: (message: string) => void): Promise<BenchReplica> {
	const transport = loopback({ url }, person.token, heard);
	const listeners = new Set<(status: ReplicaStatus) => void>();
	const journal = new FileJournal(join(folder, `${newUuid()}.journal`));
	let pg: PGliteInterface | null = null;
	const storage = new NodeStorage({ directory: null });
	const core = await createCore({
		storage: {
			open: (generation) => storage.open(generation),
			create: async (generation) => {
				const database = await storage.create(generation);
				pg = database.pg;
				return database;
			},
			deleteOthers: (keep) => storage.deleteOthers(keep)
		},
		journal,
		transport,
		clock: wallClock,
		tables: syncedTables,
		mutators,
		queries,
		user: person.actor,
		build: 'bench',
		offlineHours: null,
		dayOf: (instant) => instant.toISOString().slice(0, 10),
		onStatus: (status) => listeners.forEach((listener) => listener(status)),
		onError: (error) => console.error('replica:', error)
	});
	return {
		core,
		pg: () => pg!,
		transport,
		onStatus: (listener) => void listeners.add(listener),
		async until(condition) {
			if (condition(core.status)) return;
			await new Promise<void>((done) => {
				const listener = (status: ReplicaStatus) => {
					if (!condition(status)) return;
					listeners.delete(listener);
					done();
				};
				listeners.add(listener);
			});
		},
		async close() {
			await core.close();
			await journal.close();
		}
	};
}
