import type { Pool } from 'pg';
import type { ZodType } from 'zod';

/** What every attempt of a job is given. */
export interface JobContext {
	readonly pool: Pool;
	/** Something was committed: replicas hear of it now instead of at the next look. */
	wake(): void;
	/** Aborted when the node stops or somebody cancels the job: end at the next safe point and answer `again`. */
	readonly signal: AbortSignal;
	/** 1 for the first. */
	readonly attempt: number;
	now(): Date;
	/** Calendar day of an instant in the provider's time zone. */
	dayOf(instant: Date): string;
	log(line: string): void;
}

/** `again`: it was stopped on its way and is to be gone on with, by this node or another. */
export type JobEnd = 'done' | 'again';

/** What happened to a job without its handler: whoever keeps a state of it elsewhere writes it there. */
export type JobNews = 'gaveUp' | 'cancelled' | 'retried';

/**
 * A kind of work that is done after the transaction that asks for it. It is run at least once: a node may die between the last effect
 * and the mark that it is done, and two of the same key may be at work at once (one was asked for while the other ran). So a handler
 * locks what it works on, and what it does a second time changes nothing.
 */
export interface JobKind<D extends object = object> {
	/** Letters, digits, `-` and `.`: the name of its queue. */
	readonly name: string;
	/** Ids, and nothing personal: the list of jobs shows what it is about. */
	readonly data: ZodType<D>;
	/** Attempts until it is given up and waits for a person. */
	readonly attempts: number;
	/** Before the second attempt; doubles, somewhat scattered, up to `longestPauseSeconds`. */
	readonly pauseSeconds: number;
	readonly longestPauseSeconds: number;
	/** How many of this kind one node runs at once. */
	readonly atOnce: number;
	/** Runs by itself as well: minute, hour, day, month, weekday in the provider's time zone. Its data is then `{}`. */
	readonly cron?: string;
	/** Throws `JobFailure` with a code for the list of jobs; whatever else is thrown is shown as a defect or an outage. */
	run(data: D, context: JobContext): Promise<JobEnd>;
	told?(data: D, news: JobNews, context: Pick<JobContext, 'pool' | 'now'>): Promise<void>;
	/**
	 * What should be on its way as far as its own tables tell. Asked when a node starts: after a restore from a backup, which has no
	 * queues, it is asked for anew.
	 */
	unfinished?(pool: Pool): Promise<readonly { readonly key: string; readonly data: D }[]>;
	/** By the index of `all`: what each is about (an account, a file), told without any translation. */
	about?(all: readonly D[], pool: Pool): Promise<readonly (string | null)[]>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list holds kinds of different data; each parses its own
export type AnyJobKind = JobKind<any>;

/** Why an attempt failed, as a code of `errors/`: the list of jobs shows it to people. */
export class JobFailure extends Error {
	readonly code: string;
	constructor(code: string, options?: ErrorOptions) {
		super(code, options);
		this.name = 'JobFailure';
		this.code = code;
	}
}
