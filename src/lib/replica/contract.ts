/**
 * What a screen may ask of the replica. The page holds a `Replica`; behind it a worker holds PGlite, the engine, the
 * mutators and the queries. Names and arguments go in, rows come out.
 */
import type { Outcome } from '#lib/sync/model.ts';

/** Connection as the status bar tells it. */
export type Link =
	| { readonly state: 'connecting'; readonly since: string }
	| { readonly state: 'online'; readonly since: string }
	/** No route to the centre: normal in a branch office. `retryAt` is when the next attempt starts. */
	| { readonly state: 'offline'; readonly since: string; readonly retryAt: string | null }
	/** The centre refused us and waiting will not help until a person acts. */
	| { readonly state: 'stopped'; readonly because: 'signedOut' | 'wiped' | 'reload' | 'rightsLost' | 'storage' };

export interface LoadProgress {
	/** `opening` the engine, `loading` tables, `checking` against the centre, `repairing` what differed, `ready`. */
	readonly phase: 'opening' | 'loading' | 'checking' | 'repairing' | 'ready';
	/** Table being loaded, SQL name. */
	readonly table: string | null;
	readonly rowsDone: number;
	/** The centre's estimate, for the bar; may be off by a little. */
	readonly rowsTotal: number;
	/** Search and records already work while the rest is loading. */
	readonly usable: boolean;
}

export interface ReplicaStatus {
	readonly link: Link;
	readonly load: LoadProgress;
	/** When the centre last confirmed that the replica is up to date; null before the first load. */
	readonly dataAsOf: string | null;
	/** Mutations kept on this computer that the centre has not confirmed yet. */
	readonly pending: number;
	/** Refused or parked mutations waiting in "Pendências". */
	readonly refused: number;
	/** Rows repaired by the self-check since the replica was made: must stay 0. */
	readonly repairs: number;
	/** Storage in use: `opfs` is the normal one; `memory` means the browser refused storage and nothing survives a reload. */
	readonly storage: 'opfs' | 'idb' | 'memory';
	readonly build: string;
	/** Until when a signed-in office may go on without the centre; null when there is no limit. */
	readonly offlineUntil: string | null;
}

/** Whether the centre has ordered this replica to be erased. */
export const isWiped = ({ link }: ReplicaStatus): boolean => link.state === 'stopped' && link.because === 'wiped';

/** One entry of "Pendências": something the centre refused, or could not run. */
export interface InboxEntry {
	readonly id: string;
	/** Mutator name and its arguments as they were asked. */
	readonly name: string;
	readonly args: unknown;
	readonly askedAt: string;
	readonly refusedAt: string;
	readonly code: string;
	readonly field: string | null;
	readonly detail: Record<string, string | number>;
	/** Parked: the centre failed to run it (a defect of ours), it can be sent again unchanged. */
	readonly parked: boolean;
}

/** One mutation that waits for the centre, for the list behind "N pendentes". */
export interface PendingEntry {
	readonly id: string;
	readonly name: string;
	readonly args: unknown;
	readonly askedAt: string;
}

/** What `mutate` answers: the optimistic outcome, durable on this computer when it resolves. */
export type MutateResult = Outcome & { readonly mutationId?: string };

export interface LiveHandlers<R> {
	/** First result and every changed one. */
	rows(result: R): void;
	failed(error: Error): void;
}

export interface Replica {
	/** Current status, and a subscription to its changes. */
	readonly status: ReplicaStatus;
	onStatus(listener: (status: ReplicaStatus) => void): () => void;
	/** One answer. */
	ask(name: string, args: unknown): Promise<unknown>;
	/** An answer that stays true: called again when a change can have touched it. Returns the unsubscribe. */
	live(name: string, args: unknown, handlers: LiveHandlers<unknown>): () => void;
	/** Runs a mutator optimistically. Resolves when the intent is durable here ("salvo neste computador"). */
	mutate(name: string, args: unknown): Promise<MutateResult>;
	inbox(): Promise<readonly InboxEntry[]>;
	pendingList(): Promise<readonly PendingEntry[]>;
	/** Takes a refused entry out of the inbox; `retry` puts it into the outbox again, optionally with corrected args. */
	resolveInbox(id: string, action: { kind: 'discard' } | { kind: 'retry'; args?: unknown }): Promise<void>;
	/** Tries the link now instead of waiting for the back-off. */
	reconnect(): void;
	/** Erases replica, outbox and inbox of this user on this computer. */
	erase(): Promise<void>;
	close(): Promise<void>;
}
