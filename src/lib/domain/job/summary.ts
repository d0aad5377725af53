export const jobStates = ['waiting', 'retrying', 'running', 'failed', 'cancelled', 'done'] as const;
/** Waits for its turn or its time; failed and will be tried again; at work; given up; cancelled by somebody; done. */
export type JobState = (typeof jobStates)[number];

/** A job as the centre lists it and the Painel shows it. Instants are ISO 8601. */
export interface JobSummary {
	readonly id: string;
	/** Kind of job, e.g. `invoice-run`. */
	readonly name: string;
	/** What it is about, in words that need no translation; null: nothing to tell. */
	readonly about: string | null;
	readonly state: JobState;
	/** Attempts that were begun, and how many there will be at most. */
	readonly attempts: number;
	readonly limit: number;
	readonly createdAt: string;
	readonly startedAt: string | null;
	readonly endedAt: string | null;
	/** When it is tried, or tried again; null when it is not waiting. */
	readonly nextAt: string | null;
	/** Why the last attempt failed: a code (`errors/`). */
	readonly reason: string | null;
}

/** Work that the centre begins by itself at times of its own. */
export interface JobSchedule {
	readonly name: string;
	readonly nextAt: string;
}

/** May somebody ask for another attempt? One that waits for its next attempt comes by itself. */
export const mayRetryJob = (state: JobState): boolean => state === 'failed';
/** May somebody end it? */
export const mayCancelJob = (state: JobState): boolean => state === 'waiting' || state === 'retrying' || state === 'running';
