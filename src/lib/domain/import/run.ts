/** An import as the centre lists it and the screen shows it; instants ISO 8601. `undoing` and `undone` are about its way back. */
export interface ImportRun {
	readonly id: string;
	readonly userName: string | null;
	readonly branchName: string | null;
	readonly fileName: string;
	readonly status: 'running' | 'done' | 'failed' | 'cancelled' | 'undone' | 'undoing';
	readonly total: number;
	readonly done: number;
	readonly created: number;
	readonly refused: number;
	/** `interrupted` or `error`. */
	readonly error: string | null;
	readonly createdAt: string;
	readonly endedAt: string | null;
	/** Rows that it made and that are still there. */
	readonly left: number;
}

/** A row that an undo left alone, because somebody had changed it. */
export interface KeptRow {
	readonly line: number;
	readonly customerId: string;
	readonly code: number;
	readonly name: string;
}
