import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MailRecipient } from '#lib/schema/mail.ts';
import { scanPdf } from '#lib/server/slip/testing/scan.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { openPool } from '#sync-server/database.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { envelopeIdOf, readBounceFolder } from './bounces.ts';
import { claim, deliver, type DeliverOptions } from './deliver.ts';
import type { Letter, MailServer, Posted } from './port.ts';
import { freshDays, MailSender } from './sender.ts';

let database: FreshDatabase;
let pool: pg.Pool;
let now = new Date('2026-11-22T12:00:00Z');
const [branchId, customerId, userId, method, account] = Array.from({ length: 5 }, newUuid) as [string, string, string, string, string];
const sent: Letter[] = [];
let says: (letter: Letter) => Posted | Promise<Posted> = () => ({ kind: 'taken' });
const server: MailServer = {
	post: async (letter) => {
		sent.push(letter);
		return says(letter);
	},
	close: () => undefined
};
const options = (): DeliverOptions => ({ pool, server: () => Promise.resolve(server), now: () => now });
const sql = async <R extends object>(text: string, values: unknown[] = []): Promise<R[]> => (await pool.query<R>(text, values)).rows;

beforeAll(async () => {
	database = await freshDatabase();
	pool = openPool(database.url, 8);
	await sql(
		`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, 'Centro', 'Campinas', 'SP', '19', now(), now())`,
		[branchId]
	);
	await sql(`insert into app_user (id, login, name, role, created_at, updated_at) values ($1, 'ana', 'Ana', 'attendant', now(), now())`, [
		userId
	]);
	await sql(
		`insert into collection_account (id, name, bank, bank_branch, account_number, account_digit, portfolio, beneficiary_name, beneficiary_tax_id, beneficiary_address, pix_key, created_at, updated_at)
		 values ($1, 'Itaú', '341', '0057', '12345', '7', '109', 'Provedor Ltda', '11222333000181', 'Rua XV, 10, Campinas SP', '11222333000181', now(), now())`,
		[account]
	);
	await sql(
		`insert into billing_method (id, name, kind, collection_account_id, created_at, updated_at) values ($1, 'Boleto', 'boleto', $2, now(), now())`,
		[method, account]
	);
	await sql(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
		 values ($1, $2, 1, 'natural', 'Alzira Pimentel', '52998224725', '2026-01-10', 'Rua 1', 'Campinas', 'SP', now(), now())`,
		[customerId, branchId]
	);
});
afterAll(async () => {
	await pool.end();
	await database.drop();
});
beforeEach(async () => {
	for (const table of ['mail_message', 'boleto', 'invoice']) await sql(`delete from ${table}`);
	sent.length = 0;
	says = () => ({ kind: 'taken' });
	now = new Date('2026-11-22T12:00:00Z');
});

let number = 5_000;
async function invoice(dueOn = '2026-12-10'): Promise<string> {
	const id = newUuid();
	await sql(
		`insert into invoice (id, branch_id, customer_id, number, billing_method_id, competence, due_on, amount_cents, created_at, updated_at)
		 values ($1, $2, $3, $4, $5, '2026-11', $6, 9990, now(), now())`,
		[id, branchId, customerId, ++number, method, dueOn]
	);
	return id;
}
async function message(addresses: readonly string[], invoiceIds?: readonly string[]): Promise<string> {
	const id = newUuid();
	await sql(
		`insert into mail_message (id, branch_id, customer_id, kind, invoice_ids, sender_name, sender_email, subject, body, read_receipt, recipients, created_at, created_by, updated_at)
		 values ($1, $2, $3, 'boleto', $4, 'Cobrança', 'cobranca@tuvira.example', 'Sua fatura', 'Bom dia & obrigado', true, $5, $6, $7, $6)`,
		[
			id,
			branchId,
			customerId,
			JSON.stringify(invoiceIds ?? [await invoice()]),
			JSON.stringify(addresses.map((address) => ({ address, status: 'queued', at: null, error: null }))),
			now,
			userId
		]
	);
	await sql(`update mail_outbox set due_at = $1`, [now]);
	return id;
}
const results = async (id: string): Promise<readonly MailRecipient[]> =>
	(await sql<{ recipients: MailRecipient[] }>(`select recipients from mail_message where id = $1`, [id]))[0]!.recipients;
const statuses = async (id: string) => (await results(id)).map((one) => `${one.address} ${one.status}`);
async function work(): Promise<number> {
	let count = 0;
	for (let claimed = await claim(options()); claimed; claimed = await claim(options())) {
		await deliver(options(), claimed);
		count += 1;
	}
	return count;
}

describe('253–264 (!) a boleto by e-mail', () => {
	test('each recipient gets a letter of his own with the boleto, and a result of his own', async () => {
		says = ({ to }) => (to.startsWith('nao') ? { kind: 'refused', reason: '550 no such user' } : { kind: 'taken' });
		const id = await message(['ana@casa.example', 'nao@casa.example']);
		expect(await work()).toBe(2);
		expect(await statuses(id)).toEqual(['ana@casa.example sent', 'nao@casa.example failed']);
		expect((await results(id))[1]).toMatchObject({ error: '550 no such user', at: '2026-11-22T12:00:00.000Z' });
		expect(sent.map((one) => one.to).sort()).toEqual(['ana@casa.example', 'nao@casa.example']);
		const [letter] = sent;
		expect(letter).toMatchObject({ subject: 'Sua fatura', readReceipt: true, envelopeId: envelopeIdOf(id) });
		expect(letter!.text).toContain('Alzira Pimentel');
		expect(letter!.text).toContain('Bom dia & obrigado');
		expect(letter!.html).toContain('Bom dia &amp; obrigado');
		const [page] = await scanPdf(letter!.attachments[0]!.content);
		expect(letter!.text).toContain(page!.codes[0]);
		expect(letter!.text.replace(/\D/g, '')).toContain(page!.bars[0]!.slice(0, 4));
		expect(await sql(`select from mail_outbox`)).toEqual([]);
		expect(await sql(`select from boleto`)).toHaveLength(1);
	});

	test('what the server cannot take now is tried later, with the same Message-ID, and given up after days', async () => {
		says = () => ({ kind: 'later', reason: '450 greylisted' });
		const id = await message(['ana@casa.example']);
		let tries = 0;
		for (let hours = 0; hours < 24 * 4; hours++) {
			tries += await work();
			now = new Date(now.getTime() + 3_600_000);
		}
		expect(tries).toBe(8);
		expect(new Set(sent.map((one) => one.messageId)).size).toBe(1);
		expect(await results(id)).toMatchObject([{ status: 'failed', error: 'given_up:450 greylisted' }]);
	});

	test('several nodes at once send nothing twice', async () => {
		const id = await message(Array.from({ length: 12 }, (_, n) => `c${String(n)}@casa.example`));
		says = () => new Promise((done) => setImmediate(() => done({ kind: 'taken' })));
		await Promise.all([work(), work(), work(), work()]);
		expect(sent).toHaveLength(12);
		expect(new Set(sent.map((one) => one.to)).size).toBe(12);
		expect((await statuses(id)).every((one) => one.endsWith(' sent'))).toBe(true);
	});

	test('a node that dies in the middle leaves it to another, which sends it under the same key', async () => {
		const id = await message(['ana@casa.example']);
		const taken = await claim(options());
		expect(taken).not.toBeNull();
		// It handed the letter over, and died before it could write that down.
		await server.post({ ...({} as Letter), messageId: `${taken!.id}@tuvira.example`, to: taken!.address });
		expect(await work()).toBe(0);
		now = new Date(now.getTime() + 6 * 60_000);
		expect(await work()).toBe(1);
		expect(new Set(sent.map((one) => one.messageId)).size).toBe(1);
		expect(await statuses(id)).toEqual(['ana@casa.example sent']);
		// The first node wakes up again: the result stays.
		await deliver(options(), taken!);
		expect(await statuses(id)).toEqual(['ana@casa.example sent']);
	});

	test('the link to the boleto: at PUBLIC_URL; in a demonstration where this node listens; else none', async () => {
		const link = async (): Promise<string | undefined> => {
			await message(['ana@casa.example']);
			await work();
			return /\S+\/boleto\/[\w-]{47}/.exec(sent.pop()!.text)?.[0];
		};
		const place = Symbol.for('balcao.address');
		try {
			Object.assign(globalThis, { [place]: 'http://127.0.0.1:3000' });
			// Where real people work, an address of this machine is nothing to write to a customer.
			expect(await link()).toBeUndefined();
			await sql(`insert into setting (id, key, value, created_at, updated_at) values ($1, 'demonstration', 'true', now(), now())`, [
				newUuid()
			]);
			expect(await link()).toMatch(/^http:\/\/127\.0\.0\.1:3000\/boleto\//);
			vi.stubEnv('ORIGIN', 'https://balcao.provedor.example');
			expect(await link()).toMatch(/^https:\/\/balcao\.provedor\.example\/boleto\//);
			vi.stubEnv('PUBLIC_URL', 'https://boletos.provedor.example/');
			expect(await link()).toMatch(/^https:\/\/boletos\.provedor\.example\/boleto\//);
		} finally {
			vi.unstubAllEnvs();
			Reflect.deleteProperty(globalThis, place);
			await sql(`delete from setting where key = 'demonstration'`);
		}
	});

	test('paid meanwhile, or no mail server: nothing goes out, and why is said', async () => {
		const open = await invoice();
		const id = await message(['ana@casa.example'], [open]);
		await sql(`update invoice set paid_at = now(), paid_cents = 9990 where id = $1`, [open]);
		await work();
		expect(await results(id)).toMatchObject([{ status: 'failed', error: expect.stringMatching(/^boleto:\{.*invoice_not_open/) }]);
		const other = await message(['ana@casa.example']);
		const claimed = await claim(options());
		await deliver({ ...options(), server: () => Promise.resolve(null) }, claimed!);
		expect(await results(other)).toMatchObject([{ status: 'failed', error: 'not_configured' }]);
		expect(sent).toEqual([]);
	});

	test('what comes back is told, out of the mailbox of the return path', async () => {
		const id = await message(['ana@casa.example', 'bob@casa.example']);
		await work();
		const folder = await mkdtemp(join(tmpdir(), 'balcao-maildir-'));
		for (const name of ['new', 'cur', 'tmp']) await mkdir(join(folder, name));
		const notice = (to: string, envelope: string) =>
			`Content-Type: message/delivery-status\n\nOriginal-Envelope-Id: ${envelope}\n\nFinal-Recipient: rfc822; ${to}\nAction: failed\nStatus: 5.1.1\n\n`;
		await writeFile(join(folder, 'new', '1.a'), notice('BOB@casa.example', envelopeIdOf(id)));
		await writeFile(join(folder, 'new', '2.a'), notice('bob@casa.example', 'somebody-elses'));
		await writeFile(join(folder, 'new', '3.a'), 'Subject: Olá\n\nObrigada!');
		expect(await readBounceFolder(pool, folder, now)).toBe(1);
		expect(await statuses(id)).toEqual(['ana@casa.example sent', 'bob@casa.example bounced']);
		expect((await readdir(join(folder, 'cur'))).sort()).toEqual(['1.a:2,S', '2.a:2,S', '3.a:2,S']);
		expect(await readBounceFolder(pool, folder, now)).toBe(0);
		await rm(folder, { recursive: true });
	});
});

test('the sender sends what is queued, archives what is old, and stops when it is told to', async () => {
	const old = await message(['velha@casa.example']);
	await sql(`update mail_message set created_at = $1 where id = $2`, [new Date(now.getTime() - (freshDays + 1) * 86_400_000), old]);
	const sender = new MailSender({ pool, server: () => Promise.resolve(server), log: () => undefined, now: () => now });
	sender.start();
	const id = await message(['ana@casa.example']);
	sender.poke();
	await expect.poll(() => statuses(id), { timeout: 20_000 }).toEqual(['ana@casa.example sent']);
	await expect.poll(async () => (await sql(`select id from mail_message where archived`)).length, { timeout: 20_000 }).toBe(1);
	await sender.stop(5_000);
	await message(['depois@casa.example']);
	sender.poke();
	expect(sent.map((one) => one.to)).not.toContain('depois@casa.example');
});
