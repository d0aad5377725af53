/**
 * What a tab and the engine say to each other. The engine is in one worker of the browser, the leader's; a tab talks to
 * its own worker, which either is that one or passes the words on over a BroadcastChannel. One message each way per
 * question. Frames from the engine carry the leader's `term`, a name that changes with every change of leader.
 */
import type { InboxEntry, MutateResult, PendingEntry, ReplicaStatus } from '../contract.ts';
import type { OpenOptions } from '../open.ts';

/** The questions of a tab, by name. All may be asked again after a change of leader: see each. */
export interface Calls {
	/** Reads only. */
	ask: { params: { name: string; args: unknown }; answer: unknown };
	/** Runs once per `requestId` (the core sees to it), a UUID that becomes the mutation's id. */
	mutate: { params: { name: string; args: unknown; requestId: string }; answer: MutateResult };
	inbox: { params: null; answer: readonly InboxEntry[] };
	pendingList: { params: null; answer: readonly PendingEntry[] };
	/** An entry that is gone already is no failure. */
	resolveInbox: { params: { id: string; action: { kind: 'discard' } | { kind: 'retry'; args?: unknown } }; answer: void };
	reconnect: { params: null; answer: void };
	erase: { params: null; answer: void };
}
export type CallName = keyof Calls;

export type TabFrame =
	/** First frame to each leader. `loadedAt`: when the page was loaded, ms since 1970. */
	| { readonly t: 'hello'; readonly build: string; readonly loadedAt: number; readonly visible: boolean }
	| { readonly t: 'call'; readonly id: string; readonly method: CallName; readonly params: unknown }
	| { readonly t: 'live'; readonly id: string; readonly name: string; readonly args: unknown }
	| { readonly t: 'unlive'; readonly id: string }
	| { readonly t: 'visible'; readonly visible: boolean }
	| { readonly t: 'bye' };

export type EngineFrame = { readonly term: string } & (
	| { readonly t: 'leader'; readonly status: ReplicaStatus }
	| { readonly t: 'answer'; readonly id: string; readonly value: unknown }
	| { readonly t: 'threw'; readonly id: string; readonly error: WireError }
	| { readonly t: 'rows'; readonly id: string; readonly result: unknown }
	| { readonly t: 'failed'; readonly id: string; readonly error: WireError }
	| { readonly t: 'status'; readonly status: ReplicaStatus }
	/** Nothing is left of the replica: no tab that is open now may make another one. */
	| { readonly t: 'erased' }
	/** Only this build is served from now on: tabs of another have to reload. */
	| { readonly t: 'retired'; readonly build: string }
);

/** What only the page and its own worker say. */
export type PageToWorker =
	| { readonly t: 'open'; readonly tab: string; readonly loadedAt: number; readonly options: OpenOptions }
	| { readonly t: 'standDown' }
	| { readonly t: 'close' }
	| TabFrame;
export type WorkerToPage =
	| EngineFrame
	/** The engine in this worker is beyond repair (Postgres ended, out of memory): replace the worker. */
	| { readonly t: 'broken'; readonly error: WireError }
	| { readonly t: 'cannotOpen'; readonly error: WireError }
	| { readonly t: 'closed' };

/** A frame on its way to the leader over the channel. */
export interface Forwarded {
	readonly tab: string;
	readonly frame: TabFrame;
}

/** An Error as it crosses between threads: structured clone keeps neither class nor own fields of one. */
export interface WireError {
	readonly name: string;
	readonly message: string;
	readonly stack?: string | undefined;
	/** Refusal of a retried inbox entry. */
	readonly outcome?: unknown;
}

export function toWire(error: unknown): WireError {
	if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
	const { name, message, stack } = error;
	return { name, message, stack, ...('outcome' in error ? { outcome: error.outcome } : {}) };
}

export function fromWire({ name, message, stack, outcome }: WireError): Error {
	const error = new Error(message);
	error.name = name;
	if (stack !== undefined) error.stack = stack;
	return outcome === undefined ? error : Object.assign(error, { outcome });
}

/** Names shared by all tabs of one person in one browser. */
export const names = (userId: string) => ({
	/** Held by the leader for as long as it has the files open. Never renamed: two builds must not both hold theirs. */
	leadership: `balcao-engine-${userId}`,
	/** Held by each tab while it lives, so that the leader notices its end. */
	life: (tab: string) => `balcao-tab-${tab}`,
	toEngine: `balcao-engine-${userId}`,
	toAll: `balcao-tabs-${userId}`,
	toTab: (tab: string) => `balcao-tab-${tab}`
});
