import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { mutators } from '#lib/mutators/index.ts';
import { contactCreate } from '#lib/mutators/contact/create.ts';
import { syncedTables } from '#lib/schema/synced.ts';
import { goodCard } from '#lib/server/tokeniser/contract.ts';
import { declinedNumber } from '#lib/server/tokeniser/fake.ts';
import { startTokeniserSimulator, type TokeniserSimulator } from '#lib/server/tokeniser/simulator.ts';
import { startPostalSimulator, type PostalSimulator } from '#lib/server/postal-code/simulator.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { projectAll } from '#lib/sync/projection.ts';
import { startApp, type App } from './testing/app.ts';
import { addPeople, signInAs, type People } from './testing/people.ts';

let app: App;
let people: People;
let ana: string;
let bia: string;
let teo: string;
let cards: TokeniserSimulator;
let streets: PostalSimulator;
const written: string[] = [];
const cardMethod = newUuid();
beforeAll(async () => {
	for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
		vi.spyOn(console, method).mockImplementation((...what: unknown[]) => void written.push(what.map((one) => inspected(one)).join(' ')));
	cards = await startTokeniserSimulator();
	streets = await startPostalSimulator((postalCode) =>
		postalCode === '68005100' ? { postalCode, street: 'Travessa dos Mártires', district: 'Centro', city: 'Santarém', state: 'PA' } : null
	);
	process.env.TOKENISER_URL = cards.url;
	process.env.POSTAL_CODE_URL = streets.url;
	app = await startApp();
	people = await addPeople(app.pool);
	await app.pool.query(`insert into billing_method (id, name, kind, created_at, updated_at) values ($1, 'Cartão', 'card', now(), now())`, [
		cardMethod
	]);
	[ana, bia, teo] = [await signInAs(app, 'ana'), await signInAs(app, 'bia'), await signInAs(app, 'teo')];
});
afterEach(() => {
	cards.mode = 'well';
});
afterAll(async () => {
	vi.restoreAllMocks();
	delete process.env.TOKENISER_URL;
	delete process.env.POSTAL_CODE_URL;
	await app.stop();
	await cards.close();
	await streets.close();
});

/** Everything that an error may carry, its cause and own properties included. */
const inspected = (what: unknown): string =>
	what instanceof Error
		? `${what.stack ?? ''} ${JSON.stringify(what, Object.getOwnPropertyNames(what))} ${inspected(what.cause)}`
		: String(what);

/** Every row of every table of this database, as text. */
async function dump(): Promise<string> {
	const { rows } = await app.pool.query<{ t: string }>(
		`select format('%I.%I', schemaname, tablename) as t from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`
	);
	const parts = await Promise.all(rows.map(async ({ t }) => (await app.pool.query(`select row_to_json(x)::text as j from ${t} x`)).rows));
	return parts
		.flat()
		.map((row: { j: string }) => row.j)
		.join('\n');
}

describe('cards', () => {
	const post = (card: object, cookie = ana, more: object = {}) =>
		app.call('POST', `/api/customers/${people.customerNorth}/cards`, {
			cookie,
			body: { paymentMethodId: null, billingMethodId: cardMethod, debitStatus: 'pending', card: { ...goodCard, ...card }, ...more }
		});

	test('(160) (161) (162) number and code reach no table, no log and no answer, whether it goes well or not', async () => {
		// A number and a code that occur nowhere by chance: the code is of an American Express card and has four digits.
		const number = '378734493671000';
		const code = '7391';
		const expectNothing = (answer: { text: string }) => {
			expect(answer.text).not.toContain(number);
			expect(answer.text).not.toContain(code);
		};
		const made = await post({ number, code });
		expect(made.status).toBe(201);
		expectNothing(made);
		for (const mode of ['broken', 'rude'] as const) {
			cards.mode = mode;
			const failed = await post({ number, code });
			expect([failed.status, failed.json.code]).toEqual([503, 'tokeniser_unavailable']);
			expectNothing(failed);
		}
		cards.mode = 'well';
		for (const [card, refusal] of [
			[{ number: `${number}1`, code }, 'card_number_invalid'],
			[{ number, code, expiryYear: 2020 }, 'card_expired'],
			[{ number, code: `${code}9` }, 'card_code_invalid'],
			[{ number: Number(number), code }, 'body_invalid'],
			[{ number, code, remark: number }, 'body_invalid']
		] as const) {
			const answer = await post(card);
			expect(answer.json.code).toBe(refusal);
			expectNothing(answer);
		}
		const { rows } = await app.pool.query('select * from payment_method');
		expect(rows).toMatchObject([
			{ card_brand: 'American Express', card_last_four: '1000', card_expiry_month: 12, card_expiry_year: 2030, debit_status: 'pending' }
		]);
		expect((await app.pool.query('select payment_method_id, token from card_token')).rows).toMatchObject([
			{ payment_method_id: made.json.id, token: expect.stringMatching(/^sim_/) }
		]);
		const everything = await dump();
		expect(everything).toContain('American Express'); // it does look at everything
		expect(everything).not.toContain(number);
		// The four digits of a code may stand inside an id or a time; as a value or a word they may not.
		expect(everything).not.toMatch(/["\s:[,]7391["\s,\]}]/);
		expect(written.join('\n')).not.toContain(number);
		expect(written.join('\n')).not.toMatch(/(?<![\da-f-])7391(?![\da-f-])/);
	});

	test('(160) no mutator takes a number or a code, so none can stand in an outbox; tokens are in no replica', () => {
		const customerId = people.customerNorth;
		for (const name of ['paymentMethod.create', 'paymentMethod.update']) {
			const { args } = mutators.get(name)!;
			for (const field of ['number', 'cardNumber', 'code', 'cardLastFour', 'token'])
				for (const candidate of [
					{ customerId, billingMethodId: cardMethod, [field]: '4111111111111111' },
					{ id: customerId, changes: { [field]: '4111111111111111' } }
				])
					expect(args.safeParse(candidate).success, `${name} ${field}`).toBe(false);
		}
		const columns = projectAll(syncedTables).flatMap((table) => table.columns.map((column) => `${table.name}.${column}`));
		expect(columns.filter((column) => /token|security|card_number|father|mother/.test(column))).toEqual([]);
	});

	test('a card replaces another, a declined one is refused and changes nothing', async () => {
		const { json } = await post({});
		const again = await post({ number: '5555555555554444' }, ana, { paymentMethodId: json.id, debitStatus: 'authorised' });
		expect(again).toMatchObject({ status: 201, json: { id: json.id } });
		const { rows } = await app.pool.query('select card_last_four, debit_status, authorised_at from payment_method where id = $1', [
			json.id
		]);
		expect(rows).toMatchObject([{ card_last_four: '4444', debit_status: 'authorised', authorised_at: expect.anything() }]);
		const declined = await post({ number: declinedNumber }, ana, { paymentMethodId: json.id });
		expect([declined.status, declined.json.code]).toEqual([422, 'card_refused']);
		expect((await app.pool.query('select card_last_four from payment_method where id = $1', [json.id])).rows).toEqual([
			{ card_last_four: '4444' }
		]);
		expect((await app.pool.query('select count(*)::int as n from card_token where payment_method_id = $1', [json.id])).rows).toEqual([
			{ n: 1 }
		]);
	});

	test('whoever may not see how people pay, or is of another branch, hands over nothing', async () => {
		expect((await post({}, teo)).status).toBe(403);
		expect((await post({}, bia)).status).toBe(404);
		expect((await app.call('POST', `/api/customers/${people.customerNorth}/cards`, { body: {} })).status).toBe(401);
	});
});

test('(127) (128) parents’ names are read and written at the centre, by those who may change the contact', async () => {
	const actor = { userId: people.ana, login: 'ana', name: 'Ana', role: 'attendant', branchIds: [people.north] };
	const made = await app.centre.runMutator(actor, contactCreate.name, { customerId: people.customerNorth, name: 'Lia' });
	expect(made).toMatchObject({ ok: true });
	const [contact] = (await app.pool.query<{ id: string }>('select id from contact')).rows;
	const path = `/api/contacts/${contact!.id}/parents`;
	expect((await app.call('GET', path, { cookie: ana })).json).toEqual({ fatherName: null, motherName: null });
	const names = { fatherName: ' José  Prado ', motherName: '' };
	expect((await app.call('PUT', path, { cookie: ana, body: names })).status).toBe(204);
	expect((await app.call('GET', path, { cookie: ana })).json).toEqual({ fatherName: 'José Prado', motherName: null });
	expect((await app.call('PUT', path, { cookie: ana, body: { ...names, fatherName: 'x'.repeat(151) } })).json).toMatchObject({
		code: 'field_too_long',
		field: 'fatherName'
	});
	expect((await app.call('GET', path, { cookie: teo })).status).toBe(403);
	expect((await app.call('GET', path, { cookie: bia })).status).toBe(404);
	expect((await app.call('PUT', path, { cookie: bia, body: { fatherName: 'x', motherName: null } })).status).toBe(404);
	expect(
		(
			await app.pool.query(
				`select user_id, changes->'father_name' as change from history where changes ? 'father_name' and operation = 'update'`
			)
		).rows
	).toEqual([{ user_id: people.ana, change: [null, 'José Prado'] }]);
});

test('(105) (106) the address of a CEP; unknown and unavailable are told apart', async () => {
	const ask = (cep: string, cookie: string | undefined = ana) => app.call('GET', `/api/postal-code/${cep}`, cookie ? { cookie } : {});
	expect(await ask('68005-100')).toMatchObject({
		status: 200,
		json: { postalCode: '68005100', street: 'Travessa dos Mártires', district: 'Centro', city: 'Santarém', state: 'PA' }
	});
	expect(await ask('68005101')).toMatchObject({ status: 404, json: { code: 'postal_code_unknown' } });
	expect(await ask('123')).toMatchObject({ json: { code: 'postal_code_invalid' } });
	expect((await app.call('GET', '/api/postal-code/68005100')).status).toBe(401);
	streets.mode = 'broken';
	expect((await ask('68005100')).status).toBe(200); // from the cache
	expect(await ask('68005102')).toMatchObject({ status: 503, json: { code: 'postal_code_unavailable' } });
});
