/**
 * What the browser's half of the engine needs from the place it runs in: a PGlite database, a durable journal for the
 * outbox, a socket, a clock. The browser worker, the headless replica and the tests each bring their own.
 */
import type { PGliteInterface } from '@electric-sql/pglite';

/** One change of one row, as live queries see it. Images are filled in only where some query tests them. */
export interface Touch {
	readonly table: string;
	readonly id: string;
	/** The row as JSON (SQL column names) before and after; null = absent, undefined = not collected. */
	readonly before?: Readonly<Record<string, unknown>> | null;
	readonly after?: Readonly<Record<string, unknown>> | null;
}
/** `all`: so much of the table changed that listing it would cost more than running its queries again. */
export type Touches = readonly (Touch | { readonly table: string; readonly all: true })[];

/** A mutation as the outbox keeps it: durable before the screen says "saved on this computer". */
export interface OutboxRecord {
	readonly seq: number;
	/** Id of the mutation, UUID v7; ids of the rows it makes are derived from it. */
	readonly id: string;
	readonly name: string;
	readonly version: number;
	readonly args: unknown;
	/** Leased numbers taken for this mutation, by kind. */
	readonly numbers: Readonly<Record<string, number>>;
	readonly askedAt: string;
	/** Request id of the tab that asked, so that a retry after a change of leader runs it once. */
	readonly requestId: string | null;
}

export interface InboxRecord {
	readonly id: string;
	readonly name: string;
	readonly version: number;
	readonly args: unknown;
	readonly askedAt: string;
	readonly refusedAt: string;
	readonly code: string;
	readonly field: string | null;
	readonly detail: Record<string, string | number>;
	readonly parked: boolean;
}

/** Numbers leased from the centre and not used yet, as half-open ranges `[from, to)` by kind. */
export type Leases = Readonly<Record<string, readonly (readonly [from: number, to: number])[]>>;

export interface JournalState {
	/** Identity of this outbox at the centre; renewed when a restore of the centre makes numbering incomparable. */
	readonly clientId: string;
	readonly userId: string;
	readonly nextSeq: number;
	readonly outbox: readonly OutboxRecord[];
	readonly inbox: readonly InboxRecord[];
	readonly leases: Leases;
	/** Which generation directory of the replica is the current, complete one. */
	readonly generation: string | null;
	/** When the centre was last reached, for the offline limit. */
	readonly lastContactAt: string | null;
}

/**
 * The part of a replica that must not be lost: outbox, inbox, leases. Kept apart from PGlite, because a replica is
 * disposable and this is not. `write` resolves when the change is on disk (IndexedDB `durability: 'strict'`, fsync).
 * Changes given to one `write` are all kept or none.
 */
export interface Journal {
	read(): Promise<JournalState | null>;
	write(
		change: Partial<Omit<JournalState, 'outbox' | 'inbox'>> & {
			readonly addOutbox?: readonly OutboxRecord[];
			/** Remove outbox records with `seq` up to and including this one. */
			readonly dropOutboxThrough?: number;
			readonly addInbox?: readonly InboxRecord[];
			readonly removeInbox?: readonly string[];
			/** Put back the whole outbox (renumbering after an epoch change). */
			readonly replaceOutbox?: readonly OutboxRecord[];
		}
	): Promise<void>;
	erase(): Promise<void>;
}

/** An open PGlite with its place on disk. */
export interface ReplicaDatabase {
	readonly pg: PGliteInterface;
	readonly storage: 'opfs' | 'idb' | 'memory';
	/** Name of the generation directory that is open. */
	readonly generation: string;
	close(): Promise<void>;
}

/** Opens, makes and deletes generation directories. A generation is current only once the journal says so. */
export interface ReplicaStorage {
	/** Opens an existing generation, or answers null when it is missing or cannot be opened. */
	open(generation: string): Promise<ReplicaDatabase | null>;
	/** Makes a new, empty one (from the prepared image where there is one). */
	create(generation: string): Promise<ReplicaDatabase>;
	/** Deletes every generation but this one. */
	deleteOthers(keep: string | null): Promise<void>;
}

/** A socket that speaks whole messages. `send` never throws; a dead socket closes. */
export interface Socket {
	send(message: string | Uint8Array): void;
	close(code?: number, reason?: string): void;
	/** Bytes accepted by `send` but not on the wire yet. */
	readonly bufferedAmount: number;
}
export interface SocketHandlers {
	opened(): void;
	message(data: string | Uint8Array): void;
	closed(code: number, reason: string): void;
}
export interface Transport {
	connect(handlers: SocketHandlers): Socket;
	/** One page of a first load: COPY text of a table after an id. Rejects with `HttpError` when refused. */
	fetchPage(path: string, signal: AbortSignal): Promise<Response>;
}

export interface Clock {
	now(): Date;
	setTimeout(run: () => void, ms: number): unknown;
	clearTimeout(handle: unknown): void;
	random(): number;
}
