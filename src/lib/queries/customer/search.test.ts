import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeCpf } from '#lib/domain/tax-id/cpf.ts';
import { completeCnpj } from '#lib/domain/tax-id/cnpj.ts';
import { branches, openPlace, type Place } from '#lib/mutators/testing/place.ts';
import { customerCounts } from './counts.ts';
import { planSearch, rowMatches } from './search-plan.ts';
import { customerSearch, rowTest, searchArgs } from './search.ts';

interface Sample {
	code: number;
	name: string;
	kind?: 'natural' | 'legal';
	trade?: string;
	tax?: string;
	phone?: string;
	mobile?: string;
	email?: string;
	address?: string;
	status?: string;
	branch?: string;
}
const alphanumeric = completeCnpj('12ABC34501DE');
const samples: Sample[] = [
	{
		code: 13,
		name: 'João da Silva',
		phone: '1932518899',
		mobile: '19981234567',
		email: 'joao.silva@exemplo.com.br',
		address: 'Rua Barão de Jaguara, 1300'
	},
	{ code: 113, name: 'Maria Antônia Silva', tax: completeCpf('529982247'), address: 'Avenida 13 de Maio, 7', branch: branches.south },
	{ code: 130, name: 'Padaria Estrela Ltda', kind: 'legal', trade: 'Padaria do João', tax: alphanumeric, phone: '1132658899' },
	{ code: 1302, name: '100% Fibra_Ótica \\ ME', kind: 'legal', trade: 'Fibra', tax: completeCnpj('112223330001') },
	{ code: 200, name: 'Silvana Prado', status: 'inactive', email: 'silvana@exemplo.com.br' },
	{ code: 201, name: 'Antônio Maria', status: 'inactive', mobile: '19999998888' }
];

let place: Place;
beforeAll(async () => {
	place = await openPlace('replica');
	for (const one of samples) {
		await place.sql(
			`insert into customer (id, branch_id, code, person_kind, name, trade_name, tax_id, phone, mobile, email, address, city, state, status, registered_on, created_at, updated_at)
			 values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'Campinas', 'SP', $11, '2026-01-01', now(), now())`,
			[
				one.branch ?? branches.north,
				one.code,
				one.kind ?? 'natural',
				one.name,
				one.trade ?? null,
				one.tax ?? completeCpf(String(300000000 + one.code)),
				one.phone ?? null,
				one.mobile ?? null,
				one.email ?? null,
				one.address ?? 'Rua das Flores, 9',
				one.status ?? 'active'
			]
		);
	}
});
afterAll(() => place.close());

const find = async (text: string, more: Partial<Parameters<typeof searchArgs.parse>[0] & object> = {}) =>
	(await place.ask(customerSearch, { text, ...more })).map((row) => row.code);

describe('Pesquisar Cliente', () => {
	test('(19) Contém finds every customer whose field contains the text, accents and case aside', async () => {
		expect((await find('SILVA', { field: 'name' })).sort()).toEqual([113, 13, 200].sort());
		expect(await find('antonio', { field: 'name' })).toEqual([201]);
		expect(await find('joao', { field: 'tradeName' })).toEqual([130]);
		expect(await find('jaguara', { field: 'address' })).toEqual([13]);
		expect(await find('(19) 98123', { field: 'mobile' })).toEqual([13]);
		expect((await find('8899', { field: 'phone' })).sort()).toEqual([13, 130]);
		expect(await find('silva', { field: 'email' })).toEqual([13, 200]);
		expect(await find('529.982', { field: 'cpf' })).toEqual([113]);
		expect(await find('12.abc', { field: 'cnpj' })).toEqual([130]);
	});

	test('(20) Contém 13 on Código do Cliente lists every customer with 13 in the code, the exact one first', async () => {
		expect(await find('13', { field: 'code' })).toEqual([13, 113, 130, 1302]);
	});

	test('(21) Igual returns only the exact match', async () => {
		expect(await find('13', { field: 'code', condition: 'equals' })).toEqual([13]);
		expect(await find('joao da silva', { field: 'name', condition: 'equals' })).toEqual([13]);
		expect(await find('joao', { field: 'name', condition: 'equals' })).toEqual([]);
		expect(await find('(19) 3251-8899', { field: 'phone', condition: 'equals' })).toEqual([13]);
		expect(await find('Rua Barão de Jaguara, 1300', { field: 'address', condition: 'equals' })).toEqual([13]);
		expect(await find('12.ABC.345/01DE-35', { field: 'cnpj', condition: 'equals' })).toEqual([130]);
		expect(await find('12.ABC.345/01DE-35', { field: 'cpf', condition: 'equals' })).toEqual([]);
		expect(await find('silvana@exemplo.com.br', { condition: 'equals' })).toEqual([200]);
		expect(await find('padaria do joao', { condition: 'equals' })).toEqual([130]);
	});

	test('one box: words in any order over all fields, the exact code and names that begin with it first', async () => {
		expect(await find('silva maria')).toEqual([113]);
		expect((await find('13'))[0]).toBe(13);
		expect((await find('13')).sort((a, b) => a - b)).toEqual([13, 113, 130, 1302]);
		expect((await find('silva'))[0]).toBe(200);
		expect(await find('+55 (19) 98123-4567')).toEqual([13]);
		expect(await find('52998224725')).toEqual([113]);
		expect(await find('padaria campinas')).toEqual([130]);
	});

	test('what is typed is text, never a pattern', async () => {
		expect(await find('%', { field: 'name' })).toEqual([1302]);
		expect(await find('fibra_o', { field: 'name' })).toEqual([1302]);
		expect(await find('\\', { field: 'name' })).toEqual([1302]);
		expect(await find("'; drop table customer; --")).toEqual([]);
		expect(await find('letters', { field: 'phone' })).toEqual([]);
	});

	test('branch and status narrow, and the chips count what the text finds', async () => {
		expect(await find('', { status: 'inactive' })).toEqual([201, 200]);
		expect(await find('silva', { branchId: branches.south })).toEqual([113]);
		expect(await find('', { limit: 2 })).toHaveLength(2);
		const counts = await place.ask(customerCounts, { text: 'silva' });
		expect(counts).toMatchObject({ total: 3, capped: false });
		expect(counts.groups).toContainEqual({ branchId: branches.north, status: 'inactive', count: 1 });
	});

	test('each row says which field it was found by', async () => {
		const matched = async (text: string) =>
			Object.fromEntries((await place.ask(customerSearch, { text })).map((row) => [row.code, row.matched]));
		expect(await matched('joao')).toEqual({ 13: 'name', 130: 'tradeName' });
		expect(await matched('9999988')).toEqual({ 201: 'mobile' });
		expect((await matched('13'))[13]).toBe('code');
	});
});

test('the test on a changed row agrees with the database on every search', async () => {
	const rows = await place.sql<Record<string, unknown>>('select * from customer');
	const texts = [
		'',
		'silva',
		'maria silva',
		'13',
		'1300',
		'8899',
		'+55 19 98123',
		'JOÃO',
		'100%',
		'fibra_',
		'@exemplo',
		'campinas',
		'12.ABC',
		'52998224725',
		'529.982.247-25',
		'xyz',
		'9',
		'Rua das Flores, 9',
		'silvana@exemplo.com.br',
		'1932518899'
	];
	for (const text of texts)
		for (const field of searchArgs.shape.field.unwrap().options)
			for (const condition of ['contains', 'equals'] as const) {
				const args = searchArgs.parse({ text, field, condition, limit: 200 });
				const found = (await place.ask(customerSearch, args)).map((row) => row.id).sort();
				const plan = planSearch(text, field, condition);
				const expected = rows
					.filter((row) => rowMatches('customer', row, plan))
					.map((row) => String(row.id))
					.sort();
				expect(found, `${field} ${condition} "${text}"`).toEqual(expected);
			}
});

test('a write that cannot touch the result wakes nothing', () => {
	const north = rowTest(searchArgs.parse({ text: 'silva', branchId: branches.north }));
	const row = { name: 'João da Silva', branch_id: branches.north, code: 1, status: 'active' };
	expect(north(row)).toBe(true);
	expect(north({ ...row, branch_id: branches.south })).toBe(false);
	expect(north({ ...row, name: 'João Prado' })).toBe(false);
	expect(rowTest(searchArgs.parse({ text: 'silva', status: 'inactive' }))(row)).toBe(false);
});
