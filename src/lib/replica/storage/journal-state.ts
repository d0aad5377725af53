import type { InboxRecord, Journal, JournalState, OutboxRecord } from '#lib/sync/ports.ts';

/** One change of a journal, as `Journal.write` takes it. */
export type JournalChange = Parameters<Journal['write']>[0];

/** The fields of a journal that are single values. */
export type JournalHead = Omit<JournalState, 'outbox' | 'inbox'>;

/** A journal's contents in memory: what the file and the memory journal keep, and the rule that all of them follow. */
export interface JournalContents {
	readonly head: Partial<JournalHead>;
	readonly outbox: ReadonlyMap<number, OutboxRecord>;
	readonly inbox: ReadonlyMap<string, InboxRecord>;
}

export const emptyJournal: JournalContents = { head: {}, outbox: new Map(), inbox: new Map() };

/**
 * The contents after a change. Within one change the outbox is first replaced, then shortened, then added to; the inbox
 * first loses, then gains. Doing a change twice gives the same as once.
 */
export function applyChange(contents: JournalContents, change: JournalChange): JournalContents {
	const { addOutbox, dropOutboxThrough, addInbox, removeInbox, replaceOutbox, ...head } = change;
	const outbox = new Map(replaceOutbox === undefined ? contents.outbox : replaceOutbox.map((record) => [record.seq, record]));
	if (dropOutboxThrough !== undefined) for (const seq of outbox.keys()) if (seq <= dropOutboxThrough) outbox.delete(seq);
	for (const record of addOutbox ?? []) outbox.set(record.seq, record);
	const inbox = new Map(contents.inbox);
	for (const id of removeInbox ?? []) inbox.delete(id);
	for (const record of addInbox ?? []) inbox.set(record.id, record);
	return { head: { ...contents.head, ...head }, outbox, inbox };
}

/** What `Journal.read` answers; null for a journal that has no identity yet. Outbox by number, inbox by age (ids are UUID v7). */
export function stateOf({ head, outbox, inbox }: JournalContents): JournalState | null {
	const { clientId, userId } = head;
	if (clientId === undefined || userId === undefined) return null;
	return {
		clientId,
		userId,
		nextSeq: head.nextSeq ?? 1,
		leases: head.leases ?? {},
		generation: head.generation ?? null,
		lastContactAt: head.lastContactAt ?? null,
		outbox: [...outbox.values()].sort((a, b) => a.seq - b.seq),
		inbox: [...inbox.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
	};
}
