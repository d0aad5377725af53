import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as XLSX from 'xlsx';
import { completeCpf } from '#lib/domain/tax-id/cpf.ts';
import { newUuid } from '#lib/sync/ids.ts';
import { startApp, type App } from '../testing/app.ts';
import { addPeople, signInAs, type People } from '../testing/people.ts';

let app: App;
let people: People;
let admin: string;
const dataDir = mkdtempSync(join(tmpdir(), 'balcao-imports-'));
beforeAll(async () => {
	process.env.DATA_DIR = dataDir;
	app = await startApp();
	people = await addPeople(app.pool);
	admin = await signInAs(app, 'admin');
	// The codes of the people above were written by hand.
	await app.pool.query(`select sync.take_numbers('customerCode', 1000)`);
});
afterAll(async () => {
	await app.stop();
	delete process.env.DATA_DIR;
	rmSync(dataDir, { recursive: true, force: true });
});

const cpf = (n: number): string => completeCpf(String(200000000 + n));
const header = 'Nome;CPF/CNPJ;Endereço;Cidade;UF;Celular;Contato;Celular do contato';
const lineOf = (n: number): string => `Importado ${String(n)};${cpf(n)};Rua ${String(n)};Santarém;PA;93981110001;Filho ${String(n)};`;
const mapping = ['name', 'taxId', 'address', 'city', 'state', 'mobile', 'contact.name', 'contact.mobile'];
const post = (path: string, body: object = {}, cookie = admin) => app.call('POST', path, { cookie, body });

async function upload(bytes: Buffer<ArrayBuffer>, fileName = 'clientes.csv'): Promise<string> {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const { json } = await post('/api/imports/files', { fileName, bytes: bytes.byteLength, sha256 });
	expect(json).toMatchObject({ received: 0 });
	const headers = { 'content-type': 'application/octet-stream' };
	for (let at = 0; at < bytes.byteLength; at += 262144)
		await app.call('PUT', `/api/imports/files/${String(json.id)}?offset=${String(at)}`, {
			cookie: admin,
			headers,
			bytes: bytes.subarray(at, at + 262144)
		});
	return json.id as string;
}
const request = (fileId: string, more: object = {}) => ({ fileId, kind: 'customers', branchId: people.north, mapping, ...more });
const listed = async (id: string) =>
	((await app.call('GET', '/api/imports', { cookie: admin })).json.runs as { id: string }[]).find((run) => run.id === id);
const settled = (id: string, status: string) =>
	vi.waitFor(async () => expect(await listed(id)).toMatchObject({ status }), { timeout: 20_000 });
async function importLines(lines: readonly string[], more: object = {}): Promise<string> {
	const { json } = await post('/api/imports', request(await upload(Buffer.from([header, ...lines].join('\n'))), more));
	expect(json).toEqual({ id: expect.any(String) as string });
	return json.id as string;
}
const countOf = async (name: string) => (await app.pool.query(`select 1 from customer where name like $1`, [name])).rowCount;

test('the sheet shows its titles and first lines, CSV and XLSX alike', async () => {
	const latin = Buffer.from(`Nome;Endereço\nJoão;Rua A\n\nZé;Rua B\n`, 'latin1') as Buffer<ArrayBuffer>;
	expect((await post(`/api/imports/files/${await upload(latin)}`)).json).toMatchObject({
		titles: ['Nome', 'Endereço'],
		sample: [
			['João', 'Rua A'],
			['Zé', 'Rua B']
		],
		lines: 2
	});
	const sheet = XLSX.utils.aoa_to_sheet([
		['Nome', 'CNPJ', 'Desde'],
		['Loja', 11222333000181, 46000]
	]);
	(sheet['C2'] as XLSX.CellObject).z = 'dd/mm/yyyy';
	const book = XLSX.utils.book_new();
	XLSX.utils.book_append_sheet(book, sheet);
	const xlsx = Buffer.from(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
	expect((await post(`/api/imports/files/${await upload(xlsx, 'lojas.xlsx')}`)).json).toMatchObject({
		sample: [['Loja', '11222333000181', '2025-12-09']]
	});
	expect((await post(`/api/imports/files/${await upload(Buffer.from('PK\u0003\u0004 no sheet'), 'x.xlsx')}`)).json).toMatchObject({
		code: 'import_unreadable'
	});
	expect((await post(`/api/imports/files/${await upload(Buffer.from('só o título\n'))}`)).json).toMatchObject({ code: 'import_empty' });
});

test('a dry run tells each bad line and why, and writes nothing', async () => {
	const fileId = await upload(
		Buffer.from(
			[
				header,
				lineOf(1),
				lineOf(2),
				lineOf(1),
				'Sem CPF;123;Rua;Santarém;PA;;;',
				`Nilo;52998224725;Rua;Santarém;PA;;;`,
				lineOf(3).replace('PA', 'ZZ')
			].join('\r\n')
		)
	);
	const { json } = await post('/api/imports/check', request(fileId));
	expect(json).toMatchObject({ lines: 6, good: 2, bad: 4 });
	expect(
		json.complaints.map((one: { line: number; field: string; code: string; detail?: object }) => [
			one.line,
			one.field,
			one.code,
			one.detail
		])
	).toEqual([
		[4, 'taxId', 'tax_id_in_file', { line: 2 }],
		[5, 'taxId', 'cpf_invalid', undefined],
		[6, 'taxId', 'tax_id_known', { code: 101 }],
		[7, 'state', 'state_invalid', undefined]
	]);
	expect(await countOf('Importado %')).toBe(0);
	expect(await post('/api/imports/check', request(fileId, { mapping: ['name'] }))).toMatchObject({ json: { code: 'import_columns' } });
	expect(await post('/api/imports/check', request(fileId, { branchId: newUuid() }))).toMatchObject({
		json: { code: 'value_invalid', field: 'branchId' }
	});
});

describe('an import', () => {
	test('makes customers and contacts with author and history, tells every replica, and is undone whole', async () => {
		const id = await importLines([...Array.from({ length: 1200 }, (_, n) => lineOf(1000 + n)), 'Ruim;1;;;;;;']);
		await settled(id, 'done');
		expect(await listed(id)).toMatchObject({
			total: 1201,
			done: 1201,
			created: 1200,
			refused: 1,
			left: 2400,
			userName: 'Alda',
			branchName: 'Norte'
		});
		const { rows } = await app.pool.query<Record<string, unknown>>(
			`select c.*, k.name as contact_name, (select count(*)::int from history h where h.row_id = c.id and h.user_id = $1) as histories,
				(select count(*)::int from sync.change s where s.row_id = c.id) as changes
			 from customer c join contact k on k.customer_id = c.id where c.tax_id = $2`,
			[people.admin, cpf(1000)]
		);
		expect(rows[0]).toMatchObject({
			name: 'Importado 1000',
			auto_suspend: true,
			charge_boleto_fee: true,
			created_by: people.admin,
			contact_name: 'Filho 1000',
			histories: 1,
			changes: 1,
			person_kind: 'natural',
			status: 'active'
		});
		const codes = await app.pool.query<{ n: number }>(`select count(distinct code)::int as n from customer where name like 'Importado %'`);
		expect(codes.rows[0]?.n).toBe(1200);

		// Somebody wrote about one, another was renamed, a third lost its contact: these stay, and are named.
		const [a, b, c] = (
			await app.pool.query<{ id: string; branch_id: string }>(`select id, branch_id from customer where tax_id = any($1) order by tax_id`, [
				[cpf(1001), cpf(1002), cpf(1003)]
			])
		).rows;
		await app.pool.query(
			`insert into observation (id, branch_id, customer_id, observation_type_id, text, must_read, created_at, updated_at) values ($1, $2, $3, $4, 'x', false, now(), now())`,
			[newUuid(), a!.branch_id, a!.id, people.observationType]
		);
		await app.pool.query(`update customer set name = 'Outro nome' where id = $1`, [b!.id]);
		await app.pool.query(`delete from contact where customer_id = $1`, [c!.id]);
		expect(await post(`/api/imports/${id}/undo`)).toMatchObject({ status: 202 });
		await settled(id, 'undone');
		expect((await app.pool.query(`select 1 from customer where created_by = $1`, [people.admin])).rowCount).toBe(3);
		const { kept } = (await app.call('GET', `/api/imports/${id}`, { cookie: admin })).json as { kept: { line: number; name: string }[] };
		expect(kept.filter((row) => !row.name.startsWith('Filho')).map((row) => [row.line, row.name])).toEqual([
			[3, 'Importado 1001'],
			[4, 'Outro nome'],
			[5, 'Importado 1003']
		]);
	});

	test('of contacts finds their customers, by code, CPF or CNPJ', async () => {
		const fileId = await upload(Buffer.from('Cliente,Nome,Celular\n101,Téo,93981110002\n111.444.777-35,Bia,\n999,Ninguém,\n'));
		const { json } = await post('/api/imports', {
			fileId,
			kind: 'contacts',
			branchId: people.north,
			mapping: ['customerKey', 'contact.name', 'contact.mobile']
		});
		await settled(json.id as string, 'done');
		expect(await listed(json.id as string)).toMatchObject({ created: 2, refused: 1 });
		const { rows } = await app.pool.query(`select name, branch_id, mobile from contact where customer_id = any($1) order by name`, [
			[people.customerNorth, people.customerSouth]
		]);
		expect(rows).toEqual([
			{ name: 'Bia', branch_id: people.south, mobile: null },
			{ name: 'Téo', branch_id: people.north, mobile: '93981110002' }
		]);
		await post(`/api/imports/${String(json.id)}/undo`);
		await settled(json.id as string, 'undone');
		expect((await app.pool.query(`select 1 from contact where name in ('Bia', 'Téo')`)).rowCount).toBe(0);
		expect(await post(`/api/imports/${String(json.id)}/undo`)).toMatchObject({ json: { code: 'import_not_undoable' } });
	});

	test('is cancelled between two batches, and what was made can be undone', async () => {
		const id = await importLines(Array.from({ length: 5000 }, (_, n) => lineOf(10_000 + n)));
		expect(await post('/api/imports', request(await upload(Buffer.from([header, lineOf(1)].join('\n')))))).toMatchObject({
			status: 409,
			json: { code: 'import_running' }
		});
		expect(await post(`/api/imports/${id}/cancel`)).toMatchObject({ status: 200 });
		await settled(id, 'cancelled');
		expect(await post(`/api/imports/${id}/cancel`)).toMatchObject({ json: { code: 'import_ended' } });
		expect(await countOf('Importado 1____')).toBeLessThan(5000);
		await vi.waitFor(async () => {
			const undone = await post(`/api/imports/${id}/undo`);
			// The last batch may still be on its way out; and there may have been none at all.
			expect(undone.status === 202 || undone.json.code === 'import_not_undoable').toBe(true);
		});
		await vi.waitFor(async () => expect(await countOf('Importado 1____')).toBe(0), { timeout: 20_000 });
	});

	test('whose process died is a failed one, and can be undone', async () => {
		const id = newUuid();
		const rowId = newUuid();
		await app.pool.query(
			`insert into import_run (id, user_id, branch_id, file_name, status, total, created_at) values ($1, $2, $3, 'x.csv', 'running', 10, now())`,
			[id, people.admin, people.north]
		);
		await app.pool.query(
			`insert into customer (id, branch_id, code, person_kind, name, tax_id, registered_on, address, city, state, created_at, updated_at) values ($1, $2, 777777, 'natural', 'Meio', '11144477735', '2026-01-05', 'A', 'B', 'PA', now(), now())`,
			[rowId, people.north]
		);
		await app.pool.query(`insert into import_row (row_id, import_run_id, table_name, line) values ($1, $2, 'customer', 2)`, [rowId, id]);
		await settled(id, 'failed');
		expect(await listed(id)).toMatchObject({ error: 'interrupted', left: 1 });
		await post(`/api/imports/${id}/undo`);
		await settled(id, 'undone');
		expect(await countOf('Meio')).toBe(0);
	});

	test('is for managers and administrators, and the file for who sent it', async () => {
		const ana = await signInAs(app, 'ana');
		expect(await app.call('GET', '/api/imports', { cookie: ana })).toMatchObject({ status: 403 });
		expect(await post('/api/imports/files', { fileName: 'a.csv', bytes: 1, sha256: 'a'.repeat(64) }, ana)).toMatchObject({ status: 403 });
		expect(await post('/api/imports/files', { fileName: 'a.csv', bytes: 21 * 1024 * 1024, sha256: 'a'.repeat(64) })).toMatchObject({
			status: 413,
			json: { code: 'file_too_large' }
		});
		expect(await post('/api/imports/files', { fileName: 'a.exe', bytes: 10, sha256: 'a'.repeat(64) })).toMatchObject({
			json: { code: 'import_unreadable' }
		});
	});
});
