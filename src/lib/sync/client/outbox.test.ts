import { describe, expect, it } from 'vitest';
import { MemoryJournal } from '#lib/replica/storage/journal-memory.ts';
import type { Journal, OutboxRecord } from '../ports.ts';
import { Outbox } from './outbox.ts';

const record = (n: number): Omit<OutboxRecord, 'seq'> => ({
	id: `00000000-0000-7000-8000-00000000000${n}`,
	name: 'note',
	version: 1,
	args: { n },
	numbers: {},
	askedAt: '2026-11-21T12:00:00.000Z',
	requestId: null
});
const user = '00000000-0000-7000-8000-0000000000aa';
const failing = (journal: Journal, when: { fail: boolean }): Journal => ({
	read: () => journal.read(),
	erase: () => journal.erase(),
	write: (change) => (when.fail ? Promise.reject(new Error('the disk is full')) : journal.write(change))
});

describe('outbox', () => {
	it('numbers mutations without gaps and keeps them over a restart', async () => {
		const journal = new MemoryJournal();
		const outbox = await Outbox.open(journal, user);
		expect((await outbox.add(record(1))).seq).toBe(1);
		expect((await outbox.add(record(2))).seq).toBe(2);
		await outbox.drop(1);
		const again = await Outbox.open(journal, user);
		expect([again.clientId, again.settledSeq, again.nextSeq, again.pending.map((r) => r.seq)]).toEqual([outbox.clientId, 1, 3, [2]]);
		await again.drop(2);
		expect((await Outbox.open(journal, user)).settledSeq).toBe(2);
	});

	it('a journal that fails adds nothing: not to the outbox, not to the numbers used', async () => {
		const when = { fail: false };
		const outbox = await Outbox.open(failing(new MemoryJournal(), when), user);
		await outbox.addLease('protocol', 10, 12);
		const reserved = outbox.reserve(['protocol'])!;
		when.fail = true;
		await expect(outbox.add(record(1), reserved.leases)).rejects.toThrow('full');
		expect(outbox.pending).toEqual([]);
		expect(outbox.nextSeq).toBe(1);
		expect(outbox.numbersLeft('protocol')).toBe(2);
		when.fail = false;
		expect((await outbox.add(record(2))).seq).toBe(1);
	});

	it('the journal of another user of this computer is erased', async () => {
		const journal = new MemoryJournal();
		const outbox = await Outbox.open(journal, user);
		await outbox.add(record(1));
		const other = await Outbox.open(journal, user.replace('aa', 'bb'));
		expect(other.pending).toEqual([]);
		expect(other.clientId).not.toBe(outbox.clientId);
	});

	it('[N1] numbers are taken once each, over several leases, and none is left when none is left', async () => {
		const outbox = await Outbox.open(new MemoryJournal(), user);
		await outbox.addLease('protocol', 10, 12);
		await outbox.addLease('protocol', 50, 51);
		const taken: number[] = [];
		for (let n = 1; ; n++) {
			const reserved = outbox.reserve(['protocol']);
			if (!reserved) break;
			taken.push(reserved.numbers['protocol']!);
			await outbox.add({ ...record(1), numbers: reserved.numbers }, reserved.leases);
			if (n > 9) throw new Error('endless');
		}
		expect(taken).toEqual([10, 11, 50]);
		expect(outbox.reserve([])).toEqual({ numbers: {}, leases: { protocol: [] } });
	});

	it('[H1] renumbering keeps the intents and their ids under a new identity without numbers', async () => {
		const journal = new MemoryJournal();
		const outbox = await Outbox.open(journal, user);
		await outbox.addLease('protocol', 10, 12);
		for (const n of [1, 2, 3]) await outbox.add(record(n));
		await outbox.drop(1);
		const before = outbox.clientId;
		await outbox.renumber();
		const again = await Outbox.open(journal, user);
		expect(again.clientId).not.toBe(before);
		expect(again.pending.map((r) => [r.seq, r.id])).toEqual([
			[1, record(2).id],
			[2, record(3).id]
		]);
		expect([again.nextSeq, again.settledSeq, again.numbersLeft('protocol')]).toEqual([3, 0, 0]);
	});
});
