import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import { customer } from '../schema/customer.ts';
import { messageTemplate } from '../schema/list.ts';
import { ticket } from '../schema/ticket.ts';
import type { Verb } from '../domain/permissions.ts';

/** A text that several people write at once: a column of a row, with its Yjs state in another. */
export interface TextKind {
	readonly table: PgTable & { readonly id: AnyPgColumn };
	readonly text: AnyPgColumn;
	readonly state: AnyPgColumn;
	/** Longest text, in characters. */
	readonly limit: number;
	/** Who may write it; who may read the row may read it. */
	readonly verb: Verb;
}

/** By the name under which a text is asked for, `<kind>:<id of the row>`. */
export const textKinds = {
	'customer-remarks': { table: customer, text: customer.remarks, state: customer.remarksYjs, limit: 4_000, verb: 'customer.update' },
	'ticket-notes': { table: ticket, text: ticket.notes, state: ticket.notesYjs, limit: 20_000, verb: 'ticket.update' },
	template: { table: messageTemplate, text: messageTemplate.body, state: messageTemplate.bodyYjs, limit: 20_000, verb: 'settings.manage' }
} as const satisfies Record<string, TextKind>;
export type TextKindName = keyof typeof textKinds;
export const textKindNames = Object.keys(textKinds) as readonly TextKindName[];
