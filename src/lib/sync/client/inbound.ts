/**
 * What came from the centre and waits to be applied, in order. Deltas that pile up while one is applied are merged, so a
 * replica that works through a backlog rebases once and not once per frame.
 */
import { splitMessage, type Ack, type DownMessage } from '../protocol/down.ts';
import type { DeltaPart } from './store.ts';

export type InboundItem =
	| {
			readonly kind: 'delta';
			readonly parts: readonly DeltaPart[];
			readonly acks: readonly Ack[];
			readonly to: string;
			readonly at: string;
	  }
	| { readonly kind: 'checked'; readonly message: Extract<DownMessage, { t: 'checked' }> }
	| { readonly kind: 'range'; readonly message: Extract<DownMessage, { t: 'range' }>; readonly rows: string };

export class Inbound {
	#items: InboundItem[] = [];
	#parts: DeltaPart[] = [];
	#acks: Ack[] = [];

	/** Takes one message; answers the ones that are not about rows for the caller to handle. */
	receive(text: string): Exclude<DownMessage, { t: 'delta' | 'acks' | 'checked' | 'range' }> | null {
		const { message, body } = splitMessage(text);
		switch (message.t) {
			case 'acks':
				this.#acks.push(...message.acks);
				return null;
			case 'delta': {
				let from = 0;
				for (const section of message.sections) {
					this.#parts.push({ table: section.table, rows: body.slice(from, from + section.length), gone: section.gone });
					from += section.length;
				}
				if (message.to === null) return null;
				this.#items.push({ kind: 'delta', parts: this.#parts, acks: this.#acks, to: message.to, at: message.at });
				this.#parts = [];
				this.#acks = [];
				return null;
			}
			case 'checked':
				this.#items.push({ kind: 'checked', message });
				return null;
			case 'range':
				this.#items.push({ kind: 'range', message, rows: body });
				return null;
			default:
				return message;
		}
	}

	/** The next thing to do: consecutive deltas as one. */
	take(): InboundItem | null {
		const first = this.#items.shift();
		if (!first || first.kind !== 'delta') return first ?? null;
		let { parts, acks, to, at } = first;
		for (let next = this.#items[0]; next?.kind === 'delta'; next = this.#items[0]) {
			this.#items.shift();
			parts = [...parts, ...next.parts];
			acks = [...acks, ...next.acks];
			({ to, at } = next);
		}
		return { kind: 'delta', parts, acks, to, at };
	}

	get waiting(): boolean {
		return this.#items.length > 0;
	}

	/** The socket is gone: what was not complete is worthless, what was complete but not applied will be sent again. */
	clear(): void {
		this.#items = [];
		this.#parts = [];
		this.#acks = [];
	}
}
