import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { itauHeader, word } from '#lib/server/settlement/testing/office.ts';
import { writeRetorno } from '#lib/server/settlement/simulator/write-retorno.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { startApp, type App } from '../testing/app.ts';
import { addPeople, signInAs, type People } from '../testing/people.ts';

let app: App;
let people: People;
let admin: string;
const accountId = newUuid();
const methodId = newUuid();
const dataDir = mkdtempSync(join(tmpdir(), 'balcao-bank-files-'));
const secret = 'girassol-de-teste';
beforeAll(async () => {
	process.env.DATA_DIR = dataDir;
	process.env.PIX_WEBHOOK_SECRET = secret;
	app = await startApp();
	people = await addPeople(app.pool);
	admin = await signInAs(app, 'admin');
	await app.pool.query(
		`insert into collection_account (id, name, bank, bank_branch, account_number, account_digit, portfolio, beneficiary_name, beneficiary_tax_id, beneficiary_address,
			cnab_length, created_at, updated_at) values ($1, 'Itaú', '341', '0057', '12345', '7', '109', 'Provedor', '11222333000181', 'Rua A', 400, now(), now())`,
		[accountId]
	);
	await app.pool.query(
		`insert into billing_method (id, name, kind, collection_account_id, created_at, updated_at) values ($1, 'Boleto', 'boleto', $2, now(), now())`,
		[methodId, accountId]
	);
	for (let n = 1; n <= 7; n++) {
		const id = newUuid();
		await app.pool.query(
			`insert into invoice (id, branch_id, customer_id, number, kind, billing_method_id, due_on, amount_cents, boleto_number, created_at, updated_at)
			 values ($1, $2, $3, $4, 'service', $5, current_date + 10, 9990, $6, now(), now())`,
			[id, people.north, people.customerNorth, n, methodId, String(n).padStart(8, '0')]
		);
		// The last one has no slip: what its code says is enough.
		if (n === 7) continue;
		await app.pool.query(
			`insert into boleto (id, branch_id, customer_id, invoice_id, collection_account_id, our_number, issued_on, due_on, amount_cents, created_at, updated_at)
			 values ($1, $2, $3, $4, $5, $6, current_date, current_date + 10, 9990, now(), now())`,
			[newUuid(), people.north, people.customerNorth, id, accountId, String(n).padStart(8, '0')]
		);
	}
});
afterAll(async () => {
	await app.stop();
	delete process.env.DATA_DIR;
	delete process.env.PIX_WEBHOOK_SECRET;
	rmSync(dataDir, { recursive: true, force: true });
});

const post = (path: string, body: object = {}, cookie = admin) => app.call('POST', path, { cookie, body });
async function upload(content: string): Promise<string> {
	const bytes = Buffer.from(content, 'latin1') as Buffer<ArrayBuffer>;
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const { json } = await post('/api/bank-files/uploads', { fileName: 'cobranca.ret', bytes: bytes.byteLength, sha256 });
	const headers = { 'content-type': 'application/octet-stream' };
	for (let at = 0; at < bytes.byteLength; at += 262144)
		await app.call('PUT', `/api/bank-files/uploads/${String(json.id)}?offset=${String(at)}`, {
			cookie: admin,
			headers,
			bytes: bytes.subarray(at, at + 262144)
		});
	return json.id as string;
}
const retorno = (words: Parameters<typeof word>[]) =>
	writeRetorno({ bank: '341', format: 400, header: itauHeader, createdOn: '2026-11-21', words: words.map((one) => word(...one)) });
const paid = async (number: number) =>
	(await app.pool.query<{ paid: boolean }>(`select paid_at is not null as paid from invoice where number = $1`, [number])).rows[0]?.paid;
const listed = async (id: string) =>
	((await app.call('GET', '/api/bank-files', { cookie: admin })).json as { files: { id: string }[] }).files.find((file) => file.id === id);

describe('files of the bank', () => {
	test('a retorno is uploaded in parts, settled by a job, and looked at line by line', async () => {
		const content = retorno([[1], [2, { paidCents: 1_000 }], ...Array.from({ length: 700 }, (_, n): [number] => [900_000 + n])]);
		const { json, status } = await post('/api/bank-files', { fileId: await upload(content), accountId: null });
		expect([status, json.known]).toEqual([201, false]);
		const id = json.id as string;
		await vi.waitFor(async () => expect(await listed(id)).toMatchObject({ status: 'done' }), { timeout: 20_000 });
		expect(await listed(id)).toMatchObject({
			kind: 'retorno',
			accountName: 'Itaú',
			lines: 704,
			done: 704,
			settled: 1,
			queued: 701,
			userName: 'Alda'
		});
		expect(await paid(1)).toBe(true);
		const lines = async (more: string) =>
			(await app.call('GET', `/api/bank-files/${id}/lines${more}`, { cookie: admin })).json.lines as {
				number: number;
				decision: string;
				customerName: string;
			}[];
		expect((await lines('?decision=settled')).map((line) => [line.number, line.customerName])).toEqual([[2, 'Nilo Norte']]);
		expect((await lines('?after=200')).map((line) => line.number).slice(0, 2)).toEqual([201, 202]);
		expect((await app.call('GET', `/api/bank-files/${id}/lines?decision=x`, { cookie: admin })).status).toBe(400);
		const { text, headers } = await app.call('GET', `/api/bank-files/${id}/content`, { cookie: admin });
		expect([text, headers.get('content-disposition')]).toEqual([content, `attachment; filename*=UTF-8''cobranca.ret`]);
		const { json: again } = await post('/api/bank-files', { fileId: await upload(content), accountId: null });
		expect(again).toEqual({ id, known: true });

		const { queue } = (await app.call('GET', '/api/bank-files/queue', { cookie: admin })).json as {
			queue: { id: string; reference: string }[];
		};
		const one = queue.find((row) => Number(row.reference) === 2)!;
		expect((await post(`/api/bank-files/queue/${one.id}`, { do: 'choose', invoiceNumber: 99 })).json).toMatchObject({
			code: 'invoice_unknown'
		});
		expect((await post(`/api/bank-files/queue/${one.id}`, { do: 'choose', invoiceNumber: 2 })).status).toBe(200);
		expect((await post(`/api/bank-files/queue/${one.id}`, { do: 'ignore', note: 'x' })).json).toMatchObject({ code: 'queue_resolved' });
	});

	test('a remessa is made and downloaded; a file of ours is no retorno', async () => {
		const { json } = await post('/api/bank-files/remessas', { accountId });
		expect(json).toMatchObject({ sequence: 1, leftOut: [] });
		const { text } = await app.call('GET', `/api/bank-files/${String(json.id)}/content`, { cookie: admin });
		expect(text).toMatch(/^01REMESSA/);
		expect((await post('/api/bank-files', { fileId: await upload(text), accountId: null })).json).toMatchObject({
			code: 'bank_file_remessa'
		});
		expect((await post(`/api/bank-files/${String(json.id)}/answer`)).status).toBe(404);
	});

	test('in the demonstration a bank answers a remessa, and calls for who paid by PIX', async () => {
		await app.pool.query(
			`insert into setting (id, key, value, created_at, updated_at) values ($1, 'demonstration', 'true', now(), now())`,
			[newUuid()]
		);
		const id = (await app.pool.query<{ id: string }>(`select id from bank_file where kind = 'remessa'`)).rows[0]!.id;
		// Another process keeps the address of its simulator: this one begins anew.
		delete (globalThis as Record<symbol, Record<string, unknown>>)[Symbol.for('balcao.outside')]?.['BANK_SIMULATOR_URL'];
		const { json, status } = await post(`/api/bank-files/${id}/answer`);
		expect(status).toBe(201);
		await vi.waitFor(async () => expect(await listed(json.id as string)).toMatchObject({ status: 'done' }), { timeout: 20_000 });
		expect(await listed(json.id as string)).toMatchObject({ queued: 0, problems: 0, name: '341-000001.ret' });
	});

	test('is for finance: an attendant is refused', async () => {
		const ana = await signInAs(app, 'ana');
		for (const path of ['/api/bank-files', '/api/bank-files/queue'])
			expect((await app.call('GET', path, { cookie: ana })).status).toBe(403);
		expect((await post('/api/bank-files/remessas', { accountId }, ana)).status).toBe(403);
		const invoiceId = (await app.pool.query<{ id: string }>(`select id from invoice where number = 1`)).rows[0]!.id;
		expect((await app.call('GET', `/api/invoices/${invoiceId}/payments`, { cookie: ana })).json).toMatchObject({
			payments: [{ source: 'boleto', principalCents: 9990 }]
		});
	});
});

describe('the webhook of PIX', () => {
	const notice = {
		endToEndId: 'E12345678202611211400abcdefghijk',
		txid: 'FAT0000000007',
		valor: '99.90',
		horario: '2026-11-21T14:00:00.000Z'
	};
	const call = (body: string, headers: Record<string, string> = {}) =>
		app.call('POST', '/api/pix/webhook/pix', { raw: body, headers: { origin: '', ...headers } });
	const sign = (body: string) => ({ 'x-pix-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` });

	test('settles its invoice once, whoever sends it again', async () => {
		const body = JSON.stringify({ pix: [notice] });
		expect((await Promise.all([call(body, sign(body)), call(body, { 'x-pix-secret': secret })])).map((one) => one.status)).toEqual([
			200, 200
		]);
		expect((await call(body, sign(body))).status).toBe(200);
		expect(await paid(7)).toBe(true);
		expect(
			(await app.pool.query(`select source, principal_cents::int as cents, created_by from payment where origin_key like 'pix:%'`)).rows
		).toEqual([{ source: 'pix', cents: 9_990, created_by: null }]);
	});
	test('takes nothing from who does not know the secret, and nothing that it does not understand', async () => {
		const body = JSON.stringify({ pix: [{ ...notice, endToEndId: notice.endToEndId.replace('a', 'z') }] });
		expect((await call(body)).status).toBe(401);
		expect((await call(body, { 'x-pix-secret': 'x' })).status).toBe(401);
		expect((await call(body, sign(`${body} `))).status).toBe(401);
		for (const wrong of ['{', '{"pix":[{}]}', JSON.stringify({ pix: [{ ...notice, valor: '99,90' }] })])
			expect((await call(wrong, sign(wrong))).status).toBe(400);
		expect((await app.pool.query(`select 1 from pix_event`)).rowCount).toBe(1);
	});
});
