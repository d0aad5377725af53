import type { ReplicaDatabase, ReplicaStorage } from '#lib/sync/ports.ts';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeCare } from './care.ts';
import { imageName, noInitdb, unpackImage } from './image.ts';
import { initdbParams, layFoundations, startParams } from './settings.ts';

export interface NodeStorageOptions {
	/** Directory of the generations; null: in memory, gone at exit. */
	readonly directory: string | null;
	readonly onProblem?: (what: string, error: unknown) => void;
	/** File of the prepared image. Default: the one of this checkout, where it has been built; null: initdb. */
	readonly image?: string | null;
}

const builtImage = fileURLToPath(new URL(`../../../../static/replica/${imageName}`, import.meta.url));

/** Generations in Node: for the headless replica and tests. One process per directory. */
export class NodeStorage implements ReplicaStorage {
	readonly #options: NodeStorageOptions;
	readonly #inMemory = new Map<string, PGlite>();

	constructor(options: NodeStorageOptions) {
		this.#options = options;
	}

	async open(generation: string): Promise<ReplicaDatabase | null> {
		const { directory } = this.#options;
		if (directory === null || !existsSync(join(directory, generation, 'PG_VERSION'))) return null;
		try {
			return await this.#start(generation, null);
		} catch (error) {
			this.#options.onProblem?.(`opening generation ${generation}`, error);
			return null;
		}
	}

	async create(generation: string): Promise<ReplicaDatabase> {
		return this.#start(generation, await this.#image());
	}

	async deleteOthers(keep: string | null): Promise<void> {
		for (const [generation, pg] of this.#inMemory) if (generation !== keep && !pg.closed) await pg.close();
		const { directory } = this.#options;
		if (directory === null || !existsSync(directory)) return;
		for (const generation of await readdir(directory))
			if (generation !== keep) await rm(join(directory, generation), { recursive: true, force: true });
	}

	async #start(generation: string, image: Blob | null): Promise<ReplicaDatabase> {
		const { directory } = this.#options;
		const path = directory === null ? null : join(directory, generation);
		const isNew = path === null || !existsSync(join(path, 'PG_VERSION'));
		if (path !== null) await mkdir(path, { recursive: true });
		const pg = await PGlite.create({
			dataDir: path ?? 'memory://',
			extensions: { pg_trgm },
			startParams: startParams(PGlite.defaultStartParams),
			initDbStartParams: [...initdbParams],
			...(image === null ? {} : { loadDataDir: image }),
			...(image === null && isNew ? {} : { initdbWasmModule: noInitdb() })
		});
		const stopCare = takeCare(pg, { onProblem: (error) => this.#options.onProblem?.('checkpoint', error) });
		if (isNew && image === null) await layFoundations(pg);
		if (path === null) this.#inMemory.set(generation, pg);
		return {
			pg,
			storage: path === null ? 'memory' : 'opfs',
			generation,
			close: async () => {
				await stopCare();
				this.#inMemory.delete(generation);
				if (!pg.closed) await pg.close();
			}
		};
	}

	async #image(): Promise<Blob | null> {
		const file = this.#options.image === undefined ? builtImage : this.#options.image;
		if (file === null || !existsSync(file)) return null;
		return unpackImage(new Uint8Array(await readFile(file)));
	}
}
