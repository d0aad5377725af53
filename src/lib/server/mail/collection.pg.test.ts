import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MailRecipient } from '#lib/schema/mail.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { openPool } from '#sync-server/database.ts';
import { freshDatabase, type FreshDatabase } from '#sync-server/testing/database.ts';
import { envelopeIdOf, noteBounces } from './bounces.ts';
import { claim, deliver, type DeliverOptions } from './deliver.ts';
import type { Letter, Posted } from './port.ts';

let database: FreshDatabase;
let pool: pg.Pool;
const now = new Date('2026-11-23T01:30:00Z'); // still the 22nd in Brazil
const [branchId, customerId, userId, method, account, template] = Array.from({ length: 6 }, newUuid) as [
	string,
	string,
	string,
	string,
	string,
	string
];
const sent: Letter[] = [];
let says: (letter: Letter) => Posted = () => ({ kind: 'taken' });
const options = (): DeliverOptions => ({
	pool,
	server: () =>
		Promise.resolve({
			post: (letter) => {
				sent.push(letter);
				return Promise.resolve(says(letter));
			},
			close: () => undefined
		}),
	now: () => now
});
const sql = async <R extends object>(text: string, values: unknown[] = []): Promise<R[]> => (await pool.query<R>(text, values)).rows;

beforeAll(async () => {
	database = await freshDatabase();
	pool = openPool(database.url, 4);
	const stamps = 'now(), now()';
	await sql(
		`insert into branch (id, name, city, state, area_code, created_at, updated_at) values ($1, 'Centro', 'Campinas', 'SP', '19', ${stamps})`,
		[branchId]
	);
	await sql(`insert into app_user (id, login, name, role, created_at, updated_at) values ($1, 'fin', 'Fina', 'finance', ${stamps})`, [
		userId
	]);
	await sql(
		`insert into collection_account (id, name, bank, bank_branch, account_number, account_digit, portfolio, beneficiary_name, beneficiary_tax_id, beneficiary_address, created_at, updated_at)
		 values ($1, 'Itaú', '341', '0057', '12345', '7', '109', 'Provedor Ltda', '11222333000181', 'Rua XV, 10, Campinas SP', ${stamps})`,
		[account]
	);
	await sql(
		`insert into billing_method (id, name, kind, collection_account_id, created_at, updated_at) values ($1, 'Boleto', 'boleto', $2, ${stamps})`,
		[method, account]
	);
	await sql(
		`insert into message_template (id, name, channel, body, created_at, updated_at) values ($1, 'Cobrança', 'email', $2, ${stamps})`,
		[template, 'Olá, {{cliente.primeiro_nome}} <você>.\n\nVenceu em {{debito.vencimento}}: {{debito.vencido}}.\n\n{{usuario.nome}}']
	);
	await sql(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
		 values ($1, $2, 1, 'natural', 'Alzira Pimentel', '52998224725', '2026-01-10', 'Rua 1', 'Campinas', 'SP', ${stamps})`,
		[customerId, branchId]
	);
});
afterAll(async () => {
	await pool.end();
	await database.drop();
});
beforeEach(async () => {
	for (const table of ['debt_notice', 'mail_message', 'boleto', 'invoice']) await sql(`delete from ${table}`);
	sent.length = 0;
	says = () => ({ kind: 'taken' });
});

let number = 7_000;
async function invoice(): Promise<string> {
	const id = newUuid();
	await sql(
		`insert into invoice (id, branch_id, customer_id, number, billing_method_id, competence, due_on, amount_cents, created_at, updated_at)
		 values ($1, $2, $3, $4, $5, '2026-10', '2026-10-13', 9990, now(), now())`,
		[id, branchId, customerId, ++number, method]
	);
	return id;
}
async function letter(addresses: readonly string[], invoiceIds: readonly string[]): Promise<string> {
	const id = newUuid();
	await sql(
		`insert into mail_message (id, branch_id, customer_id, kind, invoice_ids, sender_name, sender_email, subject, message_template_id, batch_id, letter_key, recipients, created_at, created_by, updated_at)
		 values ($1, $2, $3, 'letter', $4, 'Cobrança', 'cobranca@tuvira.example', 'Aviso para {{cliente.nome}}', $5, gen_random_uuid(), gen_random_uuid()::text, $6, $7, $8, $7)`,
		[
			id,
			branchId,
			customerId,
			JSON.stringify(invoiceIds),
			template,
			JSON.stringify(addresses.map((address) => ({ address, status: 'queued', at: null, error: null }))),
			now,
			userId
		]
	);
	await sql(`update mail_outbox set due_at = $1`, [now]);
	return id;
}
async function work(): Promise<void> {
	for (let claimed = await claim(options()); claimed; claimed = await claim(options())) await deliver(options(), claimed);
}
const results = async (id: string) =>
	(await sql<{ recipients: MailRecipient[] }>(`select recipients from mail_message where id = $1`, [id]))[0]!.recipients.map(
		({ address, status, error }) => [address, status, error]
	);
const notices = () => sql(`select customer_id, proven_on::text, channel, reference, created_by from debt_notice`);

describe('a Carta de Cobrança that goes out', () => {
	test('330, 331: says the provider’s own words with the customer’s facts of that moment, and brings the boleto', async () => {
		await letter(['ana@casa.example'], [await invoice()]);
		await work();
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({ subject: 'Aviso para Alzira Pimentel', to: 'ana@casa.example' });
		expect(sent[0]!.text).toMatch(/^Olá, Alzira <você>\.\n\nVenceu em 13\/10\/2026: R\$\s99,90\.\n\nFina\n/);
		expect(sent[0]!.text).toContain('Linha digitável');
		expect(sent[0]!.html).toContain('Alzira &lt;você&gt;');
		expect(sent[0]!.attachments.map(({ type }) => type)).toEqual(['application/pdf']);
	});

	test('(!) 332: handed over it is a notice of the debt, of that day in Brazil, once however many addresses it has', async () => {
		const id = await letter(['ana@casa.example', 'bia@casa.example'], [await invoice()]);
		await work();
		expect(await notices()).toEqual([
			{ customer_id: customerId, proven_on: '2026-11-22', channel: 'email', reference: id, created_by: userId }
		]);
		// One of two came back: it reached him all the same. Both: it proves nothing.
		const back = (address: string) =>
			`Content-Type: message/delivery-status\n\nOriginal-Envelope-Id: ${envelopeIdOf(id)}\n\nFinal-Recipient: rfc822; ${address}\nAction: failed\nStatus: 5.1.1\n\n`;
		expect(await noteBounces(pool, back('ana@casa.example'), now)).toBe(1);
		expect(await notices()).toHaveLength(1);
		expect(await noteBounces(pool, back('bia@casa.example'), now)).toBe(1);
		expect(await notices()).toEqual([]);
	});

	test('(!) 333: what the mail server refuses is no notice, and says why', async () => {
		says = () => ({ kind: 'refused', reason: '550 no such user' });
		const id = await letter(['ana@casa.example'], [await invoice()]);
		await work();
		expect(await results(id)).toEqual([['ana@casa.example', 'failed', '550 no such user']]);
		expect(await notices()).toEqual([]);
	});

	test('paid between the click and now: nothing goes out', async () => {
		const open = await invoice();
		const id = await letter(['ana@casa.example'], [open]);
		await sql(`update invoice set paid_at = now(), paid_cents = 9990 where id = $1`, [open]);
		await work();
		expect(sent).toEqual([]);
		expect(await results(id)).toEqual([['ana@casa.example', 'failed', 'nothing_overdue']]);
	});

	test('without a boleto the words go alone', async () => {
		await invoice();
		await letter(['ana@casa.example'], []);
		await work();
		expect(sent[0]!.attachments).toEqual([]);
		expect(sent[0]!.text.endsWith('Fina\n')).toBe(true);
	});
});
