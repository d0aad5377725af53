import { SvelteSet } from 'svelte/reactivity';
import type { CustomerField } from '#lib/mutators/customer/fields.ts';
import type { Replica } from '#lib/replica/contract.ts';

/** Milliseconds for which a confirmed field says "salvo". */
const savedFor = 4000;

/**
 * Which fields of one customer wait for the centre, and which it has just confirmed: asked from the outbox itself, so it
 * is right after a reload too.
 */
export class PendingFields {
	readonly #replica: Replica;
	readonly #customerId: string;
	readonly pending = new SvelteSet<string>();
	readonly saved = new SvelteSet<string>();

	constructor(replica: Replica, customerId: string) {
		this.#replica = replica;
		this.#customerId = customerId;
	}

	/** Starts watching; returns how to stop. */
	watch(): () => void {
		let last = -1;
		const look = (): void => {
			const { pending } = this.#replica.status;
			if (pending === last) return;
			last = pending;
			void this.refresh();
		};
		look();
		return this.#replica.onStatus(look);
	}

	async refresh(): Promise<void> {
		const waiting = new Set(
			(await this.#replica.pendingList()).flatMap((one) => (one.name === 'customer.update' ? this.#fieldsOf(one.args) : []))
		);
		for (const field of this.pending) if (!waiting.has(field)) this.#confirm(field);
		for (const field of waiting) this.pending.add(field);
	}

	#fieldsOf(args: unknown): readonly string[] {
		if (typeof args !== 'object' || args === null || !('id' in args) || args.id !== this.#customerId || !('changes' in args)) return [];
		return Object.keys(args.changes ?? {}) as CustomerField[];
	}

	#confirm(field: string): void {
		this.pending.delete(field);
		this.saved.add(field);
		setTimeout(() => this.saved.delete(field), savedFor);
	}
}
