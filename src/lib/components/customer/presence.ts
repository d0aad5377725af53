import { sectionTitle } from './sections.ts';
import { PresenceRoom, type Other } from '#lib/components/shell/presence-room.svelte.ts';
import * as m from '#lib/paraglide/messages.js';

/** Somebody else on this record; `doing` is the section they are editing. */
export type OnRecord = Other<string>;

export type CustomerPresence = PresenceRoom<string>;

export function customerPresence(me: string): CustomerPresence {
	return new PresenceRoom(me, {
		table: 'customer',
		field: 'section',
		read: (value) => (typeof value === 'string' ? value : null),
		word: (section) => m.customer_presence_doing({ section: sectionTitle(section) })
	});
}
