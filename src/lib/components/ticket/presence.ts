import { PresenceRoom, type Other } from '#lib/components/shell/presence-room.svelte.ts';
import * as m from '#lib/paraglide/messages.js';

/** Somebody else on this ticket; `doing` while they write an entry. */
export type OnTicket = Other<true>;

/** Milliseconds after the last key in which somebody still counts as writing. */
const writingMs = 4000;

export class TicketPresence extends PresenceRoom<true> {
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(me: string) {
		super(me, {
			table: 'ticket',
			field: 'writing',
			read: (value) => (value === true ? true : null),
			word: () => m.ticket_presence_doing()
		});
	}

	/** A key was pressed in the box: tells the others, until some seconds of silence. */
	typed(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.tell(true);
		this.#timer = setTimeout(() => {
			this.stopped();
		}, writingMs);
	}

	/** The entry was sent or thrown away. */
	stopped(): void {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		this.tell(null);
	}
}
