import { OpfsAhpFS, type Node } from '@electric-sql/pglite/opfs-ahp';

/** Files are held by another worker, one that is dying most of the time: try again. */
export class StorageHeldError extends Error {
	override readonly name = 'StorageHeldError';
}

/** Not a complete data directory: a first load was cut, or files are missing. The generation is of no use. */
export class StorageBrokenError extends Error {
	override readonly name = 'StorageBrokenError';
}

/** Files that one statement may need to make, for tables, indexes and log segments. */
const statementNeeds = 100;

/**
 * PGlite's pool of OPFS access handles, with its silent failures made loud:
 * - a file whose handle was refused would be missing later on, in the middle of Postgres: here opening fails;
 * - a refused handle of the free pool leaves `init` waiting for ever: here the rejection nobody awaits ends it;
 * - an emptied state file (a kill at the wrong instant) reads as a new, empty directory: here it is broken.
 *
 * Pool: 700 handles to create from an image (it has 400 files), 300 kept free afterwards. Each costs about 1 ms when it is
 * made and 0.3 ms at every reopening; the default of 100 is too few for one statement that makes the tables of a replica.
 */
export class CheckedOpfsAhpFS extends OpfsAhpFS {
	readonly #mustExist: boolean;

	constructor(directory: string, options: { mustExist: boolean; initialPoolSize?: number; maintainedPoolSize?: number }) {
		super(directory, { initialPoolSize: options.initialPoolSize ?? 700, maintainedPoolSize: options.maintainedPoolSize ?? 300 });
		this.#mustExist = options.mustExist;
	}

	override async init(...args: Parameters<OpfsAhpFS['init']>): ReturnType<OpfsAhpFS['init']> {
		const result = await failingOnLostRejections(super.init(...args));
		const files = this.#files();
		if (this.#mustExist && !files.includes('/PG_VERSION')) throw new StorageBrokenError('no database in it');
		for (const file of files) {
			try {
				this.lstat(file);
			} catch {
				throw new StorageHeldError(`no handle for ${file}`);
			}
		}
		return result;
	}

	/** Makes free handles where a transaction has used most of them. */
	async refill(): Promise<void> {
		if (this.state.pool.length < statementNeeds) await this.maintainPool();
	}

	/** Lets go of all handles, also of those of a half-made instance. */
	async release(): Promise<void> {
		try {
			await this.closeFs();
		} catch {
			// `closeFs` ends the file system of an engine that may not be there; the handles are closed before that.
		}
	}

	#files(): string[] {
		const files: string[] = [];
		const walk = (path: string, node: Node) => {
			if (node.type === 'file') files.push(path);
			else for (const [name, child] of Object.entries(node.children)) walk(`${path}/${name}`, child);
		};
		for (const [name, child] of Object.entries(this.state.root.children)) walk(`/${name}`, child);
		return files;
	}
}

/**
 * Ends with `work`, or with the first rejection meanwhile that nobody handles: PGlite makes handles in promises that
 * never settle when they fail.
 */
async function failingOnLostRejections<T>(work: Promise<T>): Promise<T> {
	const { promise, reject } = Promise.withResolvers<never>();
	const lost = (event: PromiseRejectionEvent) => {
		event.preventDefault();
		reject(event.reason as Error);
	};
	globalThis.addEventListener('unhandledrejection', lost);
	try {
		return await Promise.race([work, promise]);
	} finally {
		globalThis.removeEventListener('unhandledrejection', lost);
	}
}

/** What browsers throw when an access handle is open elsewhere. */
export function isHeld(error: unknown): boolean {
	return error instanceof StorageHeldError || (error instanceof DOMException && error.name === 'NoModificationAllowedError');
}
