import type { Journal, JournalState } from '#lib/sync/ports.ts';
import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { applyChange, emptyJournal, stateOf, type JournalChange, type JournalContents } from './journal-state.ts';

/** The log is rewritten as one line when it is this much longer, in bytes, than that line would be. */
const slack = 256 << 10;

/**
 * A journal in one file: a JSON line per change, appended and synced before `write` resolves. A line that a crash cut
 * short has no line end: it was never acknowledged and is cut off at the next opening. One process per file.
 */
export class FileJournal implements Journal {
	readonly #path: string;
	#file: FileHandle | null = null;
	#contents: JournalContents = emptyJournal;
	/** Bytes in the file, and when it was last rewritten. */
	#size = 0;
	#sizeRewritten = 0;
	#loaded: Promise<void> | null = null;
	#queue: Promise<unknown> = Promise.resolve();

	constructor(path: string) {
		this.#path = path;
	}

	async read(): Promise<JournalState | null> {
		return this.#oneByOne(() => Promise.resolve(structuredClone(stateOf(this.#contents))));
	}

	async write(change: JournalChange): Promise<void> {
		const line = `${JSON.stringify(change)}\n`;
		return this.#oneByOne(async () => {
			const file = this.#file!;
			const bytes = Buffer.from(line);
			try {
				await file.write(bytes, 0, bytes.length, this.#size);
				await file.datasync();
			} catch (error) {
				// Half a line may be there: the next write must not continue it.
				await file.truncate(this.#size).catch(() => {});
				throw error;
			}
			this.#size += bytes.length;
			this.#contents = applyChange(this.#contents, JSON.parse(line) as JournalChange);
			if (this.#size - this.#sizeRewritten > slack) await this.#rewrite();
		});
	}

	async erase(): Promise<void> {
		return this.#oneByOne(async () => {
			await this.#file?.close();
			await rm(this.#path, { force: true });
			this.#file = null;
			this.#contents = emptyJournal;
			await this.#open();
		});
	}

	async close(): Promise<void> {
		await this.#queue.catch(() => {});
		await this.#file?.close();
		this.#file = null;
		this.#loaded = null;
	}

	#oneByOne<T>(run: () => Promise<T>): Promise<T> {
		const next = this.#queue.then(async () => {
			await (this.#loaded ??= this.#load());
			return run();
		});
		this.#queue = next.catch(() => {});
		return next;
	}

	async #load(): Promise<void> {
		await mkdir(dirname(this.#path), { recursive: true });
		const bytes = await readFile(this.#path).catch((error: NodeJS.ErrnoException) => {
			if (error.code === 'ENOENT') return Buffer.alloc(0);
			throw error;
		});
		const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
		this.#contents = emptyJournal;
		for (const line of whole.toString('utf8').split('\n'))
			if (line !== '') this.#contents = applyChange(this.#contents, JSON.parse(line) as JournalChange);
		await this.#open();
		if (whole.length < bytes.length) await this.#file!.truncate(whole.length);
		this.#size = whole.length;
	}

	async #open(): Promise<void> {
		// Not `a`: appending goes to a known position, so that half a line is overwritten.
		this.#file = await open(this.#path, 'r+').catch(() => open(this.#path, 'w+'));
		this.#size = 0;
		this.#sizeRewritten = 0;
		await syncDirectory(dirname(this.#path));
	}

	/** The present contents as one line in a new file that takes the old one's place. */
	async #rewrite(): Promise<void> {
		// The change is kept already: a full disk, say, must not make its write fail. It is tried again a bit later.
		this.#sizeRewritten = this.#size;
		const { head, outbox, inbox } = this.#contents;
		const line = Buffer.from(`${JSON.stringify({ ...head, replaceOutbox: [...outbox.values()], addInbox: [...inbox.values()] })}\n`);
		const partial = `${this.#path}.new`;
		try {
			const file = await open(partial, 'w+');
			await file.writeFile(line);
			await file.sync();
			await rename(partial, this.#path);
			const old = this.#file;
			this.#file = file;
			this.#size = this.#sizeRewritten = line.length;
			await old?.close();
			await syncDirectory(dirname(this.#path));
		} catch {
			await rm(partial, { force: true }).catch(() => {});
		}
	}
}

/** Makes a new or renamed entry of a directory outlive a power cut. */
async function syncDirectory(path: string): Promise<void> {
	const directory = await open(path, 'r');
	await directory.sync();
	await directory.close();
}
