import type { LiveHandlers } from '#lib/replica/contract.ts';
import type { Dependency } from '../model.ts';
import type { Touches } from '../ports.ts';
import { canonicalJson } from './canonical-json.ts';
import { DependencyIndex } from './dependency-index.ts';

export interface LiveQueriesOptions {
	run(name: string, args: unknown): Promise<unknown>;
	/** What the result of a run depends on. */
	dependsOn(name: string, args: unknown, result: unknown): readonly Dependency[];
	/** Calls `run` soon (0–16 ms); touches until then are answered by the same refresh. Returns the cancellation. */
	schedule(run: () => void): () => void;
	/** A run or a handler failed. The subscribers of a failed run are told as well. */
	onError?(error: unknown): void;
}

export interface LiveStats {
	/** Distinct questions alive, and how many subscriptions share them. */
	readonly queries: number;
	readonly subscriptions: number;
	/** Since the start: runs, results handed to subscribers, runs whose result was what everybody had already. */
	readonly runs: number;
	readonly deliveries: number;
	readonly unchanged: number;
	readonly failures: number;
	/** Questions that wait for their turn now. */
	readonly waiting: number;
}

interface Subscriber {
	readonly handlers: LiveHandlers<unknown>;
	readonly group: string;
	/** Has seen the entry's present result, so that only a change is news. */
	served: boolean;
}

/** One distinct question. */
interface Entry {
	readonly key: string;
	readonly name: string;
	readonly args: unknown;
	readonly subscribers: Set<Subscriber>;
	/** `touched`: a change met it, the schedule gathers more; `due`: runs when its turn comes. */
	state: 'idle' | 'touched' | 'due';
	running: boolean;
	/** The last good answer; null before the first one. `text` is compared, `result` is handed out. */
	answer: { readonly text: string; readonly result: unknown } | null;
}

/** More touches than this during one run and the run is simply repeated, instead of keeping and testing them all. */
const keptTouches = 2_000;

/**
 * Live queries by row. A registry of questions, what each answer depends on, and who listens.
 *
 * - Equal questions (name and arguments by value) are one entry and one run.
 * - A touch wakes only the entries that it can concern; those run once per `schedule`, one after another, so that a
 *   write waits for at most one refresh. New questions go first, then what is visible.
 * - Nothing is delivered that a subscriber has already.
 * - A touch that arrives while a query runs may or may not be in its result: it is held against the *new* dependencies
 *   as well, and the query runs again when they meet.
 */
export class LiveQueries {
	readonly #options: LiveQueriesOptions;
	readonly #entries = new Map<string, Entry>();
	readonly #index = new DependencyIndex<Entry>();
	readonly #hidden = new Set<string>();
	/** Entries without a good answer yet depend on everything: a failed query may be healed by any change. */
	readonly #unanswered = new Set<Entry>();
	#cancelSchedule: (() => void) | null = null;
	#running: Entry | null = null;
	#touchesDuringRun: Touches[number][] | 'many' = [];
	#counts = { runs: 0, deliveries: 0, unchanged: 0, failures: 0 };

	constructor(options: LiveQueriesOptions) {
		this.#options = options;
	}

	/**
	 * Delivers the first result and every changed one until unsubscribed. `group` names what is shown and hidden
	 * together (a tab), see `setVisible`.
	 */
	subscribe(name: string, args: unknown, handlers: LiveHandlers<unknown>, group = ''): () => void {
		const key = `${name} ${canonicalJson(args)}`;
		let entry = this.#entries.get(key);
		if (entry === undefined) {
			entry = { key, name, args, subscribers: new Set(), state: 'due', running: false, answer: null };
			this.#entries.set(key, entry);
			this.#unanswered.add(entry);
		}
		const joined = entry;
		const subscriber: Subscriber = { handlers, group, served: false };
		joined.subscribers.add(subscriber);
		// An answer that is about to be renewed would be shown for an instant and replaced: wait for the new one.
		if (joined.answer !== null && joined.state === 'idle' && !joined.running) {
			queueMicrotask(() => this.#serve(joined, subscriber));
		} else if (!joined.running) {
			// A person waits for this one: no coalescing delay.
			joined.state = 'due';
			queueMicrotask(() => this.#next());
		}
		return () => {
			joined.subscribers.delete(subscriber);
			if (joined.subscribers.size > 0 || this.#entries.get(key) !== joined) return;
			this.#entries.delete(key);
			this.#index.delete(joined);
			this.#unanswered.delete(joined);
			joined.state = 'idle';
		};
	}

	/** Tells what a transaction changed, after its commit. */
	touched(touches: Touches): void {
		if (touches.length === 0 || this.#entries.size === 0) return;
		if (this.#running !== null && this.#touchesDuringRun !== 'many') {
			if (this.#touchesDuringRun.length + touches.length > keptTouches) this.#touchesDuringRun = 'many';
			else this.#touchesDuringRun.push(...touches);
		}
		for (const entry of this.#index.find(touches)) this.#want(entry);
		for (const entry of this.#unanswered) if (!entry.running) this.#want(entry);
	}

	/** Some dependency on this table needs row images (a test, or a column value). Without them it is woken by any row. */
	wantsImages(table: string): boolean {
		return this.#index.wantsImages(table);
	}

	/** Asks everything again: after the replica was rebuilt or its rights changed. */
	refreshAll(): void {
		this.#touchesDuringRun = 'many';
		for (const entry of this.#entries.values()) this.#want(entry);
	}

	/** Subscriptions of a hidden group stay true as well, after the visible ones. */
	setVisible(group: string, visible: boolean): void {
		if (visible) this.#hidden.delete(group);
		else this.#hidden.add(group);
	}

	stats(): LiveStats {
		let subscriptions = 0;
		let waiting = 0;
		for (const entry of this.#entries.values()) {
			subscriptions += entry.subscribers.size;
			if (entry.state !== 'idle') waiting += 1;
		}
		return { queries: this.#entries.size, subscriptions, waiting, ...this.#counts };
	}

	/** Stops refreshing; nothing is delivered any more. */
	close(): void {
		this.#cancelSchedule?.();
		this.#entries.clear();
	}

	#want(entry: Entry): void {
		if (entry.state === 'due') return;
		entry.state = 'touched';
		this.#cancelSchedule ??= this.#options.schedule(() => {
			this.#cancelSchedule = null;
			for (const touched of this.#entries.values()) if (touched.state === 'touched') touched.state = 'due';
			this.#next();
		});
	}

	/** Starts the most urgent entry that is due, unless one is running: it comes back here when it ends. */
	#next(): void {
		if (this.#running !== null) return;
		let best: Entry | null = null;
		let bestRank = 0;
		for (const entry of this.#entries.values()) {
			if (entry.state !== 'due') continue;
			const rank = this.#urgency(entry);
			if (rank > bestRank) [best, bestRank] = [entry, rank];
		}
		if (best !== null) void this.#run(best);
	}

	#urgency(entry: Entry): number {
		let visible = false;
		for (const subscriber of entry.subscribers) if (!this.#hidden.has(subscriber.group)) visible = true;
		return 1 + (visible ? 2 : 0) + (entry.answer === null ? 1 : 0);
	}

	async #run(entry: Entry): Promise<void> {
		this.#running = entry;
		this.#touchesDuringRun = [];
		entry.state = 'idle';
		entry.running = true;
		this.#counts.runs += 1;
		try {
			const result = await this.#options.run(entry.name, entry.args);
			if (this.#entries.get(entry.key) === entry) this.#answered(entry, result);
		} catch (error) {
			if (this.#entries.get(entry.key) === entry) this.#failed(entry, error);
		}
		this.#running = null;
		entry.running = false;
		this.#next();
	}

	#answered(entry: Entry, result: unknown): void {
		const dependencies = this.#options.dependsOn(entry.name, entry.args, result);
		const text = textOf(result);
		this.#index.set(entry, dependencies);
		this.#unanswered.delete(entry);
		if (entry.answer?.text === text) {
			this.#counts.unchanged += 1;
		} else {
			entry.answer = { text, result };
			for (const subscriber of entry.subscribers) subscriber.served = false;
		}
		if (this.#touchesDuringRun === 'many' || this.#index.find(this.#touchesDuringRun).has(entry)) this.#want(entry);
		for (const subscriber of [...entry.subscribers]) this.#serve(entry, subscriber);
	}

	#failed(entry: Entry, cause: unknown): void {
		this.#counts.failures += 1;
		this.#options.onError?.(cause);
		const error = cause instanceof Error ? cause : new Error(String(cause));
		// The screen shows the failure now: the next good answer is news even if it equals the last one.
		for (const subscriber of [...entry.subscribers]) {
			subscriber.served = false;
			this.#guard(() => subscriber.handlers.failed(error));
		}
		this.#unanswered.add(entry);
		const missed = this.#touchesDuringRun === 'many' || this.#touchesDuringRun.length > 0;
		if (missed) this.#want(entry);
	}

	#serve(entry: Entry, subscriber: Subscriber): void {
		if (subscriber.served || entry.answer === null || !entry.subscribers.has(subscriber)) return;
		subscriber.served = true;
		this.#counts.deliveries += 1;
		const { result } = entry.answer;
		this.#guard(() => subscriber.handlers.rows(result));
	}

	/** One subscriber's defect is not the others'. */
	#guard(call: () => void): void {
		try {
			call();
		} catch (error) {
			this.#options.onError?.(error);
		}
	}
}

/** Queries build their results in one order of keys, so plain JSON compares; the canonical form is for what JSON cannot say. */
function textOf(result: unknown): string {
	try {
		return JSON.stringify(result) ?? 'null';
	} catch {
		return canonicalJson(result);
	}
}
