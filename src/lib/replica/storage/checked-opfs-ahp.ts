import { OpfsAhpFS, type Node } from '@electric-sql/pglite/opfs-ahp';

/** Files are held by another worker, one that is dying most of the time: try again. */
export class StorageHeldError extends Error {
	override readonly name = 'StorageHeldError';
}

/** Not a complete data directory: a first load was cut, or files are missing. The generation is of no use. */
export class StorageBrokenError extends Error {
	override readonly name = 'StorageBrokenError';
}

const blockBytes = 4096;
const noOwner = { dev: 0, ino: 0, nlink: 1, uid: 0, gid: 0, rdev: 0 };

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

	// ── sizes ────────────────────────────────────────────────────────────────────────────────────────────────────────
	// Postgres asks how long a file is for every table and index of every statement it plans. Nobody else writes these files, so what
	// was said once stays true until we write: a question to the browser each time took most of the time of a small query.

	override lstat(path: string): ReturnType<OpfsAhpFS['lstat']> {
		const node = this.#nodeAt(path);
		const size = node?.type === 'file' ? this.#sizes.get(node.backingFilename) : undefined;
		if (node?.type !== 'file' || size === undefined) {
			const stat = super.lstat(path);
			if (node?.type === 'file') this.#sizes.set(node.backingFilename, stat.size);
			return stat;
		}
		const at = node.lastModified;
		return {
			...noOwner,
			mode: node.mode,
			size,
			blksize: blockBytes,
			blocks: Math.ceil(size / blockBytes),
			atime: at,
			mtime: at,
			ctime: at
		};
	}

	override open(...args: Parameters<OpfsAhpFS['open']>): number {
		const fd = super.open(...args);
		const node = this.#nodeAt(args[0]);
		if (node?.type === 'file') this.#open.set(fd, node.backingFilename);
		return fd;
	}

	override close(fd: number): void {
		super.close(fd);
		this.#open.delete(fd);
	}

	override write(fd: number, buffer: Uint8Array, offset: number, length: number, position: number): number {
		const file = this.#open.get(fd);
		const size = file === undefined ? undefined : this.#sizes.get(file);
		// When it fails, only the file knows how much of it is there.
		if (file !== undefined) this.#sizes.delete(file);
		const written = super.write(fd, buffer, offset, length, position);
		if (file !== undefined && size !== undefined) this.#sizes.set(file, Math.max(size, position + written));
		return written;
	}

	/** Every file begins here, perhaps in what another has left in the pool. */
	override writeFile(...args: Parameters<OpfsAhpFS['writeFile']>): void {
		super.writeFile(...args);
		this.#forget(args[0]);
	}

	override truncate(path: string, length: number): void {
		this.#forget(path);
		super.truncate(path, length);
	}

	/** By name in the pool, which a file keeps when it is renamed. */
	readonly #sizes = new Map<string, number>();
	readonly #open = new Map<number, string>();

	#forget(path: string): void {
		const node = this.#nodeAt(path);
		if (node?.type === 'file') this.#sizes.delete(node.backingFilename);
	}

	#nodeAt(path: string): Node | undefined {
		let node: Node | undefined = this.state.root;
		for (const name of path.split('/')) {
			if (name === '') continue;
			if (node?.type !== 'directory') return undefined;
			node = Object.hasOwn(node.children, name) ? node.children[name] : undefined;
		}
		return node;
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
