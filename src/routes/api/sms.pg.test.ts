import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SmsRecipient } from '#lib/schema/sms.ts';
import { claim, deliver, type DeliverOptions } from '#lib/server/sms/deliver.ts';
import { HttpGateway } from '#lib/server/sms/http.ts';
import { noticeSecret } from '#lib/server/sms/notice-secret.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { startOffice } from './testing/office.ts';

const { app, people } = await startOffice();
// A Monday at noon in São Paulo.
const noon = new Date('2026-11-23T15:00:00Z');
let now = noon;

/** What a telephone would show, and what the gateway does with the next requests before it answers as it should. */
const telephone: { id: string; text: string }[] = [];
let mishaps: ('breaks' | '502' | '503')[] = [];
const byKey = new Map<string, string>();
/** A gateway as we publish the form: it sends a key once, and answers a repetition with the id it gave. */
const server = createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		const { id: key, text } = JSON.parse(Buffer.concat(chunks).toString()) as { id: string; text: string };
		const mishap = mishaps.shift();
		if (mishap === '503') return void response.writeHead(503).end('{"error":"fila cheia"}');
		if (!byKey.has(key)) {
			byKey.set(key, `gw-${String(byKey.size + 1)}`);
			telephone.push({ id: byKey.get(key)!, text });
		}
		if (mishap === 'breaks') return void response.destroy();
		if (mishap === '502') return void response.writeHead(502).end('<h1>Bad Gateway</h1>');
		response.writeHead(200).end(JSON.stringify({ id: byKey.get(key) }));
	});
});
let options: DeliverOptions;
const sql = async <R extends object>(text: string, values: unknown[] = []): Promise<R[]> => (await app.pool.query<R>(text, values)).rows;

beforeAll(async () => {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const gateway = new HttpGateway({ url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/sms`, token: 't' });
	options = { pool: app.pool, gateway: () => Promise.resolve(gateway), now: () => now };
	const method = newUuid();
	await sql(`insert into billing_method (id, name, kind, created_at, updated_at) values ($1, 'Boleto', 'boleto', now(), now())`, [method]);
	await sql(
		`insert into invoice (id, branch_id, customer_id, number, billing_method_id, competence, due_on, amount_cents, created_at, updated_at)
		 values ($1, $2, $3, 1, $4, '2026-11', '2026-11-03', 9990, now(), now())`,
		[newUuid(), people.north, people.customerNorth, method]
	);
	await sql(
		`insert into contact (id, branch_id, customer_id, name, mobile, sms_consent, created_at, updated_at) values ($1, $2, $3, 'Ana', '93991234567', true, now(), now())`,
		[newUuid(), people.north, people.customerNorth]
	);
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});
beforeEach(async () => {
	await sql(`delete from sms_message`);
	telephone.length = 0;
	byKey.clear();
	mishaps = [];
	now = noon;
});

async function message(text: string): Promise<string> {
	const id = newUuid();
	const to: SmsRecipient = { number: '93991234567', name: 'Ana', status: 'queued', at: null, error: null };
	await sql(
		`insert into sms_message (id, branch_id, customer_id, letter_id, once_key, sender_name, text, parts, part_cents, recipients, created_at, updated_at)
		 values ($1::uuid, $2, $3, $1::uuid, $1::uuid::text, 'Cobrança', $4, 1, 10, $5, $6, $6)`,
		[id, people.north, people.customerNorth, text, JSON.stringify([to]), now]
	);
	await sql(`update sms_outbox set due_at = $1`, [now]);
	return id;
}
const result = async (id: string): Promise<SmsRecipient | undefined> =>
	(await sql<{ recipients: SmsRecipient[] }>(`select recipients from sms_message where id = $1`, [id]))[0]?.recipients[0];
/** Attempts as they fall due, until nothing waits. */
async function work(): Promise<number> {
	for (let attempts = 0; ; now = new Date(now.getTime() + 600_000)) {
		for (let claimed = await claim(options); claimed; claimed = await claim(options)) {
			await deliver(options, claimed);
			attempts += 1;
		}
		if ((await sql(`select from sms_outbox`)).length === 0) return attempts;
	}
}
async function notice(body: unknown, header?: string) {
	const raw = JSON.stringify(body);
	const t = Math.floor(Date.now() / 1000);
	const v1 = createHmac('sha256', await noticeSecret(app.pool))
		.update(`${String(t)}.${raw}`)
		.digest('hex');
	return app.call('POST', '/api/sms/status', { raw, headers: { origin: '', 'balcao-signature': header ?? `t=${String(t)},v1=${v1}` } });
}

test('335 over HTTP: out, its receipts in at /api/sms/status, delivered when all parts are', async () => {
	const id = await message('x'.repeat(200));
	expect(await work()).toBe(1);
	expect(telephone.map(({ text }) => text.length)).toEqual([153, 47]);
	expect(await result(id)).toMatchObject({ status: 'sent' });
	// A status that is no end changes nothing; one notice may tell of many.
	expect((await notice({ id: 'gw-1', status: 'sent' })).status).toBe(200);
	expect((await notice([{ id: 'gw-1', status: 'delivered' }])).status).toBe(200);
	expect(await result(id)).toMatchObject({ status: 'sent' });
	expect(
		(
			await notice([
				{ id: 'gw-1', status: 'delivered' },
				{ id: 'gw-2', status: 'delivered' }
			])
		).status
	).toBe(200);
	expect(await result(id)).toMatchObject({ status: 'delivered', error: null });
});

test('a part that never arrives, in the gateway’s words; what is not signed, no notice, or nobody’s is told apart', async () => {
	const id = await message('Oi');
	await work();
	const failed = { id: 'gw-1', status: 'failed', reason: 'assinante ausente' };
	expect((await notice(failed, 't=1,v1=00')).status).toBe(401);
	expect((await notice({ what: 'ever' })).status).toBe(400);
	// It may overtake the answer that names it: the gateway tells it again.
	expect((await notice([failed, { id: 'gw-99', status: 'delivered' }])).status).toBe(404);
	expect(await result(id)).toMatchObject({ status: 'failed', error: 'undelivered:assinante ausente' });
});

test.each([['breaks'], ['502'], ['503'], ['503', 'breaks', '502']] as const)(
	'an answer that is lost (%s): asked again under the same key, and the telephone rings once for each part',
	async (...way) => {
		mishaps = [...way];
		const id = await message('x'.repeat(200));
		expect(await work()).toBe(way.length + 1);
		expect(telephone.map(({ text }) => text.length)).toEqual([153, 47]);
		expect(byKey.size).toBe(2);
		expect(await result(id)).toMatchObject({ status: 'sent', error: null });
	}
);
