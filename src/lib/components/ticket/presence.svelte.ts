import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { presence } from '#lib/components/shell/presence.svelte.ts';
import * as m from '#lib/paraglide/messages.js';

/** Somebody else on this ticket. */
export interface OnTicket {
	readonly userId: string;
	readonly name: string;
	/** They are writing an entry just now. */
	readonly writing: boolean;
}

function readState(state: unknown): OnTicket | null {
	if (typeof state !== 'object' || state === null || !('user' in state) || typeof state.user !== 'object' || state.user === null)
		return null;
	const { user } = state;
	if (!('id' in user) || typeof user.id !== 'string' || !('name' in user) || typeof user.name !== 'string') return null;
	return { userId: user.id, name: user.name, writing: 'writing' in state && state.writing === true };
}

/** Milliseconds after the last key in which somebody still counts as writing. */
const writingMs = 4000;

/**
 * Who else looks at or writes on a ticket, over y-websocket's awareness. The centre writes each person's real name into
 * their state and lets in only who may read the ticket. Offline it is simply empty: presence is never worth an error.
 */
export class TicketPresence {
	#others = $state.raw<readonly OnTicket[]>([]);
	#provider: WebsocketProvider | null = null;
	#timer: ReturnType<typeof setTimeout> | null = null;
	readonly #me: string;

	constructor(me: string) {
		this.#me = me;
	}

	/** One entry per person, however many windows they have; those who write come first. */
	get others(): readonly OnTicket[] {
		return this.#others;
	}

	/** Enters the room; returns how to leave it. */
	enter(ticketId: string): () => void {
		const doc = new Y.Doc();
		const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/yjs`;
		const provider = new WebsocketProvider(url, `presence:ticket:${ticketId}`, doc, { disableBc: true, maxBackoffTime: 15_000 });
		this.#provider = provider;
		const read = (): void => {
			const people = new Map<string, OnTicket>();
			for (const [client, state] of provider.awareness.getStates()) {
				const one = client === doc.clientID ? null : readState(state);
				if (one && one.userId !== this.#me && (one.writing || !people.has(one.userId))) people.set(one.userId, one);
			}
			this.#set([...people.values()].sort((a, b) => Number(b.writing) - Number(a.writing) || a.name.localeCompare(b.name)));
		};
		provider.awareness.on('change', read);
		provider.awareness.setLocalState({ writing: false });
		return () => {
			if (this.#timer) clearTimeout(this.#timer);
			provider.destroy();
			doc.destroy();
			this.#provider = null;
			this.#set([]);
		};
	}

	/** A key was pressed in the box: tells the others, until some seconds of silence. */
	typed(): void {
		if (this.#timer) clearTimeout(this.#timer);
		else this.#provider?.awareness.setLocalStateField('writing', true);
		this.#timer = setTimeout(() => {
			this.stopped();
		}, writingMs);
	}

	/** The entry was sent or thrown away. */
	stopped(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		this.#provider?.awareness.setLocalStateField('writing', false);
	}

	#set(others: readonly OnTicket[]): void {
		this.#others = others;
		presence.set(others.map(({ userId, name, writing }) => ({ userId, name, doing: writing ? m.ticket_presence_doing() : null })));
	}
}
