import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newUuid } from '#lib/sync/ids.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { claim, deliver } from './deliver.ts';
import { post } from './post.ts';
import { WebhookSender } from './sender.ts';
import { startReceiver } from './testing/receiver.ts';
import { addBranches, addWebhook, testSecret, type Branches } from './testing/webhooks.ts';

let db: FreshDatabase;
let branches: Branches;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let clock: Date;
beforeAll(async () => {
	db = await freshDatabase();
	branches = await addBranches(db.pool);
});
afterAll(() => db.drop());
beforeEach(async () => {
	await db.pool.query('delete from webhook');
	receiver = await startReceiver();
	clock = new Date('2026-11-22T12:00:00Z');
});
afterEach(() => receiver.close());

const never = new AbortController().signal;
const options = () => ({ pool: db.pool, now: () => clock, patience: 300 });
const later = (seconds: number): void => void (clock = new Date(clock.getTime() + seconds * 1000));

/** Everything that is due now; answers how many were sent. */
async function work(): Promise<number> {
	for (let n = 0; ; n++) {
		const claimed = await claim(options());
		if (!claimed) return n;
		await deliver(options(), claimed, never);
	}
}

async function queue(webhookId: string, n = 1, branchId: string | null = branches.north): Promise<string[]> {
	const ids = Array.from({ length: n }, newUuid);
	for (const id of ids)
		await db.pool.query(
			`insert into webhook_delivery (id, webhook_id, event, payload, created_at, due_at) values ($1, $2, 'customer.created', $3, $4, $4)`,
			[id, webhookId, JSON.stringify({ id: newUuid(), event: 'customer.created', ids: { branchId, customerId: newUuid() } }), clock]
		);
	return ids;
}

interface Row {
	id: string;
	status: string;
	attempts: number;
	response_status: number | null;
	error: string | null;
	due_at: Date | null;
	delivered_at: Date | null;
}
const log = async (): Promise<Row[]> => (await db.pool.query<Row>('select * from webhook_delivery order by seq')).rows;
const deliveriesGot = () => receiver.received.map((one) => one.headers['balcao-delivery']);
const hook = (more: { url?: string } = {}, userId = branches.admin) =>
	addWebhook(db.pool, userId, ['customer.created'], { url: receiver.url, ...more });

describe('a delivery', () => {
	it('arrives with its event, its id and a signature over time and body', async () => {
		const [id] = await queue((await hook()).id);
		expect(await work()).toBe(1);
		const [got] = receiver.received;
		expect(got!.headers).toMatchObject({
			'balcao-event': 'customer.created',
			'balcao-delivery': id,
			'content-type': 'application/json; charset=utf-8'
		});
		// What docs/api.md tells receivers to do.
		const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(got!.headers['balcao-signature']))!;
		expect(Number(t)).toBe(clock.getTime() / 1000);
		expect(createHmac('sha256', testSecret).update(`${t}.${got!.body}`).digest('hex')).toBe(v1);
		expect(JSON.parse(got!.body)).toMatchObject({ event: 'customer.created', ids: { branchId: branches.north } });
		expect(JSON.stringify(got)).not.toContain(testSecret);
		expect(await log()).toMatchObject([
			{ status: 'delivered', attempts: 1, response_status: 204, error: null, due_at: null, delivered_at: clock }
		]);
	});

	it('is tried again later and later with the same id, and given up after the eighth attempt', async () => {
		receiver.answer = (response) => void response.writeHead(500).end('banco fora do ar\n\n\0 agora');
		const [id] = await queue((await hook()).id);
		for (const wait of [10, 60, 300, 1_800, 7_200, 21_600, 86_400]) {
			expect(await work()).toBe(1);
			expect(await work()).toBe(0);
			expect(await log()).toMatchObject([
				{ status: 'waiting', response_status: 500, error: 'banco fora do ar agora', due_at: new Date(clock.getTime() + wait * 1000) }
			]);
			later(wait - 1);
			expect(await work()).toBe(0);
			later(1);
		}
		expect(await work()).toBe(1);
		expect(await log()).toMatchObject([{ status: 'failed', attempts: 8, due_at: null }]);
		later(1_000_000);
		expect(await work()).toBe(0);
		expect(deliveriesGot()).toEqual(Array.from({ length: 8 }, () => id));
		expect(new Set(receiver.received.map((one) => one.body)).size).toBe(1);
		expect(new Set(receiver.received.map((one) => one.headers['balcao-signature'])).size).toBe(8); // each of its own time
	});

	it('arrives after the receiver is back', async () => {
		receiver.answer = (response) => void response.writeHead(503).end();
		await queue((await hook()).id);
		await work();
		receiver.answer = (response) => void response.writeHead(200).end('ok');
		later(10);
		await work();
		expect(await log()).toMatchObject([{ status: 'delivered', attempts: 2, response_status: 200, error: null }]);
		expect((await db.pool.query('select failures, free_at from webhook')).rows).toEqual([{ failures: 0, free_at: null }]);
	});

	it.each([
		[
			'a redirect, which is not followed',
			() => (receiver.answer = (r) => void r.writeHead(302, { location: receiver.url }).end()),
			{ response_status: 302 }
		],
		['nobody there', () => receiver.close(), { response_status: null, error: 'ECONNREFUSED' }],
		['silence', () => (receiver.answer = () => undefined), { response_status: null, error: 'timeout' }],
		[
			'an answer without end',
			() => (receiver.answer = (r) => (r.writeHead(400), endless(r))),
			{ response_status: 400, error: 'x'.repeat(300) }
		]
	])('%s is a failed attempt', async (_what, arrange, expected) => {
		await arrange();
		await queue((await hook()).id);
		expect(await work()).toBe(1);
		expect(await log()).toMatchObject([{ status: 'waiting', attempts: 1, ...expected }]);
		expect(receiver.received.length).toBeLessThanOrEqual(1);
	});

	it('goes out oldest first and one at a time for each webhook, and a receiver that fails keeps only its own waiting', async () => {
		const down = await startReceiver();
		down.answer = (response) => void response.writeHead(500).end();
		const [good, bad] = [await hook(), await hook({ url: down.url })];
		const failing = await queue(bad.id, 5);
		const fine = await queue(good.id, 3);
		const first = await claim(options());
		expect(first).toMatchObject({ deliveryId: failing[0] });
		expect(await claim(options())).toMatchObject({ webhookId: good.id, deliveryId: fine[0] });
		expect(await claim(options())).toBeNull(); // both webhooks have one on its way
		await deliver(options(), first!, never);
		later(31); // the lease of the other, which nobody finished, has ended
		await work();
		expect(deliveriesGot()).toEqual(fine);
		// The failing receiver rests as a whole: five deliveries are not five times the calls.
		expect(down.received.length).toBe(2);
		await down.close();
	});

	it('a node that dies between sending and writing it down: it is sent again with the same id', async () => {
		const [id] = await queue((await hook()).id);
		const claimed = await claim(options());
		await post(claimed!, clock, never); // … and here the node dies
		expect(await claim(options())).toBeNull();
		later(30);
		expect(await work()).toBe(1);
		expect(deliveriesGot()).toEqual([id, id]);
		expect(await log()).toMatchObject([{ status: 'delivered', attempts: 2 }]);
	});

	it('two nodes that look at the same moment send it once', async () => {
		const [id] = await queue((await hook()).id);
		const claims = await Promise.all(Array.from({ length: 8 }, () => claim(options())));
		expect(claims.filter(Boolean).map((one) => one!.deliveryId)).toEqual([id]);
	});

	it('is not sent once its person has lost the branch', async () => {
		await queue((await hook({}, branches.bia)).id); // bia works in south, the event is of north
		await queue((await hook({}, branches.gone)).id);
		await work();
		expect(receiver.received).toEqual([]);
		expect(await log()).toMatchObject([
			{ status: 'failed', error: 'rights' },
			{ status: 'failed', error: 'rights' }
		]);
	});
});

describe('the sender of a node', () => {
	it('sends what is queued, and stops with what is on its way given back', async () => {
		const sender = new WebhookSender({ pool: db.pool, log: () => undefined, now: () => clock });
		const { id: webhookId } = await hook();
		const [first] = await queue(webhookId);
		let arrived = (): void => undefined;
		const next = () => new Promise<void>((resolve) => (arrived = resolve));
		receiver.answer = (response) => (response.writeHead(204).end(), arrived());
		let waiting = next();
		sender.start();
		await waiting;
		receiver.answer = () => arrived(); // never answers
		waiting = next();
		const [second] = await queue(webhookId);
		sender.poke();
		await waiting;
		await sender.stop(10);
		expect(deliveriesGot()).toEqual([first, second]);
		expect(await log()).toMatchObject([{ status: 'delivered' }, { status: 'waiting', attempts: 0 }]);
		expect(await claim(options())).toMatchObject({ deliveryId: second }); // free at once for another node
	});

	it('forgets deliveries after thirty days', async () => {
		const { id: webhookId } = await hook();
		const [old] = await queue(webhookId);
		later(29 * 86_400);
		const [young] = await queue(webhookId);
		later(2 * 86_400);
		await db.pool.query('update webhook set active = false');
		const sender = new WebhookSender({ pool: db.pool, log: () => undefined, now: () => clock });
		sender.start();
		await expect.poll(async () => (await log()).map((row) => row.id)).toEqual([young]);
		await sender.stop(0);
		expect(old).not.toBe(young);
	});
});

function endless(response: import('node:http').ServerResponse): void {
	const more = (): void => {
		if (!response.destroyed && response.write('x'.repeat(10_000))) setImmediate(more);
		else response.once('drain', more);
	};
	more();
}
