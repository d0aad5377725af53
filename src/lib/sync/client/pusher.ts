/** What goes up: pending mutations in order, in batches, and the wish for more leased numbers. */
import type { OutboxRecord } from '../ports.ts';
import type { UpMessage } from '../protocol/up.ts';
import type { Outbox } from './outbox.ts';

/** Numbers of a kind to have in hand for a day without link, and when to ask for more. */
const leaseCount = 50;
const leaseLow = 20;
const batchMutations = 50;
const batchCharacters = 256 * 1024;

export class Pusher {
	readonly #outbox: Outbox;
	readonly #numberKinds: readonly string[];
	readonly #send: (message: UpMessage) => void;
	/** Seq up to which mutations are on their way over the present socket. */
	#sentThrough = 0;
	#open = false;
	readonly #leasing = new Set<string>();

	constructor(outbox: Outbox, numberKinds: readonly string[], send: (message: UpMessage) => void) {
		this.#outbox = outbox;
		this.#numberKinds = numberKinds;
		this.#send = send;
	}

	/** A new socket has been welcomed; the centre has run everything up to `lastSeq`. */
	opened(lastSeq: number): void {
		this.#open = true;
		this.#sentThrough = Math.max(lastSeq, this.#outbox.settledSeq);
		this.#leasing.clear();
		this.push();
	}

	closed(): void {
		this.#open = false;
	}

	/** The centre misses everything from `seq` on. */
	rewind(seq: number): void {
		this.#sentThrough = seq - 1;
		this.push();
	}

	leased(kind: string): void {
		this.#leasing.delete(kind);
	}

	push(): void {
		if (!this.#open) return;
		let batch: OutboxRecord[] = [];
		let characters = 0;
		const flush = () => {
			if (batch.length > 0)
				this.#send({
					t: 'push',
					mutations: batch.map(({ seq, id, name, version, args, numbers, askedAt }) => ({
						seq,
						id,
						name,
						version,
						args,
						numbers: { ...numbers },
						askedAt
					}))
				});
			batch = [];
			characters = 0;
		};
		for (const record of this.#outbox.pending) {
			if (record.seq <= this.#sentThrough) continue;
			batch.push(record);
			characters += JSON.stringify(record.args).length;
			this.#sentThrough = record.seq;
			if (batch.length >= batchMutations || characters > batchCharacters) flush();
		}
		flush();
		this.#wantLeases();
	}

	#wantLeases(): void {
		for (const kind of this.#numberKinds) {
			if (this.#outbox.numbersLeft(kind) >= leaseLow || this.#leasing.has(kind)) continue;
			this.#leasing.add(kind);
			this.#send({ t: 'lease', kind, count: leaseCount });
		}
	}
}
