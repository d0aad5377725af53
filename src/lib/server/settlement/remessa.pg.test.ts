import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '#lib/server/auth/as-actor.ts';
import { bankFileContent, listBankFiles } from './list.ts';
import { receivePix } from './pix.ts';
import { listQueue, resolveQueued } from './queue.ts';
import { makeRemessa, remessaOffers } from './remessa.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { answerRemessa } from './simulator/answer.ts';
import { retornoOfSuspended } from './simulator/pay-suspended.ts';
import { newEndToEndId } from './simulator/pix-callback.ts';
import { readRemessa } from './simulator/read-remessa.ts';
import { now, openOffice, today, type Office } from './testing/office.ts';

let office: Office;
beforeAll(async () => {
	office = await openOffice();
});
afterAll(() => office.close());

const make = async () => {
	const made = await makeRemessa(office.pool, office.finance, office.itau, { now, today, time: '140000' });
	if (!made.ok || !made.value) throw new Error(JSON.stringify(made));
	return made.value;
};
const content = async (id: string) => (await bankFileContent(office.pool, office.finance, id))!.content;
const offer = async () => (await remessaOffers(office.pool, today)).find((one) => one.accountId === office.itau)!;

describe('a remessa', () => {
	test('registers what the bank does not know, once, and is the same byte for byte later', async () => {
		await office.bill(1, 3, { status: 'issued' });
		await office.bill(4, 4, { status: 'issued', branch: office.south });
		await office.bill(5, 5, { status: 'issued', dueOn: '2026-11-10' });
		expect(await offer()).toMatchObject({ register: 4, cancel: 0, changeDue: 0 });
		const made = await make();
		expect(made).toMatchObject({ sequence: 1, titles: 4, leftOut: [] });
		const first = await content(made.id);
		expect(readRemessa(first).titles.map((title) => [title.command, title.ourNumber, title.amountCents, title.dueOn])).toEqual(
			[1, 2, 3, 4].map((n) => ['register', `0000000${String(n)}`, 9_990, '2026-11-30'])
		);
		expect(await offer()).toMatchObject({ register: 0 });
		expect(await makeRemessa(office.pool, office.finance, office.itau, { now, today, time: '140000' })).toMatchObject({
			ok: false,
			code: 'remessa_empty'
		});
		expect((await content(made.id)).equals(first)).toBe(true);
		expect((await listBankFiles(office.pool))[0]).toMatchObject({ kind: 'remessa', sequence: 1, titles: 4, name: '341-000001.rem' });
	});

	test('the bank answers it, somebody pays by slip and somebody by PIX: all through one door', async () => {
		const [{ id } = { id: '' }] = await listBankFiles(office.pool);
		const pays = (_title: object, i: number) =>
			i === 0 ? ({ by: 'boleto', cents: 9_990 } as const) : i === 1 ? ({ by: 'pix', cents: 9_990 } as const) : null;
		const answer = answerRemessa(await content(id), today, pays);
		const retornoId = await office.settle(answer.retorno);
		expect((await listBankFiles(office.pool)).find((one) => one.id === retornoId)).toMatchObject({
			settled: 1,
			noted: 4,
			queued: 0,
			problems: 0
		});
		expect(answer.pix.map(({ title }) => title.documentNumber)).toEqual(['2']);
		const notice = { endToEndId: newEndToEndId(now), txid: 'FAT0000000002', key: null, cents: 9_990, at: now, returns: [] };
		const options = { pool: office.pool, now: () => new Date(now), dayOf: () => today };
		const decisions = await Promise.all([receivePix(options, notice), receivePix(options, notice)]);
		expect(decisions.sort()).toEqual(['repeated', 'settled']);
		expect((await office.pool.query(`select status, count(*)::int as n from boleto group by 1 order by 1`)).rows).toEqual([
			{ status: 'issued', n: 1 },
			{ status: 'registered', n: 3 },
			{ status: 'settled', n: 1 }
		]);
	});

	test('what is settled otherwise, cancelled or in an agreement is written off at the bank, and a new due day is told', async () => {
		await office.pool.query(`update invoice set cancelled_at = now() where number = 3`);
		await office.pool.query(`update invoice set due_on = '2026-12-07' where number = 4`);
		expect(await offer()).toMatchObject({ register: 0, cancel: 2, changeDue: 1 });
		const made = await make();
		expect(made.sequence).toBe(2);
		const { titles } = readRemessa(await content(made.id));
		expect(titles.map((title) => [title.command, Number(title.ourNumber), title.dueOn])).toEqual([
			['cancel', 2, '2026-11-30'],
			['cancel', 3, '2026-11-30'],
			['change_due', 4, '2026-12-07']
		]);
		await office.settle(answerRemessa(await content(made.id), today).retorno);
		expect((await office.pool.query(`select our_number, status from boleto where status = 'written_off' order by 1`)).rows).toHaveLength(2);
		expect(await offer()).toMatchObject({ cancel: 0, changeDue: 0 });
	});

	test('several who make one at once: numbers without a gap, each title in one file', async () => {
		await office.bill(100, 140, { status: 'issued' });
		const all = await Promise.all(
			Array.from({ length: 4 }, () => makeRemessa(office.pool, office.finance, office.itau, { now, today, time: '140000' }))
		);
		const made = all.flatMap((one) => (one.ok && one.value ? [one.value] : []));
		expect(made).toEqual([expect.objectContaining({ sequence: 3, titles: 41 })]);
		expect(
			(await office.pool.query(`select next_remittance from collection_counter where collection_account_id = $1`, [office.itau])).rows
		).toEqual([{ next_remittance: 4 }]);
	});

	test('a record that its columns cannot hold is left out and named; the others go', async () => {
		await office.bill(200, 201, { status: 'issued' });
		await office.bill(202, 202, { status: 'issued', branch: office.south });
		await office.pool.query(`update customer set postal_code = 'ABC' where id = $1`, [office.south]);
		expect(await make()).toMatchObject({
			sequence: 4,
			titles: 2,
			leftOut: [{ invoiceNumber: 202, code: 'cnab_value_invalid', field: 'payerPostalCode' }]
		});
		expect(await makeRemessa(office.pool, office.finance, office.itau, { now, today, time: '140000' })).toMatchObject({
			code: 'remessa_title',
			detail: { number: 202, field: 'payerPostalCode' }
		});
		expect(
			await makeRemessa(office.pool, { ...office.finance, role: 'attendant' }, office.itau, { now, today, time: '140000' }).catch(
				() => null
			)
		).not.toMatchObject({ ok: true });
	});

	test('is made while slips of the account are being issued: neither ends the other', async () => {
		await office.bill(400, 401, { status: 'issued' });
		await office.pool.query(`delete from boleto where our_number = '00000400'`);
		const waiting = async () =>
			(await office.pool.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount;
		const remessa = await asActor(office.pool, office.finance, async (connection) => {
			await connection.query(`select app.take_our_numbers($1, 1, '')`, [office.itau]);
			const made = make();
			// Heard of even when it ends before it is awaited.
			made.catch(() => undefined);
			await expect.poll(waiting, { timeout: 10_000, interval: 10 }).toBe(1);
			await connection.query(
				`insert into boleto (id, branch_id, customer_id, invoice_id, collection_account_id, our_number, issued_on, due_on, amount_cents, created_at, updated_at)
				 select $1, branch_id, customer_id, id, $2, '00000400', issued_on, due_on, amount_cents, now(), now() from invoice where number = 400`,
				[newUuid(), office.itau]
			);
			return { made };
		});
		expect((await remessa.made).titles).toBeGreaterThan(0);
		expect(await offer()).toMatchObject({ register: 2 });
	});
});

describe('a PIX', () => {
	const options = () => ({ pool: office.pool, now: () => new Date(now), dayOf: () => today });
	test('without an invoice, or of an odd amount, waits for a person; a devolução asks for the way back', async () => {
		await office.bill(300, 300);
		const notice = { txid: 'FAT0000000300', key: null, cents: 5_000, at: now, returns: [] };
		const endToEndId = newEndToEndId(now);
		expect(await receivePix(options(), { ...notice, endToEndId })).toBe('queued');
		expect(await receivePix(options(), { ...notice, txid: 'abc', endToEndId: newEndToEndId(now) })).toBe('queued');
		await receivePix(options(), { ...notice, endToEndId, returns: [{ id: 'D1', cents: 5_000 }] });
		await receivePix(options(), { ...notice, endToEndId, returns: [{ id: 'D1', cents: 5_000 }] });
		const waiting = (await listQueue(office.pool, office.finance)).filter((one) => one.source === 'pix');
		expect(waiting.map((one) => [one.reason, one.reference, one.invoiceNumber]).sort()).toEqual([
			['amount_low', 'FAT0000000300', 300],
			['payment_reversed', 'FAT0000000300', 300],
			['unknown_number', 'abc', null]
		]);
	});
	test('of which a part comes back is not taken back whole', async () => {
		await office.bill(301, 301);
		const notice = { txid: 'FAT0000000301', key: null, cents: 9_990, at: now, endToEndId: newEndToEndId(now) };
		expect(await receivePix(options(), { ...notice, returns: [] })).toBe('settled');
		await receivePix(options(), { ...notice, returns: [{ id: 'D2', cents: 2_000 }] });
		const { id } = (await listQueue(office.pool, office.finance)).find((one) => one.reference === 'FAT0000000301')!;
		expect(await resolveQueued(office.pool, office.finance, id, { do: 'reverse' }, { now, today })).toMatchObject({
			code: 'return_of_a_part'
		});
		const paid = await office.pool.query(`select paid_at is not null as paid from invoice where number = 301`);
		expect(paid.rows).toEqual([{ paid: true }]);
	});
});

test('in a demonstration the suspended pay what is overdue, with fine and interest of the day, and it settles like any retorno', async () => {
	expect(await retornoOfSuspended(office.pool, office.finance, office.itau, { now, today, time: '140000' })).toBeNull();
	await office.bill(31, 32, { status: 'registered', dueOn: '2026-11-03' });
	const [plan, subscription] = [newUuid(), newUuid()];
	await office.pool.query(
		`insert into service_plan (id, name, price_cents, download_kbps, upload_kbps, created_at, updated_at) values ($1, 'Fibra', 9990, 500000, 250000, $2, $2)`,
		[plan, now]
	);
	await office.pool.query(
		`insert into subscription (id, branch_id, customer_id, service_plan_id, status, price_cents, due_day, started_on, created_at, updated_at)
		 values ($1, $2, $2, $3, 'suspended', 9990, 3, '2026-01-05', $4, $4)`,
		[subscription, office.north, plan, now]
	);
	const file = (await retornoOfSuspended(office.pool, office.finance, office.itau, { now, today, time: '140000' }))!;
	const id = await office.settle(file.text, file.name);
	// 99,90 and 2 %, and 1 % a month of 18 days; the one that is due since 2026-11-10, of 11 days.
	expect((await listBankFiles(office.pool)).find((one) => one.id === id)).toMatchObject({
		settled: 3,
		queued: 0,
		settledCents: 2 * 10_250 + 10_227
	});
	expect(await retornoOfSuspended(office.pool, office.finance, office.itau, { now, today, time: '140000' })).toBeNull();
});
