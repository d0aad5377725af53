/** What the status bar is told, in one place, published at every change. */
import type { Link, LoadProgress, ReplicaStatus } from '#lib/replica/contract.ts';
import type { Outbox } from './outbox.ts';

export interface StatusBoardOptions {
	readonly outbox: Outbox;
	readonly build: string;
	/** Hours that a signed-in office may go on without the centre; null: no limit. */
	readonly offlineHours: number | null;
	/** Mutators whose mutations are not counted as pending. */
	isQuiet(name: string): boolean;
	storage(): ReplicaStatus['storage'];
	publish(status: ReplicaStatus): void;
}

export class StatusBoard {
	readonly #options: StatusBoardOptions;
	#link: Link;
	#load: LoadProgress = { phase: 'opening', table: null, rowsDone: 0, rowsTotal: 0, usable: false };
	dataAsOf: string | null = null;
	/** Ranges that differed from the centre although the cursor was trusted: must stay 0. */
	repairs = 0;

	constructor(options: StatusBoardOptions, now: string) {
		this.#options = options;
		this.#link = { state: 'connecting', since: now };
	}

	get status(): ReplicaStatus {
		const { outbox, build, offlineHours, isQuiet, storage } = this.#options;
		const contact = outbox.lastContactAt;
		return {
			link: this.#link,
			load: this.#load,
			dataAsOf: this.dataAsOf,
			pending: outbox.pending.filter((one) => !isQuiet(one.name)).length,
			refused: outbox.inbox.length,
			repairs: this.repairs,
			storage: storage(),
			build,
			offlineUntil:
				offlineHours === null || contact === null ? null : new Date(Date.parse(contact) + offlineHours * 3_600_000).toISOString()
		};
	}

	get link(): Link {
		return this.#link;
	}
	get load(): LoadProgress {
		return this.#load;
	}

	setLink(link: Link): void {
		this.#link = link;
		this.publish();
	}

	setLoad(change: Partial<LoadProgress>): void {
		this.#load = { ...this.#load, ...change };
		this.publish();
	}

	publish(): void {
		this.#options.publish(this.status);
	}
}
