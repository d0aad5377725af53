/** Generations of the replica's database: the current one is opened if it fits, a new one is made beside it if not. */
import { newUuid } from '../ids.ts';
import type { MutatorRegistry } from '../model.ts';
import type { ReplicaDatabase, ReplicaStorage } from '../ports.ts';
import type { Projection } from '../projection.ts';
import { ReplicaStore } from './store.ts';

export interface Generation {
	readonly database: ReplicaDatabase;
	readonly store: ReplicaStore;
}

export interface GenerationOptions {
	readonly storage: ReplicaStorage;
	readonly projections: readonly Projection[];
	readonly mutators: MutatorRegistry;
	/** Hash of the tables: a generation of another build is not opened. */
	readonly schema: string;
}

/** Null when there is none, it does not open, it has other tables, or its first load never came to an end. */
export async function openGeneration(options: GenerationOptions, name: string | null): Promise<Generation | null> {
	const database = name === null ? null : await options.storage.open(name);
	if (!database) return null;
	const store = new ReplicaStore(database.pg, options.projections, options.mutators);
	await store.prepare();
	if ((await store.isOf(options.schema)) && (await store.place()) !== null) return { database, store };
	await database.close();
	return null;
}

/** Empty tables without indexes, ready for a first load. It counts only once the journal names it. */
export async function newGeneration(options: GenerationOptions): Promise<Generation> {
	const database = await options.storage.create(`g-${newUuid()}`);
	const store = new ReplicaStore(database.pg, options.projections, options.mutators);
	await store.prepare();
	await store.createTables(options.schema);
	return { database, store };
}
