import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { presence } from './presence.svelte.ts';

/** Somebody else on the same record. */
export interface Other<D> {
	readonly userId: string;
	readonly name: string;
	/** What they do besides looking, else null. */
	readonly doing: D | null;
}

/** What the kind of record says of its states. */
export interface PresenceWords<D> {
	/** Of the room's name: `presence:<table>:<id>`. */
	readonly table: 'customer' | 'ticket';
	/** The field of a state that carries what its owner does. */
	readonly field: string;
	/** Null for anything that is not what this program writes. */
	read(value: unknown): D | null;
	/** For the status bar: "edita Contatos". */
	word(doing: D): string;
}

/** Where the sync server speaks y-websocket. */
export const yjsUrl = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/yjs`;

function readState<D>(state: unknown, { field, read }: PresenceWords<D>): Other<D> | null {
	if (typeof state !== 'object' || state === null || !('user' in state) || typeof state.user !== 'object' || state.user === null)
		return null;
	const { user } = state;
	if (!('id' in user) || typeof user.id !== 'string' || !('name' in user) || typeof user.name !== 'string') return null;
	return { userId: user.id, name: user.name, doing: read((state as Record<string, unknown>)[field]) };
}

/**
 * Who else looks at or edits a record, over y-websocket's awareness. The centre writes each person's real name into their
 * state and lets in only who may read the record. Offline it is simply empty: presence is never worth an error.
 */
export class PresenceRoom<D> {
	#others = $state.raw<readonly Other<D>[]>([]);
	#provider: WebsocketProvider | null = null;
	#doing: D | null = null;
	readonly #me: string;
	readonly #words: PresenceWords<D>;

	constructor(me: string, words: PresenceWords<D>) {
		this.#me = me;
		this.#words = words;
	}

	/** One entry per person, however many windows they have; those who do something come first. */
	get others(): readonly Other<D>[] {
		return this.#others;
	}

	/** Enters the room; returns how to leave it. */
	enter(id: string): () => void {
		const doc = new Y.Doc();
		const provider = new WebsocketProvider(yjsUrl(), `presence:${this.#words.table}:${id}`, doc, {
			disableBc: true,
			maxBackoffTime: 15_000
		});
		this.#provider = provider;
		const read = (): void => {
			const people = new Map<string, Other<D>>();
			for (const [client, state] of provider.awareness.getStates()) {
				const one = client === doc.clientID ? null : readState(state, this.#words);
				if (one && one.userId !== this.#me && (one.doing !== null || !people.has(one.userId))) people.set(one.userId, one);
			}
			this.#set([...people.values()].sort((a, b) => Number(b.doing !== null) - Number(a.doing !== null) || a.name.localeCompare(b.name)));
		};
		provider.awareness.on('change', read);
		provider.awareness.setLocalState({ [this.#words.field]: this.#doing });
		return () => {
			provider.destroy();
			doc.destroy();
			this.#provider = null;
			this.#set([]);
		};
	}

	/** Tells the others what this person does here; null when they only look. */
	tell(doing: D | null): void {
		if (doing === this.#doing) return;
		this.#doing = doing;
		this.#provider?.awareness.setLocalStateField(this.#words.field, doing);
	}

	#set(others: readonly Other<D>[]): void {
		this.#others = others;
		presence.set(others.map(({ userId, name, doing }) => ({ userId, name, doing: doing === null ? null : this.#words.word(doing) })));
	}
}
