import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshSmsDays } from '#lib/domain/sms/letter.ts';
import type { SmsRecipient } from '#lib/schema/sms.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { openPool } from '#sync-server/database.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { keepCaught, listCaughtSms } from './caught.ts';
import { claim, deliver, type DeliverOptions } from './deliver.ts';
import { noticeSecret, signsNotice } from './notice-secret.ts';
import type { OutgoingSms, SmsGateway, SmsPosted } from './port.ts';
import { noteReceipt } from './receipts.ts';
import { SmsSender } from './sender.ts';
import { startExchange } from './simulated-exchange.ts';
import { SmppGateway } from './smpp/gateway.ts';

let database: FreshDatabase;
let pool: pg.Pool;
// A Monday at noon in São Paulo.
const noon = new Date('2026-11-23T15:00:00Z');
let now = noon;
const [branchId, customerId, method, invoiceId] = Array.from({ length: 4 }, newUuid) as [string, string, string, string];
const sent: OutgoingSms[] = [];
let says: (one: OutgoingSms) => SmsPosted | Promise<SmsPosted>;
let knowsKeys = false;
const gateway: SmsGateway = {
	get knowsKeys() {
		return knowsKeys;
	},
	post: async (one) => {
		sent.push(one);
		return says(one);
	},
	listen: () => Promise.resolve(),
	close: () => Promise.resolve()
};
const options = (): DeliverOptions => ({ pool, gateway: () => Promise.resolve(gateway), now: () => now });
const sql = async <R extends object>(text: string, values: unknown[] = []): Promise<R[]> => (await pool.query<R>(text, values)).rows;

beforeAll(async () => {
	database = await freshDatabase();
	pool = openPool(database.url, 8);
	await sql(
		`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, 'Centro', 'Campinas', 'SP', '19', now(), now())`,
		[branchId]
	);
	await sql(`insert into billing_method (id, name, kind, created_at, updated_at) values ($1, 'Boleto', 'boleto', now(), now())`, [method]);
	await sql(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
		 values ($1, $2, 1, 'natural', 'Alzira Pimentel', '52998224725', '2026-01-10', 'Rua 1', 'Campinas', 'SP', now(), now())`,
		[customerId, branchId]
	);
	await sql(
		`insert into invoice (id, branch_id, customer_id, number, billing_method_id, competence, due_on, amount_cents, created_at, updated_at)
		 values ($1, $2, $3, 1, $4, '2026-11', '2026-11-03', 9990, now(), now())`,
		[invoiceId, branchId, customerId, method]
	);
});
afterAll(async () => {
	await pool.end();
	await database.drop();
});
beforeEach(async () => {
	await sql(`delete from sms_message`);
	await sql(`delete from contact`);
	await sql(`update invoice set paid_at = null, paid_cents = null`);
	sent.length = 0;
	let serial = 0;
	says = () => ({ kind: 'taken', reference: `ref-${String(++serial)}` });
	knowsKeys = false;
	now = noon;
});

async function message(numbers: readonly string[], text = 'Tuvira: venceu'): Promise<string> {
	const id = newUuid();
	for (const number of numbers)
		await sql(
			`insert into contact (id, branch_id, customer_id, name, mobile, sms_consent, created_at, updated_at) values ($1, $2, $3, 'Ana', $4, true, now(), now())`,
			[newUuid(), branchId, customerId, number]
		);
	await sql(
		`insert into sms_message (id, branch_id, customer_id, letter_id, once_key, sender_name, text, parts, part_cents, recipients, created_at, updated_at)
		 values ($1::uuid, $2, $3, $1::uuid, $1::uuid::text, 'Cobrança', $4, 1, 10, $5, $6, $6)`,
		[
			id,
			branchId,
			customerId,
			text,
			JSON.stringify(numbers.map((number) => ({ number, name: 'Ana', status: 'queued', at: null, error: null }))),
			now
		]
	);
	await sql(`update sms_outbox set due_at = $1`, [now]);
	return id;
}
const results = async (id: string): Promise<readonly SmsRecipient[]> =>
	(await sql<{ recipients: SmsRecipient[] }>(`select recipients from sms_message where id = $1`, [id]))[0]!.recipients;
const statuses = async (id: string) => (await results(id)).map((one) => `${one.number.slice(-4)} ${one.status}`);
async function work(): Promise<number> {
	let count = 0;
	for (let claimed = await claim(options()); claimed; claimed = await claim(options())) {
		await deliver(options(), claimed);
		count += 1;
	}
	return count;
}

describe('335–339 SMS to each mobile, with a result of its own', () => {
	test('queued, sent, delivered or not, and why', async () => {
		says = ({ number }) =>
			number.endsWith('2') ? { kind: 'refused', reason: 'SMPP 0x0000000b' } : { kind: 'taken', reference: `ref-${number}` };
		const id = await message(['19998760001', '19998760002', '19998760003']);
		expect(await work()).toBe(3);
		expect(await statuses(id)).toEqual(['0001 sent', '0002 failed', '0003 sent']);
		expect(await noteReceipt(pool, { reference: 'ref-19998760001', outcome: 'delivered', reason: null }, now)).toBe(true);
		expect(await noteReceipt(pool, { reference: 'ref-19998760003', outcome: 'failed', reason: 'UNDELIV 001' }, now)).toBe(true);
		expect(await noteReceipt(pool, { reference: 'nobody-s', outcome: 'delivered', reason: null }, now)).toBe(false);
		// Told again, and contradicted: the first stays.
		expect(await noteReceipt(pool, { reference: 'ref-19998760003', outcome: 'delivered', reason: null }, now)).toBe(true);
		expect(await results(id)).toMatchObject([
			{ status: 'delivered', error: null },
			{ status: 'failed', error: 'SMPP 0x0000000b' },
			{ status: 'failed', error: 'undelivered:UNDELIV 001' }
		]);
		expect(await sql(`select from sms_outbox`)).toEqual([]);
	});

	test('a long text is delivered when all of its parts are', async () => {
		const id = await message(['19998760001'], 'x'.repeat(200));
		await work();
		expect(sent.map(({ part }) => part.text.length)).toEqual([153, 47]);
		await noteReceipt(pool, { reference: 'ref-1', outcome: 'delivered', reason: null }, now);
		expect(await statuses(id)).toEqual(['0001 sent']);
		await noteReceipt(pool, { reference: 'ref-2', outcome: 'delivered', reason: null }, now);
		expect(await statuses(id)).toEqual(['0001 delivered']);
	});

	test('throttled in the middle of a long text: only what is missing goes out later, joined by the same reference', async () => {
		let calls = 0;
		says = () => (++calls === 2 ? { kind: 'later', reason: 'SMPP 0x00000058' } : { kind: 'taken', reference: `p${String(calls)}` });
		const id = await message(['19998760001'], 'x'.repeat(200));
		await work();
		expect(await statuses(id)).toEqual(['0001 queued']);
		// The first part arrives before the second one is out.
		await noteReceipt(pool, { reference: 'p1', outcome: 'delivered', reason: null }, now);
		now = new Date(now.getTime() + 10_000);
		await work();
		expect(sent.map(({ part }) => part.header[5])).toEqual([1, 2, 2]);
		expect(new Set(sent.map(({ part }) => part.header[3])).size).toBe(1);
		expect(await statuses(id)).toEqual(['0001 sent']);
	});

	test('given up after hours', async () => {
		says = () => ({ kind: 'later', reason: 'connection' });
		const id = await message(['19998760001']);
		for (let n = 0; n < 20; n++) {
			await work();
			now = new Date(now.getTime() + 21_600_000);
		}
		expect((await results(id))[0]).toMatchObject({ status: 'failed', error: 'given_up:connection' });
	});
});

describe('no message twice', () => {
	test('several nodes at once', async () => {
		const id = await message(Array.from({ length: 12 }, (_, n) => `199987600${String(n + 10)}`));
		says = ({ number }) => new Promise((done) => setImmediate(() => done({ kind: 'taken', reference: number })));
		await Promise.all([work(), work(), work(), work()]);
		expect(sent).toHaveLength(12);
		expect(new Set(sent.map(({ number }) => number)).size).toBe(12);
		expect((await statuses(id)).every((one) => one.endsWith(' sent'))).toBe(true);
	});

	test.each([false, true])('a node that dies after it handed over (gateway knows keys: %s)', async (keys) => {
		knowsKeys = keys;
		const id = await message(['19998760001']);
		says = () => new Promise<SmsPosted>(() => undefined);
		const dead = await claim(options());
		void deliver(options(), dead!);
		await expect.poll(() => sent.length).toBe(1);
		says = () => ({ kind: 'taken', reference: 'again' });
		expect(await work()).toBe(0);
		now = new Date(now.getTime() + 6 * 60_000);
		expect(await work()).toBe(1);
		// One key in both attempts where that helps; else it is told, and not repeated.
		expect(sent.length).toBe(keys ? 2 : 1);
		expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
		expect(await results(id)).toMatchObject([keys ? { status: 'sent' } : { status: 'failed', error: 'uncertain' }]);
	});

	test('the line broke before the answer', async () => {
		says = () => ({ kind: 'uncertain', reason: 'connection' });
		const id = await message(['19998760001']);
		await work();
		expect(await results(id)).toMatchObject([{ status: 'failed', error: 'uncertain' }]);
		expect(await sql(`select from sms_outbox`)).toEqual([]);
	});
});

describe('what is true when it goes out counts', () => {
	test('124 (!) consent withdrawn, debt paid, or no gateway: nothing goes out, and why is said', async () => {
		const id = await message(['19998760001']);
		await sql(`update contact set sms_consent = false`);
		await work();
		expect(await results(id)).toMatchObject([{ status: 'failed', error: 'consent_withdrawn' }]);
		const paid = await message(['19998760002']);
		await sql(`update invoice set paid_at = now(), paid_cents = 9990`);
		await work();
		expect(await results(paid)).toMatchObject([{ status: 'failed', error: 'settled' }]);
		const other = await message(['19998760003']);
		await deliver({ ...options(), gateway: () => Promise.resolve(null) }, (await claim(options()))!);
		expect(await results(other)).toMatchObject([{ status: 'failed', error: 'not_configured' }]);
		expect(sent).toEqual([]);
	});

	test('what was overdue is paid and the next invoice is issued, or may still be paid today without fee: no reminder', async () => {
		const next = newUuid();
		await sql(
			`insert into invoice (id, branch_id, customer_id, number, billing_method_id, competence, due_on, amount_cents, created_at, updated_at)
			 values ($1, $2, $3, 2, $4, '2026-12', '2026-12-03', 9990, now(), now())`,
			[next, branchId, customerId, method]
		);
		await sql(`update invoice set paid_at = now(), paid_cents = 9990 where id = $1`, [invoiceId]);
		const early = await message(['19998760001']);
		await work();
		expect(await results(early)).toMatchObject([{ status: 'failed', error: 'settled' }]);
		// Due on the Saturday before this Monday.
		await sql(`update invoice set due_on = '2026-11-21' where id = $1`, [next]);
		const inTime = await message(['19998760002']);
		await work();
		expect(await results(inTime)).toMatchObject([{ status: 'failed', error: 'settled' }]);
		now = new Date('2026-11-24T15:00:00Z');
		const late = await message(['19998760003']);
		await work();
		expect(await results(late)).toMatchObject([{ status: 'sent' }]);
		await sql(`delete from invoice where id = $1`, [next]);
	});

	test('quiet hours: it waits for the morning, and says so', async () => {
		now = new Date('2026-11-21T23:30:00Z'); // Saturday, half past eight in the evening
		const id = await message(['19998760001']);
		await work();
		expect(sent).toEqual([]);
		expect(await results(id)).toMatchObject([{ status: 'queued', error: 'quiet_hours', at: '2026-11-23T11:00:00.000Z' }]);
		expect(await work()).toBe(0);
		now = new Date('2026-11-23T11:00:00Z');
		await work();
		expect(await results(id)).toMatchObject([{ status: 'sent', error: null }]);
	});
});

test('notices are believed with a signature, and only while they are fresh', async () => {
	const secret = await noticeSecret(pool);
	expect(secret).toMatch(/^[0-9a-f]{64}$/);
	const body = Buffer.from('{"id":"a","status":"delivered"}');
	const t = Math.floor(now.getTime() / 1000);
	const header = `t=${String(t)},v1=${createHmac('sha256', secret)
		.update(`${String(t)}.${body.toString()}`)
		.digest('hex')}`;
	expect(signsNotice(header, body, secret, now)).toBe(true);
	expect(signsNotice(header, Buffer.from('{}'), secret, now)).toBe(false);
	expect(signsNotice(header, body, 'other', now)).toBe(false);
	expect(signsNotice(header, body, secret, new Date(now.getTime() + 600_000))).toBe(false);
	expect(signsNotice(null, body, secret, now)).toBe(false);
});

test('from the queue over SMPP to the screen of the demonstration, with receipts; what is old is archived', async () => {
	const exchange = await startExchange((sms) => keepCaught(pool, sms), 20);
	const own = new SmppGateway({ url: exchange.url, receipts: (receipt) => noteReceipt(pool, receipt, now) });
	const old = await message(['19998760000']);
	await sql(`update sms_message set created_at = $1 where id = $2`, [new Date(now.getTime() - (freshSmsDays + 1) * 86_400_000), old]);
	const sender = new SmsSender({ pool, gateway: () => Promise.resolve(own), log: () => undefined, now: () => now });
	const id = await message(['19998760001', '19998760000', '19998769999'], 'Tuvira: Alzira, não recebemos '.repeat(4));
	sender.start();
	await expect.poll(() => statuses(id), { timeout: 20_000 }).toEqual(['0001 delivered', '0000 failed', '9999 failed']);
	expect(await listCaughtSms(pool)).toMatchObject([
		{ parts: 2, encoding: 'ucs2', text: expect.stringContaining('não recebemos') },
		{ parts: 2, encoding: 'ucs2' }
	]);
	await expect.poll(async () => (await sql(`select id from sms_message where archived`)).length, { timeout: 20_000 }).toBe(1);
	await sender.stop(5_000);
	await own.close();
	await exchange.close();
});
