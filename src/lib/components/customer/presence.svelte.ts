import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { sectionTitle } from './sections.ts';
import { presence } from '#lib/components/shell/presence.svelte.ts';
import * as m from '#lib/paraglide/messages.js';

/** Somebody else on this record. */
export interface OnRecord {
	readonly userId: string;
	readonly name: string;
	/** Section they are editing, else null. */
	readonly section: string | null;
}

function readState(state: unknown): OnRecord | null {
	if (typeof state !== 'object' || state === null || !('user' in state) || typeof state.user !== 'object' || state.user === null)
		return null;
	const { user } = state;
	if (!('id' in user) || typeof user.id !== 'string' || !('name' in user) || typeof user.name !== 'string') return null;
	return { userId: user.id, name: user.name, section: 'section' in state && typeof state.section === 'string' ? state.section : null };
}

/**
 * Who else looks at or edits a customer, over y-websocket's awareness. The centre writes each person's real name into
 * their state and lets in only who may read the record. Offline it is simply empty: presence is never worth an error.
 */
export class CustomerPresence {
	#others = $state.raw<readonly OnRecord[]>([]);
	#provider: WebsocketProvider | null = null;
	#section: string | null = null;
	readonly #me: string;

	constructor(me: string) {
		this.#me = me;
	}

	/** One entry per person, however many windows they have; those who edit come first. */
	get others(): readonly OnRecord[] {
		return this.#others;
	}

	/** Enters the room; returns how to leave it. */
	enter(customerId: string): () => void {
		const doc = new Y.Doc();
		const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/yjs`;
		const provider = new WebsocketProvider(url, `presence:customer:${customerId}`, doc, { disableBc: true, maxBackoffTime: 15_000 });
		this.#provider = provider;
		const read = (): void => {
			const people = new Map<string, OnRecord>();
			for (const [client, state] of provider.awareness.getStates()) {
				const one = client === doc.clientID ? null : readState(state);
				if (one && one.userId !== this.#me && (one.section !== null || !people.has(one.userId))) people.set(one.userId, one);
			}
			this.#set(
				[...people.values()].sort((a, b) => Number(b.section !== null) - Number(a.section !== null) || a.name.localeCompare(b.name))
			);
		};
		provider.awareness.on('change', read);
		provider.awareness.setLocalState({ section: this.#section });
		return () => {
			provider.destroy();
			doc.destroy();
			this.#provider = null;
			this.#set([]);
		};
	}

	/** Tells the others which section is being edited here; null when none. */
	edit(section: string | null): void {
		if (section === this.#section) return;
		this.#section = section;
		this.#provider?.awareness.setLocalStateField('section', section);
	}

	#set(others: readonly OnRecord[]): void {
		this.#others = others;
		presence.set(
			others.map(({ userId, name, section }) => ({
				userId,
				name,
				doing: section === null ? null : m.customer_presence_doing({ section: sectionTitle(section) })
			}))
		);
	}
}
