/** Outbox, inbox and leased numbers of one user on one computer: in memory for use, in the journal for good. */
import { newUuid } from '../ids.ts';
import type { InboxRecord, Journal, JournalState, OutboxRecord } from '../ports.ts';

export class Outbox {
	readonly #journal: Journal;
	#state: JournalState;

	private constructor(journal: Journal, state: JournalState) {
		this.#journal = journal;
		this.#state = state;
	}

	/** Opens the journal; one that belongs to another user of this computer is erased first. */
	static async open(journal: Journal, userId: string): Promise<Outbox> {
		const found = await journal.read();
		if (found && found.userId === userId) return new Outbox(journal, found);
		if (found) await journal.erase();
		const state: JournalState = {
			clientId: newUuid(),
			userId,
			nextSeq: 1,
			outbox: [],
			inbox: [],
			leases: {},
			generation: null,
			lastContactAt: null
		};
		await journal.write({ clientId: state.clientId, userId, nextSeq: 1, leases: {}, generation: null, lastContactAt: null });
		return new Outbox(journal, state);
	}

	get clientId(): string {
		return this.#state.clientId;
	}
	get generation(): string | null {
		return this.#state.generation;
	}
	get lastContactAt(): string | null {
		return this.#state.lastContactAt;
	}
	get pending(): readonly OutboxRecord[] {
		return this.#state.outbox;
	}
	get inbox(): readonly InboxRecord[] {
		return this.#state.inbox;
	}
	/** Everything up to here is acknowledged and gone from the outbox. */
	get settledSeq(): number {
		return (this.#state.outbox[0]?.seq ?? this.#state.nextSeq) - 1;
	}
	get nextSeq(): number {
		return this.#state.nextSeq;
	}

	/** Durable when it resolves; when it rejects, nothing was added. */
	async add(record: Omit<OutboxRecord, 'seq'>, leases?: JournalState['leases']): Promise<OutboxRecord> {
		const full: OutboxRecord = { ...record, seq: this.#state.nextSeq };
		await this.#journal.write({ nextSeq: full.seq + 1, addOutbox: [full], ...(leases ? { leases } : {}) });
		this.#state = { ...this.#state, nextSeq: full.seq + 1, outbox: [...this.#state.outbox, full], ...(leases ? { leases } : {}) };
		return full;
	}

	/** Refusals first: if the computer dies before `drop`, the centre acknowledges again and the same entries are put again. */
	async keepRefusals(entries: readonly InboxRecord[]): Promise<void> {
		if (entries.length === 0) return;
		const ids = new Set(entries.map((e) => e.id));
		this.#state = { ...this.#state, inbox: [...this.#state.inbox.filter((e) => !ids.has(e.id)), ...entries] };
		await this.#journal.write({ addInbox: entries });
	}

	async drop(throughSeq: number): Promise<void> {
		this.#state = { ...this.#state, outbox: this.#state.outbox.filter((r) => r.seq > throughSeq) };
		await this.#journal.write({ dropOutboxThrough: throughSeq });
	}

	async removeInbox(id: string): Promise<InboxRecord | null> {
		const entry = this.#state.inbox.find((e) => e.id === id) ?? null;
		this.#state = { ...this.#state, inbox: this.#state.inbox.filter((e) => e.id !== id) };
		await this.#journal.write({ removeInbox: [id] });
		return entry;
	}

	/** The centre no longer knows this outbox (restored backup): a new identity, the same intents with the same ids. */
	async renumber(): Promise<void> {
		const outbox = this.#state.outbox.map((r, i) => ({ ...r, seq: i + 1 }));
		this.#state = { ...this.#state, clientId: newUuid(), outbox, nextSeq: outbox.length + 1, leases: {} };
		await this.#journal.write({ clientId: this.#state.clientId, nextSeq: this.#state.nextSeq, replaceOutbox: outbox, leases: {} });
	}

	async setGeneration(generation: string | null): Promise<void> {
		this.#state = { ...this.#state, generation };
		await this.#journal.write({ generation });
	}

	async contacted(at: string): Promise<void> {
		this.#state = { ...this.#state, lastContactAt: at };
		await this.#journal.write({ lastContactAt: at });
	}

	/** How many unused numbers of a kind are left. */
	numbersLeft(kind: string): number {
		return (this.#state.leases[kind] ?? []).reduce((sum, [from, to]) => sum + to - from, 0);
	}

	/** The first unused number of each kind, and the leases without them; null when a kind has none left. Nothing is written. */
	reserve(kinds: readonly string[]): { numbers: Record<string, number>; leases: JournalState['leases'] } | null {
		const numbers: Record<string, number> = {};
		const leases = { ...this.#state.leases };
		for (const kind of kinds) {
			const [first, ...rest] = leases[kind] ?? [];
			if (!first) return null;
			numbers[kind] = first[0];
			leases[kind] = first[0] + 1 < first[1] ? [[first[0] + 1, first[1]], ...rest] : rest;
		}
		return { numbers, leases };
	}

	async addLease(kind: string, from: number, to: number): Promise<void> {
		const leases = { ...this.#state.leases, [kind]: [...(this.#state.leases[kind] ?? []), [from, to] as const] };
		this.#state = { ...this.#state, leases };
		await this.#journal.write({ leases });
	}

	async erase(): Promise<void> {
		await this.#journal.erase();
		this.#state = {
			...this.#state,
			clientId: newUuid(),
			nextSeq: 1,
			outbox: [],
			inbox: [],
			leases: {},
			generation: null,
			lastContactAt: null
		};
	}
}
