import type { InboxRecord, Journal, JournalState, OutboxRecord } from '#lib/sync/ports.ts';
import { stateOf, type JournalChange, type JournalHead } from './journal-state.ts';

const stores = ['head', 'outbox', 'inbox'] as const;

/**
 * The journal of a browser, in IndexedDB with `durability: 'strict'`: a write is on disk when it resolves, and one
 * change is one transaction. Beside PGlite and not in it, because the replica may be thrown away at any time.
 */
export class IdbJournal implements Journal {
	readonly #name: string;
	#database: Promise<IDBDatabase> | null = null;

	constructor(userId: string) {
		this.#name = `balcao-journal-${userId}`;
	}

	async read(): Promise<JournalState | null> {
		const transaction = (await this.#open()).transaction(stores, 'readonly');
		const [head, outbox, inbox] = await Promise.all([
			answer<JournalHead | undefined>(transaction.objectStore('head').get('head')),
			answer<OutboxRecord[]>(transaction.objectStore('outbox').getAll()),
			answer<InboxRecord[]>(transaction.objectStore('inbox').getAll())
		]);
		return stateOf({ head: head ?? {}, outbox: new Map(outbox.map((r) => [r.seq, r])), inbox: new Map(inbox.map((r) => [r.id, r])) });
	}

	/** Same order within a change as `applyChange`: requests of one transaction run in the order they are made. */
	async write(change: JournalChange): Promise<void> {
		const transaction = (await this.#open()).transaction(stores, 'readwrite', { durability: 'strict' });
		const done = completion(transaction);
		try {
			this.#put(transaction, change);
		} catch (error) {
			// A record that cannot be stored: without this the requests before it would be committed.
			done.catch(() => {});
			transaction.abort();
			throw error;
		}
		return done;
	}

	#put(transaction: IDBTransaction, change: JournalChange): void {
		const { addOutbox, dropOutboxThrough, addInbox, removeInbox, replaceOutbox, ...head } = change;
		const outbox = transaction.objectStore('outbox');
		if (replaceOutbox !== undefined) {
			outbox.clear();
			for (const record of replaceOutbox) outbox.put(record);
		}
		if (dropOutboxThrough !== undefined) outbox.delete(IDBKeyRange.upperBound(dropOutboxThrough));
		for (const record of addOutbox ?? []) outbox.put(record);
		const inbox = transaction.objectStore('inbox');
		for (const id of removeInbox ?? []) inbox.delete(id);
		for (const record of addInbox ?? []) inbox.put(record);
		if (Object.keys(head).length > 0) {
			const store = transaction.objectStore('head');
			const request = store.get('head');
			request.onsuccess = () => store.put({ ...(request.result as Partial<JournalHead> | undefined), ...head }, 'head');
		}
	}

	async erase(): Promise<void> {
		const transaction = (await this.#open()).transaction(stores, 'readwrite', { durability: 'strict' });
		const done = completion(transaction);
		for (const store of stores) transaction.objectStore(store).clear();
		return done;
	}

	#open(): Promise<IDBDatabase> {
		this.#database ??= new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open(this.#name, 1);
			request.onupgradeneeded = () => {
				request.result.createObjectStore('head');
				request.result.createObjectStore('outbox', { keyPath: 'seq' });
				request.result.createObjectStore('inbox', { keyPath: 'id' });
			};
			request.onsuccess = () => {
				// The browser may close it (storage cleared by hand): the next use opens it again.
				request.result.onclose = () => (this.#database = null);
				resolve(request.result);
			};
			request.onerror = () => {
				this.#database = null;
				reject(request.error as Error);
			};
		});
		return this.#database;
	}
}

function answer<T>(request: IDBRequest): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result as T);
		request.onerror = () => reject(request.error as Error);
	});
}

function completion(transaction: IDBTransaction): Promise<void> {
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new Error('the journal could not be written'));
	});
}
