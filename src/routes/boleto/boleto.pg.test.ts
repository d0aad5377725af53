import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayAt } from '#lib/domain/day/zone.ts';
import { countTitles } from '#lib/server/settlement/remessa-titles.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { scanPdf } from '#lib/server/slip/testing/scan.ts';
import { slipToken } from '#lib/server/slip/token.ts';
import type { App } from '../api/testing/app.ts';
import { startOffice } from '../api/testing/office.ts';
import { signInAs, type People } from '../api/testing/people.ts';

let app: App;
let people: People;
/** Attendants of two branches, and a technician. */
let ana: string;
let bia: string;
let teo: string;
const account = newUuid();
const [boletoMethod, cardMethod, bareMethod] = [newUuid(), newUuid(), newUuid()];
const customer = newUuid();

const sql = async <R extends object>(text: string, values: unknown[] = []): Promise<R[]> => (await app.pool.query<R>(text, values)).rows;

beforeAll(async () => {
	({ app, people } = await startOffice());
	[ana, bia, teo] = [await signInAs(app, 'ana'), await signInAs(app, 'bia'), await signInAs(app, 'teo')];
	await sql(
		`insert into collection_account (id, name, bank, bank_branch, account_number, account_digit, portfolio, beneficiary_name, beneficiary_tax_id, beneficiary_address, pix_key, created_at, updated_at)
		 values ($1, 'Itaú', '341', '0057', '12345', '7', '109', 'Provedor Ltda', '11222333000181', 'Rua XV, 10, Campinas SP', '11222333000181', now(), now())`,
		[account]
	);
	for (const [id, kind, of] of [
		[boletoMethod, 'boleto', account],
		[cardMethod, 'card', null],
		[bareMethod, 'boleto', null]
	])
		await sql(
			`insert into billing_method (id, name, kind, collection_account_id, created_at, updated_at) values ($1, $2, $2, $3, now(), now())`,
			[id, kind, of]
		);
	await sql(
		`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at)
		 values ($1, $2, 77001, 'natural', 'Alzira Pimentel', '52998224725', '2026-01-10', 'Rua 1', 'Campinas', 'SP', now(), now())`,
		[customer, people.north]
	);
});
beforeEach(async () => {
	await sql(`delete from boleto`);
	await sql(`delete from invoice`);
});

let made = 700_000;
async function invoice(change: { method?: string; dueOn?: string; paidAt?: string } = {}): Promise<string> {
	const id = newUuid();
	made += 1;
	await sql(
		`insert into invoice (id, branch_id, customer_id, number, billing_method_id, competence, issued_on, due_on, amount_cents, paid_at, created_at, updated_at)
		 values ($1, $2, $3, $4, $5, '2026-10', '2026-11-01', $6, 9990, $7, now(), now())`,
		[id, people.north, customer, made, change.method ?? boletoMethod, change.dueOn ?? '2099-12-10', change.paidAt ?? null]
	);
	return id;
}
const linkOf = (id: string, cookie = ana) => app.call('POST', `/api/invoices/${id}/slip`, { cookie });
const boletos = () => sql<{ our_number: string; created_by: string }>(`select our_number, created_by from boleto order by our_number`);

describe('252 (!) the boleto of the selected invoice', () => {
	test('is registered once only however many ask at once, by an attendant too, and the link opens without signing in', async () => {
		const id = await invoice();
		const answers = await Promise.all([linkOf(id), linkOf(id), linkOf(id), linkOf(id)]);
		expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200]);
		expect(new Set(answers.map((one) => one.json.path)).size).toBe(1);
		const registered = await boletos();
		expect(registered).toEqual([{ our_number: expect.stringMatching(/^\d{8}$/), created_by: people.ana }]);
		expect((await sql(`select boleto_number from invoice where id = $1`, [id]))[0]).toEqual({ boleto_number: registered[0]!.our_number });

		const page = await app.call('GET', answers[0]!.json.path);
		expect(page.status).toBe(200);
		expect(page.text).toContain('Alzira Pimentel');
		expect(page.headers.get('x-robots-tag')).toContain('noindex');
		expect(page.headers.get('x-frame-options')).toBe('DENY');
		const line = /data-copy="(\d{47})"/.exec(page.text)![1]!;
		const pdf = await app.call('GET', `${answers[0]!.json.path}/pdf`);
		expect(pdf.headers.get('content-disposition')).toBe(`attachment; filename="boleto-${String(made)}.pdf"`);
		expect(line.startsWith('341')).toBe(true);
	});

	test('numbers of boletos have no gap, also when some could not be made', async () => {
		const ids = await Promise.all([invoice(), invoice({ dueOn: '1999-01-01' }), invoice()]);
		const before = (await sql<{ n: string }>(`select coalesce(max(next_our_number), 1) as n from collection_counter`))[0]!.n;
		const [first, refused, last] = [await linkOf(ids[0]), await linkOf(ids[1]), await linkOf(ids[2])];
		expect([first.status, refused.status, last.status]).toEqual([200, 422, 200]);
		expect(refused.json).toMatchObject({ code: 'day_invalid', field: 'dueOn' });
		expect((await boletos()).map((one) => Number(one.our_number))).toEqual([Number(before), Number(before) + 1]);
	});

	test('is nobody’s who may not see the invoice, and of none that is paid otherwise', async () => {
		const id = await invoice();
		expect((await linkOf(id, bia)).status).toBe(404);
		expect((await linkOf(id, teo)).status).toBe(403);
		expect((await app.call('POST', `/api/invoices/${id}/slip`)).status).toBe(401);
		expect((await linkOf(await invoice({ method: cardMethod }))).status).toBe(404);
		expect((await linkOf(await invoice({ method: bareMethod }))).json).toMatchObject({ code: 'boleto_account_missing' });
		expect(await boletos()).toEqual([]);
	});

	test('of a paid invoice none is made; its link says that it is paid, and one that was shown before does so too', async () => {
		const paid = await linkOf(await invoice({ paidAt: '2026-11-20T12:00:00Z' }));
		expect((await app.call('GET', paid.json.path)).text).toContain('Esta fatura está paga');
		expect(await boletos()).toEqual([]);
		const id = await invoice();
		const { path } = (await linkOf(id)).json as { path: string };
		await sql(`update invoice set paid_at = now(), paid_cents = 9990 where id = $1`, [id]);
		const page = await app.call('GET', path);
		expect(page.text).toContain('Esta fatura está paga');
		expect(page.text).not.toContain('<svg');
	});

	test('of a forgotten person nothing is shown', async () => {
		const id = await invoice();
		const { path } = (await linkOf(id)).json as { path: string };
		await sql(`update customer set anonymised_at = now() where id = $1`, [customer]);
		expect((await app.call('GET', path)).status).toBe(404);
		await sql(`alter table customer disable trigger keep_anonymised`);
		await sql(`update customer set anonymised_at = null where id = $1`, [customer]);
		await sql(`alter table customer enable trigger keep_anonymised`);
	});
});

describe('the link', () => {
	test('cannot be guessed, ends some day, and whoever tries many is told to wait', async () => {
		const id = await invoice();
		const { path } = (await linkOf(id)).json as { path: string };
		expect((await app.call('GET', `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`, { ip: '203.0.113.7' })).status).toBe(404);
		const [key] = await sql<{ secret: string }>(`select secret from server_key where purpose = 'slip-link'`);
		const old = slipToken(Buffer.from(key!.secret, 'hex'), id, '2026-01-01');
		expect((await app.call('GET', `/boleto/${old}`)).status).toBe(410);
		const tries: number[] = [];
		for (let n = 0; n < 25; n++) tries.push((await app.call('GET', `/boleto/${'x'.repeat(47)}`, { ip: '203.0.113.9' })).status);
		expect(tries.slice(0, 20).every((status) => status === 404)).toBe(true);
		expect(tries.at(-1)).toBe(429);
		// Others, and the same page elsewhere, are not concerned.
		expect((await app.call('GET', path, { ip: '203.0.113.10' })).status).toBe(200);
	});
	test('the key is read by nobody’s role', async () => {
		const { rows } = await app.pool.query(`select has_table_privilege('balcao_user', 'server_key', 'select') as may`);
		expect(rows).toEqual([{ may: false }]);
	});
});

test('several boletos come as one file, a page each, in the order asked for', async () => {
	const ids = [await invoice(), await invoice(), await invoice({ method: cardMethod })];
	const refused = await app.call('POST', '/api/slips', { cookie: ana, body: { invoiceIds: [ids[2]] } });
	expect(refused.json).toMatchObject({ code: 'not_found' });
	const pdf = await app.call('POST', '/api/slips', { cookie: ana, body: { invoiceIds: [ids[1], ids[2], ids[0]] } });
	const pages = await scanPdf(pdf.bytes);
	expect(pages.map((one) => one.bars.length)).toEqual([1, 1]);
	const numbers = await sql<{ id: string; boleto_number: string }>(`select id, boleto_number from invoice where boleto_number is not null`);
	const numberOf = (id: string | undefined) => numbers.find((one) => one.id === id)!.boleto_number;
	// Itaú: carteira, nosso número … are digits 20 to 30 of the barcode.
	expect(pages.map((one) => one.bars[0]!.slice(22, 30))).toEqual([numberOf(ids[1]), numberOf(ids[0])]);
});

describe('a boleto that the bank refused', () => {
	const reissue = async (id: string, login = 'admin') =>
		app.call('POST', `/api/invoices/${id}/reissue`, { cookie: await signInAs(app, login) });
	const today = dayAt(new Date().toISOString());
	const toRegister = async () => (await countTitles(app.pool, today)).filter(({ command }) => command === 'register');

	test('is made again under a new number, once however many ask, and goes into the next remessa', async () => {
		const id = await invoice();
		const { path } = (await linkOf(id)).json as { path: string };
		const [before] = await boletos();
		expect((await reissue(id)).json).toMatchObject({ code: 'boleto_not_refused' });
		await sql(`update boleto set status = 'rejected'`);
		expect(await toRegister()).toEqual([]);
		expect((await app.call('GET', path)).text).not.toMatch(/data-copy="341\d{44}"/);

		const answers = await Promise.all([reissue(id), reissue(id), reissue(id)]);
		expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422, 422]);
		const { ourNumber } = answers.find(({ status }) => status === 200)!.json as { ourNumber: string };
		expect(Number(ourNumber)).toBe(Number(before!.our_number) + 1);
		expect(await sql(`select our_number, status from boleto`)).toEqual([{ our_number: ourNumber, status: 'issued' }]);
		expect(await sql(`select boleto_number from invoice where id = $1`, [id])).toEqual([{ boleto_number: ourNumber }]);
		expect(await toRegister()).toEqual([{ accountId: account, command: 'register', count: 1 }]);
		// The link that the customer has shows the new one.
		expect((await app.call('GET', path)).text).toMatch(/data-copy="341\d{44}"/);
	});

	test('is not made again when it can be paid no more, nor by who may not', async () => {
		const [paid, late] = [await invoice(), await invoice({ dueOn: '2026-01-10' })];
		for (const id of [paid, late]) await linkOf(id);
		await sql(`update boleto set status = 'rejected'`);
		await sql(`update invoice set paid_cents = 100 where id = $1`, [paid]);
		expect((await reissue(paid)).json).toMatchObject({ code: 'invoice_not_open' });
		expect((await reissue(late)).json).toMatchObject({ code: 'boleto_overdue' });
		expect((await reissue(late, 'ana')).status).toBe(403);
		expect((await reissue(newUuid())).status).toBe(404);
		expect((await sql<{ status: string }>(`select distinct status from boleto`)).map(({ status }) => status)).toEqual(['rejected']);
	});
});
