import type { ReplicaDatabase, ReplicaStorage } from '#lib/sync/ports.ts';
import { IdbFs, MemoryFS, PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Memfs2OpfsFS } from '@electric-sql/pglite/memfs2opfs';
import { takeCare } from './care.ts';
import { CheckedOpfsAhpFS, isHeld } from './checked-opfs-ahp.ts';
import { imageUrl, noInitdb, unpackImage } from './image.ts';
import { allPlaces, generationsIn, placeName, removeGeneration, type Place } from './places.ts';
import { initdbParams, layFoundations, startParams } from './settings.ts';

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

/** Generation directories in the browser. For a worker: pages have no access handles. */
export class BrowserStorage implements ReplicaStorage {
	readonly #options: BrowserStorageOptions;
	readonly #places: readonly Place[];

	constructor(options: BrowserStorageOptions) {
		this.#options = options;
		this.#places = options.places ?? allPlaces;
	}

	async open(generation: string): Promise<ReplicaDatabase | null> {
		for (const place of this.#places) {
			if (!(await generationsIn(place, this.#options.userId)).includes(generation)) continue;
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
				await removeGeneration(place, this.#options.userId, generation).catch((e: unknown) =>
					this.#problem('removing what was left of it', e)
				);
			}
		}
		throw new Error('no storage works in this browser', { cause: failure });
	}

	async deleteOthers(keep: string | null): Promise<void> {
		for (const place of this.#places) {
			for (const generation of await generationsIn(place, this.#options.userId)) {
				if (generation === keep) continue;
				try {
					await this.#patiently(() => removeGeneration(place, this.#options.userId, generation));
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

	async #start(
		place: Place,
		generation: string,
		how: { mustExist: true } | { mustExist: false; image: Blob | null }
	): Promise<ReplicaDatabase> {
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
				return new CheckedOpfsAhpFS(placeName('handles', this.#options.userId, generation), { mustExist, ...this.#options.pool });
			case 'mirror':
				return new Memfs2OpfsFS(placeName('mirror', this.#options.userId, generation));
			case 'idb':
				return new IdbFs(placeName('idb', this.#options.userId, generation));
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

	#problem(what: string, error: unknown): void {
		this.#options.onProblem?.(what, error);
	}
}
