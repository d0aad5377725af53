import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '#lib/server/automations/scopes.ts';
import { startApp, type App } from './testing/app.ts';
import { clientOf, type Client } from './testing/client.ts';
import { addPeople, signInAs, type People } from './testing/people.ts';

let app: App;
let people: People;
let admin: string;
/** With all scopes: of an administrator, of an attendant of south, of a technician of north. */
let api: Client;
let bia: Client;
let teo: Client;
const dataDir = mkdtempSync(join(tmpdir(), 'balcao-automations-'));
beforeAll(async () => {
	process.env.DATA_DIR = dataDir;
	app = await startApp();
	people = await addPeople(app.pool);
	admin = await signInAs(app, 'admin');
	[api, bia, teo] = (await Promise.all([people.admin, people.bia, people.teo].map(async (id) => client(await secretOf(id))))) as [
		Client,
		Client,
		Client
	];
});
afterAll(async () => {
	await app.stop();
	delete process.env.DATA_DIR;
	rmSync(dataDir, { recursive: true, force: true });
});

async function secretOf(userId: string, of: readonly string[] = scopes): Promise<string> {
	const answer = await app.call('POST', '/api/admin/api-keys', { cookie: admin, body: { name: 'ERP', userId, scopes: of } });
	return answer.json.secret as string;
}

const client = (secret: string, headers: Record<string, string> = {}) => clientOf(app, secret, headers);

/** A document of the customer of north, as a browser of hers would upload it. Answers its id. */
async function uploadText(fileName: string, text: string): Promise<string> {
	const bytes = Buffer.from(text);
	const cookie = await signInAs(app, 'ana');
	const body = {
		customerId: people.customerNorth,
		fileName,
		bytes: bytes.byteLength,
		sha256: createHash('sha256').update(bytes).digest('hex'),
		description: 'Contrato',
		remark: null
	};
	const { id } = (await app.call('POST', '/api/documents', { cookie, body })).json as { id: string };
	await app.call('PUT', `/api/documents/uploads/${id}?offset=0`, {
		cookie,
		bytes,
		headers: { 'content-type': 'application/octet-stream' }
	});
	return (await app.call('POST', `/api/documents/uploads/${id}`, { cookie })).json.id as string;
}

const refused = (code: string) =>
	expect.objectContaining({ data: expect.objectContaining({ refusal: expect.objectContaining({ code }) }) });

describe('an API key reads and writes what its person may', () => {
	it('customers: a new one has its final code, and is made once for one idempotency key', async () => {
		const once = client(await secretOf(people.admin), { 'idempotency-key': 'erp-1' });
		const given = {
			branchId: people.north,
			personKind: 'natural',
			name: 'Vera Nova',
			taxId: '529.982.247-25',
			address: 'Rua C, 3',
			city: 'Santarém',
			state: 'PA',
			district: 'Centro'
		};
		const made = await once.customer.create.mutate(given);
		expect(made).toEqual({ id: expect.any(String), code: expect.any(Number) });
		expect(await once.customer.create.mutate(given)).toEqual(made);
		expect((await api.customer.get.query({ id: made.id })).customer).toMatchObject({
			code: made.code,
			name: 'Vera Nova',
			taxId: '52998224725'
		});
		await expect(bia.customer.create.mutate(given)).rejects.toEqual(refused('value_invalid')); // not her branch
		await expect(teo.customer.create.mutate(given)).rejects.toEqual(refused('permission_denied'));
	});

	it('contacts', async () => {
		const customerId = people.customerNorth;
		const { id } = await api.contact.create.mutate({ customerId, name: 'Rui', mobile: '(93) 99123-4567' });
		await api.contact.update.mutate({ id, changes: { email: 'rui@example.com' } });
		expect(await api.contact.list.query({ customerId })).toMatchObject([
			{ id, name: 'Rui', mobile: '93991234567', email: 'rui@example.com' }
		]);
		expect(await bia.contact.list.query({ customerId })).toEqual([]);
		await expect(bia.contact.remove.mutate({ id })).rejects.toEqual(refused('not_found'));
		await api.contact.remove.mutate({ id });
		expect(await api.contact.list.query({ customerId })).toEqual([]);
	});

	it('lists of the settings, and what uses them: addresses, extra fields, payment data', async () => {
		const customerId = people.customerNorth;
		const { id: addressTypeId } = await api.addressType.save.mutate({ id: null, name: 'Entrega', active: true });
		expect(await api.addressType.list.query({})).toMatchObject([{ id: addressTypeId, name: 'Entrega' }]);
		expect(await api.addressType.save.mutate({ id: addressTypeId, name: 'Instalação', active: true })).toEqual({ id: addressTypeId });
		await expect(bia.addressType.save.mutate({ id: null, name: 'X', active: true })).rejects.toEqual(refused('permission_denied'));
		const address = await api.address.create.mutate({ customerId, addressTypeId, street: 'Rua D', city: 'Santarém', state: 'PA' });
		await api.address.update.mutate({ id: address.id, changes: { number: '44' } });
		expect(await api.address.list.query({ customerId })).toMatchObject([{ ...address, typeName: 'Instalação', number: '44' }]);
		await api.address.remove.mutate(address);
		expect(await api.address.list.query({ customerId })).toEqual([]);

		const field = await api.extraField.save.mutate({
			id: null,
			name: 'Poste',
			active: true,
			owner: 'customer',
			kind: 'text',
			choices: null,
			position: 1
		});
		await api.extraFieldValue.save.mutate({ customerId, contactId: null, extraFieldId: field.id, value: 'P-17' });
		expect(await api.extraField.values.query({ customerId, contactId: null })).toMatchObject([{ id: field.id, value: 'P-17' }]);

		const phone = await api.billingMethod.save.mutate({ id: null, name: 'Conta telefônica', active: true, kind: 'phone_bill' });
		const card = await api.billingMethod.save.mutate({ id: null, name: 'Cartão', active: true, kind: 'card' });
		const method = await api.paymentMethod.create.mutate({
			customerId,
			billingMethodId: phone.id,
			phone: '(93) 3522-1234',
			phoneContract: '42'
		});
		await api.paymentMethod.update.mutate({ id: method.id, changes: { debitStatus: 'sent' } });
		expect(await api.paymentMethod.list.query({ customerId })).toMatchObject([{ ...method, kind: 'phone_bill', debitStatus: 'sent' }]);
		expect(await teo.paymentMethod.list.query({ customerId })).toEqual([]); // a technician does not see how people pay
		await expect(api.paymentMethod.create.mutate({ customerId, billingMethodId: card.id })).rejects.toEqual(refused('card_needs_centre'));
		await api.paymentMethod.remove.mutate(method);
	});

	it('service orders, with their final number', async () => {
		const customerId = people.customerNorth;
		const made = await api.workOrder.create.mutate({
			customerId,
			ticketId: null,
			subject: 'Trocar ONU',
			description: null,
			technicianId: people.teo,
			scheduledAt: null
		});
		expect(made).toEqual({ id: expect.any(String), number: expect.any(Number) });
		await teo.workOrder.setStatus.mutate({ id: made.id, to: 'in_progress', text: null });
		expect(await api.workOrder.list.query({ customerId })).toMatchObject([{ ...made, status: 'in_progress', technicianName: 'Téo' }]);
		expect(await bia.workOrder.list.query({})).toEqual([]);
	});

	it('shared texts, as plain text, beside what is typed in them', async () => {
		const text = { kind: 'customer-remarks', id: people.customerNorth } as const;
		await api.text.write.mutate({ ...text, text: 'Cão bravo no portão.' });
		expect(await api.text.get.query(text)).toEqual({ text: 'Cão bravo no portão.' });
		await api.text.write.mutate({ ...text, text: 'Cão manso no portão.' });
		expect(await teo.text.get.query(text)).toEqual({ text: 'Cão manso no portão.' });
		await expect(teo.text.write.mutate({ ...text, text: '' })).rejects.toEqual(refused('permission_denied'));
		await expect(bia.text.get.query(text)).rejects.toEqual(refused('not_found'));
	});

	it('Histórico, favourites, settings, people and branches', async () => {
		const page = await api.history.list.query({ customerId: people.customerNorth, limit: 2 });
		expect(page).toMatchObject({ entries: [{ tableName: expect.any(String) }, {}], nextBefore: expect.any(String) });
		expect(await bia.history.list.query({ customerId: people.customerNorth })).toEqual({ entries: [], nextBefore: null });
		await teo.favourite.toggle.mutate({ option: 'contacts', on: true });
		expect(await api.favourite.list.query({ userId: people.teo })).toMatchObject([{ option: 'contacts' }]);
		await api.setting.save.mutate({ key: 'offlineHours', value: 48 });
		expect(await api.setting.list.query({})).toMatchObject([{ key: 'offlineHours', value: 48 }]);
		expect((await api.branch.list.query({})).map((one) => one.name)).toEqual(['Norte', 'Sul']);
		expect(JSON.stringify(await api.user.list.query({}))).not.toMatch(/password|hash/i);
	});

	it('and a look into a record is noted, of those that the person may see and once a quarter of an hour', async () => {
		const noted = async () => (await app.pool.query('select user_id, customer_id, via from access_log order by at')).rows;
		await app.pool.query('delete from access_log');
		await teo.customer.get.query({ id: people.customerNorth });
		await teo.contact.list.query({ customerId: people.customerNorth });
		await bia.contact.list.query({ customerId: people.customerNorth }); // another branch: an empty list
		await teo.customer.search.query({ text: 'nilo' });
		expect(await noted()).toEqual([{ user_id: people.teo, customer_id: people.customerNorth, via: 'api' }]);
	});

	it('documents: listed over tRPC, their files downloaded with the scope for it', async () => {
		const id = await uploadText('contrato.txt', 'linha um');
		expect(await api.document.list.query({ customerId: people.customerNorth })).toMatchObject([{ id, fileName: 'contrato.txt', bytes: 8 }]);
		const get = (bearer: string) => app.call('GET', `/api/documents/${id}/content`, { bearer });
		expect(await get(await secretOf(people.ana))).toMatchObject({ status: 200, text: 'linha um' });
		expect(await get(await secretOf(people.ana, ['document.list']))).toMatchObject({ status: 403, json: { code: 'scope_missing' } });
		expect((await get(await secretOf(people.bia))).status).toBe(404);
		expect(await get(`balcao_${'A'.repeat(43)}`)).toMatchObject({ status: 401, json: { code: 'api_key_invalid' } });
	});
});
