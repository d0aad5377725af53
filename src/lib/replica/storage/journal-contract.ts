/** What every journal must do; run on the memory and file journals in Node and on the IndexedDB one in a browser. */
import type { InboxRecord, Journal, OutboxRecord } from '#lib/sync/ports.ts';

export const outboxRecord = (seq: number): OutboxRecord => ({
	seq,
	id: `id-${String(seq).padStart(6, '0')}`,
	name: 'verb',
	version: 1,
	args: { text: `ação ${seq}\u2028"\n` },
	numbers: { protocol: seq },
	askedAt: '2026-11-21T12:00:00.000Z',
	requestId: null
});
export const inboxRecord = (id: string): InboxRecord => ({
	id,
	name: 'verb',
	version: 1,
	args: null,
	askedAt: '2026-11-21T12:00:00.000Z',
	refusedAt: '2026-11-21T12:00:01.000Z',
	code: 'no',
	field: null,
	detail: { n: 1 },
	parked: false
});

export interface JournalCase {
	readonly title: string;
	/** `reopen` answers a second journal on the same place, as after a restart. Throws when the rule is broken. */
	run(journal: Journal, reopen: () => Promise<Journal>): Promise<void>;
}

function same(got: unknown, wanted: unknown): void {
	const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
	if (a !== b) throw new Error(`got ${a}, wanted ${b}`);
}

const identity = { clientId: 'c', userId: 'u' };
const seqs = async (journal: Journal) => (await journal.read())?.outbox.map((r) => r.seq);

export const journalCases: readonly JournalCase[] = [
	{ title: 'is null before it has an identity', run: async (journal) => same(await journal.read(), null) },
	{
		title: 'keeps everything over a restart, with defaults for what was never written',
		run: async (journal, reopen) => {
			await journal.write({
				...identity,
				nextSeq: 3,
				leases: {
					protocol: [
						[10, 20],
						[40, 41]
					]
				},
				addOutbox: [outboxRecord(2), outboxRecord(1)],
				addInbox: [inboxRecord('b'), inboxRecord('a')]
			});
			const wanted = {
				...identity,
				nextSeq: 3,
				leases: {
					protocol: [
						[10, 20],
						[40, 41]
					]
				},
				generation: null,
				lastContactAt: null,
				outbox: [outboxRecord(1), outboxRecord(2)],
				inbox: [inboxRecord('a'), inboxRecord('b')]
			};
			same(await journal.read(), wanted);
			same(await (await reopen()).read(), wanted);
		}
	},
	{
		title: 'changes only what a change names',
		run: async (journal, reopen) => {
			await journal.write({ ...identity, nextSeq: 5, generation: 'g1', lastContactAt: 't' });
			await journal.write({ generation: null });
			const state = await (await reopen()).read();
			same([state?.nextSeq, state?.generation, state?.lastContactAt], [5, null, 't']);
		}
	},
	{
		title: 'drops the outbox up to and including a number',
		run: async (journal, reopen) => {
			await journal.write({ ...identity, addOutbox: [1, 2, 3, 10].map(outboxRecord) });
			await journal.write({ dropOutboxThrough: 3 });
			same(await seqs(journal), [10]);
			same(await seqs(await reopen()), [10]);
		}
	},
	{
		title: 'within one change: replaces, then drops, then adds; the inbox loses, then gains',
		run: async (journal, reopen) => {
			await journal.write({ ...identity, addOutbox: [1, 2, 3].map(outboxRecord), addInbox: [inboxRecord('a')] });
			await journal.write({
				replaceOutbox: [1, 2].map(outboxRecord),
				dropOutboxThrough: 1,
				addOutbox: [outboxRecord(1)],
				removeInbox: ['a', 'x'],
				addInbox: [inboxRecord('a')]
			});
			same(await seqs(await reopen()), [1, 2]);
			same((await journal.read())?.inbox.length, 1);
			await journal.write({ removeInbox: ['a'] });
			same((await (await reopen()).read())?.inbox.length, 0);
		}
	},
	{
		title: 'keeps writes that were given at once, in their order',
		run: async (journal, reopen) => {
			await journal.write(identity);
			await Promise.all([...Array(50).keys()].map((i) => journal.write({ nextSeq: i + 2, addOutbox: [outboxRecord(i + 1)] })));
			same(
				await seqs(await reopen()),
				[...Array(50).keys()].map((i) => i + 1)
			);
			same((await journal.read())?.nextSeq, 51);
		}
	},
	{
		title: 'takes none of a change that it cannot keep',
		run: async (journal, reopen) => {
			await journal.write(identity);
			let refused = false;
			await journal
				.write({ nextSeq: 9, addOutbox: [outboxRecord(1), { ...outboxRecord(2), args: unkeepable() }] })
				.catch(() => (refused = true));
			same(refused, true);
			same(await seqs(await reopen()), []);
			same((await journal.read())?.nextSeq, 1);
		}
	},
	{
		title: 'is empty after erase, and usable',
		run: async (journal, reopen) => {
			await journal.write({ ...identity, addOutbox: [outboxRecord(1)] });
			await journal.erase();
			same(await journal.read(), null);
			await journal.write({ clientId: 'd', userId: 'u' });
			same((await (await reopen()).read())?.outbox, []);
		}
	}
];

/** Neither JSON nor a structured clone can say it: JSON loops, and a clone refuses functions. */
function unkeepable(): unknown {
	const loop: Record<string, unknown> = { call: () => {} };
	loop.self = loop;
	return loop;
}
