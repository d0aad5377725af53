/**
 * First load: pages of every table over HTTP, the next one fetched while one is copied in. It survives a lost link: what
 * is in stays in, and the cursor is the one from before the first page (SPEC L1–L3).
 */
import type { Projection } from '../projection.ts';
import type { ReplicaStore } from './store.ts';

export interface LoaderOptions {
	readonly store: ReplicaStore;
	fetchPage(path: string, signal: AbortSignal): Promise<Response>;
	/** Runs work on the replica, one thing at a time with everything else. */
	exclusive<T>(work: () => Promise<T>): Promise<T>;
	progress(table: string, rowsDone: number): void;
	/** A table is complete and indexed. */
	tableDone(projection: Projection, lastEssential: boolean): void;
}

const pageRows = 20_000;
/** Slower than this (bytes per millisecond, 4 Mbyte/s), compression is worth its time. */
const slowLink = 4_000;

export class Loader {
	readonly #options: LoaderOptions;
	#table = 0;
	#after: string | null = null;
	#rowsDone = 0;
	#gzip = false;
	#last: Promise<void> = Promise.resolve();
	/** Cursor, epoch and audience that the load began with; a load under other rights or epoch starts over. */
	readonly start: { readonly cursor: string; readonly epoch: string; readonly audience: string };

	constructor(options: LoaderOptions, start: Loader['start']) {
		this.#options = options;
		this.start = start;
	}

	/**
	 * Goes on where it stopped. Rejects when a page cannot be had; call again with a new link. A run that was aborted may
	 * still be copying a page in: the next one waits for it, or that page would be in twice.
	 */
	run(signal: AbortSignal): Promise<void> {
		const before = this.#last;
		return (this.#last = (async () => {
			await before.catch(() => undefined);
			signal.throwIfAborted();
			await this.#go(signal);
		})());
	}

	async #go(signal: AbortSignal): Promise<void> {
		const { store, exclusive, progress, tableDone } = this.#options;
		const projections = store.projections;
		const lastEssential = projections.findLastIndex((p) => p.essential);
		while (this.#table < projections.length) {
			const p = projections[this.#table]!;
			let next: Promise<Page> | null = this.#fetch(p, this.#after, signal);
			while (next) {
				const page: Page = await next;
				// Only a full page can have another behind it.
				next = page.rows === pageRows ? this.#fetch(p, page.last, signal) : null;
				next?.catch(() => undefined); // handled when awaited
				if (page.rows > 0) {
					await exclusive(() => store.copyPage(p, page.blob));
					this.#after = page.last;
					this.#rowsDone += page.rows;
				}
				progress(p.name, this.#rowsDone);
			}
			await exclusive(() => store.finishTable(p));
			const index = this.#table++;
			this.#after = null;
			tableDone(p, index === lastEssential);
		}
	}

	async #fetch(p: Projection, after: string | null, signal: AbortSignal): Promise<Page> {
		const began = performance.now();
		const query = new URLSearchParams({
			table: p.name,
			rows: String(pageRows),
			...(after ? { after } : {}),
			...(this.#gzip ? { gzip: '1' } : {})
		});
		const response = await this.#options.fetchPage(`/sync/page?${query.toString()}`, signal);
		if (!response.ok) throw new PageRefused(response.status);
		const bytes = new Uint8Array(await response.arrayBuffer());
		const ms = performance.now() - began;
		if (!this.#gzip && bytes.length > 200_000 && bytes.length / ms < slowLink) this.#gzip = true;
		return readPage(bytes);
	}
}

interface Page {
	readonly blob: Blob;
	readonly rows: number;
	/** Id of the last row: COPY text begins each line with it. */
	readonly last: string;
}

function readPage(bytes: Uint8Array<ArrayBuffer>): Page {
	let rows = 0;
	let lastLine = 0;
	for (let i = 0; i < bytes.length; i++) {
		if (bytes[i] !== 10) continue;
		rows++;
		if (i + 1 < bytes.length) lastLine = i + 1;
	}
	return { blob: new Blob([bytes]), rows, last: new TextDecoder().decode(bytes.subarray(lastLine, lastLine + 36)) };
}

/** The centre answered, and not with a page. */
export class PageRefused extends Error {
	override name = 'PageRefused';
	readonly status: number;
	constructor(status: number) {
		super(`page refused: ${status}`);
		this.status = status;
	}
}
