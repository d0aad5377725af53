import type { ReplicaDatabase, ReplicaStorage } from '#lib/sync/ports.ts';
import { IdbFs, MemoryFS, PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Memfs2OpfsFS } from '@electric-sql/pglite/memfs2opfs';
import { takeCare } from './care.ts';
import { CheckedOpfsAhpFS, isHeld } from './checked-opfs-ahp.ts';
import { imageUrl, noInitdb, unpackImage } from './image.ts';
import { initdbParams, layFoundations, startParams } from './settings.ts';

/**
 * Where a generation can live, best first:
 * - `handles`: OPFS through a pool of access handles. Reopening costs neither time nor memory by size.
 * - `mirror`: in memory, mirrored into OPFS after each statement. Where the pool fails (Safari allows 252 handles).
 * - `idb`: in memory, mirrored into IndexedDB, always strict: relaxed lost whole sessions in tests.
 * - `memory`: the browser refused all of them; nothing survives a reload, and the status says so.
 */
export type Place = 'handles' | 'mirror' | 'idb' | 'memory';

export interface BrowserStorageOptions {
	/** Whose replica; a directory of its own under the origin's private file system. */
	readonly userId: string;
	/** Which places to try, in this order. Default: all. */
	readonly places?: readonly Place[];
	/** What went wrong on the way, for the console and metrics; not fatal. */
	readonly onProblem?: (what: string, error: unknown) => void;
	/** How long to wait for files that a dying worker still holds, in ms. Default 10 s. */
	readonly heldMs?: number;
	/** Address of the prepared image; null: always initdb. */
	readonly image?: string | null;
	/** Sizes of the handle pool, see CheckedOpfsAhpFS. */
	readonly pool?: { readonly initialPoolSize?: number; readonly maintainedPoolSize?: number };
}

const opfsRoots: Readonly<Record<'handles' | 'mirror', string>> = { handles: 'balcao', mirror: 'balcao-mirror' };

/** Generation directories in the browser. For a worker: pages have no access handles. */
export class BrowserStorage implements ReplicaStorage {
	readonly #options: BrowserStorageOptions;
	readonly #places: readonly Place[];

	constructor(options: BrowserStorageOptions) {
		this.#options = options;
		this.#places = options.places ?? ['handles', 'mirror', 'idb', 'memory'];
	}

	async open(generation: string): Promise<ReplicaDatabase | null> {
		for (const place of this.#places) {
			if (!(await this.#exists(place, generation))) continue;
			try {
				return await this.#patiently(() => this.#start(place, generation, { mustExist: true }));
			} catch (error) {
				// Held for so long means a living owner: making another generation beside it would fork the replica.
				if (isHeld(error)) throw error;
				this.#problem(`opening generation ${generation} (${place})`, error);
				return null;
			}
		}
		return null;
	}

	async create(generation: string): Promise<ReplicaDatabase> {
		let failure: unknown;
		for (const place of this.#places) {
			try {
				return await this.#make(place, generation);
			} catch (error) {
				failure = error;
				this.#problem(`making generation ${generation} (${place})`, error);
				await this.#remove(place, generation).catch((e: unknown) => this.#problem('removing what was left of it', e));
			}
		}
		throw new Error('no storage works in this browser', { cause: failure });
	}

	async deleteOthers(keep: string | null): Promise<void> {
		for (const place of this.#places) {
			for (const generation of await this.#generations(place)) {
				if (generation === keep) continue;
				try {
					await this.#patiently(() => this.#remove(place, generation));
				} catch (error) {
					this.#problem(`removing generation ${generation} (${place})`, error);
				}
			}
		}
	}

	async #make(place: Place, generation: string): Promise<ReplicaDatabase> {
		const image = await this.#image();
		return this.#start(place, generation, { mustExist: false, image });
	}

	async #start(place: Place, generation: string, how: { mustExist: true } | { mustExist: false; image: Blob | null }): Promise<ReplicaDatabase> {
		const image = how.mustExist ? null : how.image;
		const fs = this.#fileSystem(place, generation, how.mustExist);
		try {
			const pg = await PGlite.create({
				fs,
				extensions: { pg_trgm },
				startParams: startParams(PGlite.defaultStartParams),
				initDbStartParams: [...initdbParams],
				...(image === null ? {} : { loadDataDir: image }),
				...(image === null && !how.mustExist ? {} : { initdbWasmModule: noInitdb() })
			});
			const refill = fs instanceof CheckedOpfsAhpFS ? () => fs.refill() : undefined;
			const stopCare = takeCare(pg, { ...(refill ? { refill } : {}), onProblem: (error) => this.#problem('checkpoint', error) });
			if (!how.mustExist && image === null) await layFoundations(pg);
			await pg.syncToFs();
			return {
				pg,
				storage: place === 'handles' || place === 'mirror' ? 'opfs' : place,
				generation,
				close: async () => {
					await stopCare();
					await pg.close();
				}
			};
		} catch (error) {
			if (fs instanceof CheckedOpfsAhpFS) await fs.release();
			throw error;
		}
	}

	#fileSystem(place: Place, generation: string, mustExist: boolean) {
		switch (place) {
			case 'handles':
				return new CheckedOpfsAhpFS(`${opfsRoots.handles}/${this.#options.userId}/${generation}`, { mustExist, ...this.#options.pool });
			case 'mirror':
				return new Memfs2OpfsFS(`${opfsRoots.mirror}/${this.#options.userId}/${generation}`);
			case 'idb':
				return new IdbFs(this.#idbPrefix() + generation);
			case 'memory':
				return new MemoryFS();
		}
	}

	/** Tries again while another worker, a dying one, holds the files. */
	async #patiently<T>(attempt: () => Promise<T>): Promise<T> {
		const until = Date.now() + (this.#options.heldMs ?? 10_000);
		for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
			try {
				return await attempt();
			} catch (error) {
				if (!isHeld(error) || Date.now() + wait > until) throw error;
				await new Promise((resolve) => setTimeout(resolve, wait));
			}
		}
	}

	async #image(): Promise<Blob | null> {
		const url = this.#options.image === undefined ? imageUrl : this.#options.image;
		if (url === null) return null;
		try {
			const response = await fetch(url);
			if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
			const image = await unpackImage(await response.bytes());
			if (image === null) throw new Error(`${url} is no image`);
			return image;
		} catch (error) {
			this.#problem('no prepared image, making the database from nothing', error);
			return null;
		}
	}

	async #exists(place: Place, generation: string): Promise<boolean> {
		return (await this.#generations(place)).includes(generation);
	}

	async #generations(place: Place): Promise<string[]> {
		switch (place) {
			case 'handles':
			case 'mirror': {
				const directory = await this.#directory(opfsRoots[place]);
				return directory === null ? [] : Array.fromAsync(directory.keys());
			}
			case 'idb': {
				const prefix = `/pglite/${this.#idbPrefix()}`;
				const databases = await indexedDB.databases().catch(() => []);
				return databases.flatMap(({ name }) => (name?.startsWith(prefix) === true ? [name.slice(prefix.length)] : []));
			}
			case 'memory':
				return [];
		}
	}

	async #remove(place: Place, generation: string): Promise<void> {
		switch (place) {
			case 'handles':
			case 'mirror':
				try {
					await (await this.#directory(opfsRoots[place]))?.removeEntry(generation, { recursive: true });
				} catch (error) {
					if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
				}
				return;
			case 'idb': {
				const { promise, resolve, reject } = Promise.withResolvers<void>();
				const request = indexedDB.deleteDatabase(`/pglite/${this.#idbPrefix()}${generation}`);
				request.onsuccess = () => resolve();
				request.onerror = () => reject(request.error as Error);
				return promise;
			}
			case 'memory':
				return;
		}
	}

	/** This user's directory under one of our roots; null where there is none, or no private file system at all. */
	async #directory(root: string): Promise<FileSystemDirectoryHandle | null> {
		try {
			const origin = await navigator.storage.getDirectory();
			return await (await origin.getDirectoryHandle(root)).getDirectoryHandle(this.#options.userId);
		} catch {
			return null;
		}
	}

	#idbPrefix(): string {
		return `balcao-${this.#options.userId}-`;
	}

	#problem(what: string, error: unknown): void {
		this.#options.onProblem?.(what, error);
	}
}
