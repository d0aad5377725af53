import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Jobs } from '#lib/server/jobs/jobs.ts';
import { settleBankFile } from './job.ts';
import { listLines } from './list.ts';
import { listQueue, resolveQueued } from './queue.ts';
import { receiveRetorno } from './receive.ts';
import { now, openOffice, retorno, today, word, type Office } from './testing/office.ts';

let office: Office;
beforeAll(async () => {
	office = await openOffice();
});
afterAll(() => office.close());

const file = async (id: string) =>
	(
		await office.pool.query(
			`select status, settled, settled_cents::int as cents, noted, queued, repeated, problems, done from bank_file where id = $1`,
			[id]
		)
	).rows[0] as Record<string, unknown>;
const invoice = async (number: number) =>
	(await office.pool.query(`select paid_cents::int as paid, paid_at is not null as settled from invoice where number = $1`, [number]))
		.rows[0] as object;
const payments = async (number: number) =>
	(
		await office.pool.query(
			`select p.principal_cents::int as principal, p.late_cents::int as late, p.source from payment p join invoice i on i.id = p.invoice_id where i.number = $1 and p.reversed_at is null`,
			[number]
		)
	).rows as object[];
const queue = async (reference: number) =>
	(await listQueue(office.pool, office.finance)).find((one) => Number(one.reference) === reference)!;
const receive = (content: string | Buffer) =>
	receiveRetorno(office.pool, office.finance, { name: 'x.ret', content: Buffer.from(content as string, 'latin1'), accountId: null }, now);

describe('a retorno', () => {
	test('settles payments, notes what else happened, and leaves what is odd to a person; every line is kept as it came', async () => {
		await office.bill(1, 8);
		await office.pool.query(`update invoice set cancelled_at = now() where number = 4`);
		const content = retorno([
			word(1),
			// Four days late by the bank's count of interest: its cents are its own.
			word(2, { occurredOn: '2026-12-04', paidCents: 9_990 + 200 + 13 + 3 }),
			word(3, { paidCents: 5_000 }),
			word(4),
			word(5, { meaning: 'registered', paidCents: 0 }),
			word(6, { meaning: 'refused', paidCents: 0 }),
			word(7, { occurrence: '99' }),
			word(777)
		]);
		const id = await office.settle(content);
		expect(await file(id)).toEqual({ status: 'done', settled: 2, cents: 20_196, noted: 1, queued: 5, repeated: 0, problems: 0, done: 10 });
		expect(await invoice(1)).toEqual({ paid: 9_990, settled: true });
		expect(await payments(2)).toEqual([{ principal: 9_990, late: 216, source: 'boleto' }]);
		expect(await invoice(3)).toEqual({ paid: null, settled: false });
		const lines = (await listLines(office.pool, office.finance, id, { decision: null, after: 0 }))!;
		expect(lines.map((line) => `${line.raw ?? ''}\r\n`).join('')).toBe(content);
		expect(lines.map((line) => [line.decision, line.reason])).toEqual([
			[null, null],
			['settled', null],
			['settled', null],
			['queued', 'amount_low'],
			['queued', 'paid_after_cancel'],
			['noted', null],
			['queued', 'refused'],
			['queued', 'unknown_occurrence'],
			['queued', 'unknown_number'],
			[null, null]
		]);
		expect(
			(
				await office.pool.query(
					`select b.our_number, b.status from boleto b where our_number in ('00000001', '00000005', '00000006') order by 1`
				)
			).rows
		).toEqual([
			{ our_number: '00000001', status: 'settled' },
			{ our_number: '00000005', status: 'registered' },
			{ our_number: '00000006', status: 'rejected' }
		]);
	});

	test('settles once, however often it is sent and in whatever file its lines come again', async () => {
		await office.bill(20, 21);
		const content = retorno([word(20)]);
		const id = await office.settle(content);
		expect(await receive(content)).toMatchObject({ ok: true, value: { id, known: true } });
		const again = await office.settle(retorno([word(20), word(21)], '2026-11-22'));
		expect(await file(again)).toMatchObject({ settled: 1, repeated: 1 });
		expect([await payments(20), await payments(21)].map((list) => list.length)).toEqual([1, 1]);
	});

	test('two equal lines in one file are two payments: the second waits for a person, and is known in a copy of the file', async () => {
		await office.bill(25, 25);
		const words = [word(25), word(25)];
		expect(await file(await office.settle(retorno(words)))).toMatchObject({ settled: 1, queued: 1 });
		expect(await queue(25)).toMatchObject({ reason: 'paid_twice', cents: 9_990 });
		expect(await file(await office.settle(retorno(words, '2026-11-22')))).toMatchObject({ settled: 0, queued: 0, repeated: 2 });
		// A third one that only the next file has, and in another part of it than the others.
		const received = await receive(retorno([...words, ...Array.from({ length: 5 }, (_, n) => word(25_000 + n)), word(25)], '2026-11-23'));
		const { id } = (received as { value: { id: string } }).value;
		await office.run(id, { partLines: 4 });
		expect(await file(id)).toMatchObject({ settled: 0, repeated: 2, queued: 6 });
	});

	test('two files with the same lines at once, and two hands on one file: each line settles once', async () => {
		await office.bill(100, 399);
		const words = Array.from({ length: 300 }, (_, n) => word(100 + n));
		const ids: string[] = [];
		for (const day of ['2026-11-21', '2026-11-22', '2026-11-23']) {
			const received = await receive(retorno(words, day));
			ids.push((received as { value: { id: string } }).value.id);
		}
		await Promise.all([...ids, ...ids].map((id) => office.run(id, { partLines: 40 })));
		const files = await Promise.all(ids.map(file));
		expect(files.map((one) => one['status'])).toEqual(['done', 'done', 'done']);
		expect(files.reduce((sum, one) => sum + Number(one['settled']), 0)).toBe(300);
		expect(files.reduce((sum, one) => sum + Number(one['repeated']), 0)).toBe(600);
		const { rows } = await office.pool.query(
			`select count(*)::int as n, count(distinct invoice_id)::int as invoices, sum(principal_cents)::int as cents from payment p where exists (select from invoice i where i.id = p.invoice_id and i.number between 100 and 399)`
		);
		expect(rows[0]).toEqual({ n: 300, invoices: 300, cents: 300 * 9_990 });
	});

	test('killed in the middle of a part it goes on where it was', async () => {
		await office.bill(500, 699);
		const received = await receive(retorno(Array.from({ length: 200 }, (_, n) => word(500 + n))));
		const { id } = (received as { value: { id: string } }).value;
		let parts = 0;
		const kill = () =>
			office.pool.query(
				`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction'`
			);
		await expect(
			office
				.run(id, {
					partLines: 30,
					now: () => {
						parts++;
						if (parts === 3) void kill();
						// The statement after it finds the connection gone, or runs into it.
						return new Date(now);
					},
					wake: () => undefined,
					goesOn: () => parts < 6
				})
				.then(async (through) => {
					if (!through) throw new Error('killed too late');
				})
		).rejects.toThrow();
		const half = await file(id);
		expect(half).toMatchObject({ status: 'running' });
		expect(half['settled']).toBeLessThan(200);
		expect(await office.run(id, { partLines: 30 })).toBe(true);
		expect(await file(id)).toMatchObject({ status: 'done', settled: 200, repeated: 0 });
		expect(
			(
				await office.pool.query(
					`select count(*)::int as n from payment p join invoice i on i.id = p.invoice_id where i.number between 500 and 699`
				)
			).rows[0]
		).toEqual({ n: 200 });
	});

	test('that has no job, as after a restore from a backup, is gone on with by the next node that starts', async () => {
		await office.bill(700, 704);
		const at = async (...words: Parameters<typeof retorno>) => ((await receive(retorno(...words))) as { value: { id: string } }).value.id;
		const waiting = await at([word(700), word(701)]);
		const running = await at([word(702), word(703), word(704)]);
		let parts = 0;
		expect(await office.run(running, { partLines: 2, goesOn: () => parts++ < 1 })).toBe(false);
		expect(await file(running)).toMatchObject({ status: 'running' });
		await office.pool.query(`delete from job_request`);
		const jobs = new Jobs({
			pool: office.pool,
			kinds: [settleBankFile],
			timeZone: 'America/Sao_Paulo',
			wake: () => undefined,
			dayOf: () => today,
			log: () => undefined
		});
		await jobs.start();
		try {
			await expect.poll(async () => (await file(waiting))['status'], { timeout: 30_000, interval: 20 }).toBe('done');
			await expect.poll(async () => (await file(running))['status'], { timeout: 30_000, interval: 20 }).toBe('done');
		} finally {
			await jobs.stop(1000);
		}
		expect([await file(waiting), await file(running)]).toMatchObject([
			{ settled: 2, repeated: 0 },
			{ settled: 3, repeated: 0 }
		]);
	});

	test('a file that is not ours to settle is refused in words, and nothing of it is kept', async () => {
		const good = retorno([word(1)]);
		const lines = good.split('\r\n');
		const code = async (content: string | Buffer) => ((await receive(content)) as { code?: string }).code;
		expect(await code('')).toBe('file_empty');
		expect(await code('not a bank file\n')).toBe('cnab_layout_unknown');
		expect(await code(good.replace('02RETORNO', '01REMESSA'))).toBe('bank_file_remessa');
		expect(await code(lines.slice(0, 2).join('\r\n'))).toBe('bank_file_cut');
		expect(await code([lines[0], lines[2]].join('\r\n'))).toBe('bank_file_lines');
		expect(await code(good.replace('341BANCO', '237BRADE'))).toBe('bank_file_no_account');
		expect(await code(good.replace('00570012345', '00570098765'))).toBe('bank_file_other_account');
		expect(await code('\u00ff\u00fe0\u00002\u0000')).toBe('bank_file_encoding');
		const damaged = retorno([word(1), word(2)]).split('\r\n');
		damaged[1] = damaged[1]!.replace(/0000000009990/, '00000000x9990');
		expect(await file(await office.settle(damaged.join('\r\n')))).toMatchObject({ problems: 1 });
	});

	test('customers of another branch are settled too, and nobody reads of them who may not', async () => {
		await office.bill(40, 40, { branch: office.south });
		const id = await office.settle(retorno([word(40)]));
		expect(await file(id)).toMatchObject({ settled: 1 });
		const [, line] = (await listLines(office.pool, office.finance, id, { decision: null, after: 0 }))!;
		expect(line).toMatchObject({ decision: 'settled', raw: null, customerName: null, invoiceNumber: null });
		// Neither where the line did nothing: the same again, and a tariff of theirs.
		const again = await office.settle(retorno([word(40), word(40, { meaning: 'fee' })], '2026-11-22'));
		for (const one of (await listLines(office.pool, office.finance, again, { decision: null, after: 0 }))!.slice(1, 3))
			expect(one).toMatchObject({ raw: null, customerName: null });
	});
});

describe('what waits for a person', () => {
	const at = { now, today };
	const idOf = async (number: number) =>
		(await office.pool.query<{ id: string }>(`select id from invoice where number = $1`, [number])).rows[0]!.id;
	test('is settled as it is, once', async () => {
		await office.bill(50, 51);
		await office.settle(retorno([word(50, { paidCents: 5_000 })]));
		const { id, invoiceId } = await queue(50);
		const settle = () => resolveQueued(office.pool, office.finance, id, { do: 'settle', invoiceId: invoiceId! }, at);
		const both = await Promise.all([settle(), settle()]);
		expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
		expect(both.find((one) => !one.ok)).toMatchObject({ code: 'queue_resolved' });
		expect(await invoice(50)).toEqual({ paid: 5_000, settled: false });
	});
	test('goes to the invoice that somebody chooses, which is not one of a branch that is not theirs', async () => {
		await office.bill(52, 52, { branch: office.south });
		await office.settle(retorno([word(7_777)]));
		const { id } = await queue(7_777);
		const give = async (number: number) =>
			resolveQueued(office.pool, office.finance, id, { do: 'settle', invoiceId: await idOf(number) }, at);
		expect(await give(52)).toMatchObject({ ok: false, code: 'not_found' });
		expect(await give(51)).toMatchObject({ ok: true });
		expect(await invoice(51)).toEqual({ paid: 9_990, settled: true });
		// The same line in another file is known.
		expect(await file(await office.settle(retorno([word(7_777)], '2026-11-22')))).toMatchObject({ repeated: 1, queued: 0 });
	});
	test('is closed with a reason, or taken back where the bank did', async () => {
		await office.bill(53, 53);
		await office.settle(retorno([word(53)]));
		await office.settle(retorno([word(53, { meaning: 'payment_reversed' }), word(8_888)], '2026-11-24'));
		const reversed = await queue(53);
		expect(reversed).toMatchObject({ reason: 'payment_reversed' });
		expect(await resolveQueued(office.pool, office.finance, reversed.id, { do: 'reverse' }, at)).toMatchObject({ ok: true });
		expect(await invoice(53)).toEqual({ paid: null, settled: false });
		const unknown = await queue(8_888);
		expect(await resolveQueued(office.pool, office.finance, unknown.id, { do: 'ignore', note: ' ' }, at)).toMatchObject({
			code: 'field_required'
		});
		expect(await resolveQueued(office.pool, office.finance, unknown.id, { do: 'ignore', note: 'De outro sistema' }, at)).toMatchObject({
			ok: true
		});
		expect(await queue(8_888)).toBeUndefined();
	});
	test('cannot be settled by who may not', async () => {
		await office.bill(54, 54);
		await office.settle(retorno([word(54, { paidCents: 1 })]));
		const { id, invoiceId } = await queue(54);
		await expect(
			resolveQueued(office.pool, { ...office.finance, role: 'attendant' }, id, { do: 'settle', invoiceId: invoiceId! }, at)
		).resolves.toMatchObject({ ok: false });
	});
});
