import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inboxRecord, journalCases, outboxRecord } from './journal-contract.ts';
import { FileJournal } from './journal-file.ts';
import { MemoryJournal } from './journal-memory.ts';

describe('memory journal', () => {
	it.each(journalCases.map((c) => [c.title, c] as const))('%s', async (_title, c) => {
		const journal = new MemoryJournal();
		await c.run(journal, async () => journal);
	});
});

describe('file journal', () => {
	let directory = '';
	let n = 0;
	beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'balcao-journal-'))));
	afterAll(() => rm(directory, { recursive: true, force: true }));
	const path = () => join(directory, `${++n}`, 'journal.jsonl');

	it.each(journalCases.map((c) => [c.title, c] as const))('%s', async (_title, c) => {
		const at = path();
		const opened = [new FileJournal(at)];
		await c.run(opened[0]!, async () => {
			const next = new FileJournal(at);
			opened.push(next);
			return next;
		});
		for (const journal of opened) await journal.close();
	});

	it('cuts off a line that a crash left unfinished, wherever it was cut', async () => {
		const whole = path();
		const journal = new FileJournal(whole);
		await journal.write({ clientId: 'c', userId: 'u', addOutbox: [outboxRecord(1)] });
		await journal.close();
		const line = JSON.stringify({ nextSeq: 99, addOutbox: [outboxRecord(2)] });
		for (const kept of [1, 10, line.length - 3, line.length]) {
			const at = path();
			const torn = new FileJournal(at);
			await torn.write({ clientId: 'c', userId: 'u', addOutbox: [outboxRecord(1)] });
			await torn.close();
			await appendFile(at, line.slice(0, kept));
			const reopened = new FileJournal(at);
			expect((await reopened.read())?.outbox.map((r) => r.seq)).toEqual([1]);
			await reopened.write({ addOutbox: [outboxRecord(3)] });
			await reopened.close();
			const again = new FileJournal(at);
			expect((await again.read())?.outbox.map((r) => r.seq)).toEqual([1, 3]);
			await again.close();
		}
	});

	it('stays short: an outbox that comes and goes does not grow the file for ever', async () => {
		const at = path();
		const journal = new FileJournal(at);
		await journal.write({ clientId: 'c', userId: 'u', addInbox: [inboxRecord('kept')] });
		const big = { ...outboxRecord(1), args: 'x'.repeat(20_000) };
		for (let seq = 1; seq <= 60; seq++) await journal.write({ nextSeq: seq + 1, addOutbox: [{ ...big, seq }], dropOutboxThrough: seq - 1 });
		expect((await stat(at)).size).toBeLessThan(400_000);
		await journal.close();
		const again = new FileJournal(at);
		const state = await again.read();
		expect([state?.outbox.map((r) => r.seq), state?.inbox.map((r) => r.id), state?.nextSeq]).toEqual([[60], ['kept'], 61]);
		await again.close();
		expect((await readFile(at, 'utf8')).endsWith('\n')).toBe(true);
	});
});
