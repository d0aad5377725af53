import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowFields, ruleOf, searchConditions, searchTexts, type SearchTable } from '#lib/domain/search/fields.ts';
import { completeCpf } from '#lib/domain/tax-id/cpf.ts';
import { branches, openPlace, type Place } from '#lib/mutators/testing/place.ts';
import { DependencyIndex } from '#lib/sync/live/dependency-index.ts';
import { queries } from '../index.ts';
import { customerCounts } from './counts.ts';
import { planSearch, rowMatches } from './search-plan.ts';
import { searchTables } from './search-where.ts';
import { customerSearch, searchArgs } from './search.ts';
import { stockSearch } from './search-stock.ts';

/** Pesquisar em… over everything that hangs on customers (items 26–61). */
let place: Place;
let made = 0;
const id = (): string => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`;

async function insert(table: string, row: Record<string, unknown>): Promise<string> {
	const all: Record<string, unknown> = { id: id(), created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', ...row };
	const names = Object.keys(all);
	await place.sql(`insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(all));
	return String(all.id);
}

const customerIds = new Map<number, { id: string; subscriptionId: string; branchId: string }>();
async function customer(code: number, name: string, row: Record<string, unknown> = {}, plan: Record<string, unknown> = {}): Promise<void> {
	const branchId = String(row.branch_id ?? branches.north);
	const customerId = await insert('customer', {
		branch_id: branchId,
		code,
		person_kind: 'natural',
		name,
		tax_id: completeCpf(String(400000000 + code)),
		address: 'Rua das Flores, 9',
		city: 'Campinas',
		state: 'SP',
		registered_on: '2026-01-01',
		...row
	});
	const subscriptionId = await insert('subscription', {
		branch_id: branchId,
		customer_id: customerId,
		service_plan_id: id(),
		status: 'active',
		price_cents: 9990,
		due_day: 10,
		started_on: '2026-10-15',
		...plan
	});
	customerIds.set(code, { id: customerId, subscriptionId, branchId });
}
const of = (code: number) => {
	const it = customerIds.get(code)!;
	return { branch_id: it.branchId, customer_id: it.id };
};
const ofPlan = (code: number) => ({ ...of(code), subscription_id: customerIds.get(code)!.subscriptionId });
const deleted = { deleted_at: '2026-05-05T12:00:00Z' };

beforeAll(async () => {
	place = await openPlace('replica');
	await customer(13, 'João da Silva', {
		reference: 'Próximo à praça',
		phone: '1932518899',
		mobile: '19981234567',
		email: 'joao@exemplo.com.br'
	});
	await customer(
		113,
		'Maria Antônia Prado',
		{ branch_id: branches.south },
		{ installation_address: 'Alameda Ipê, 7', domain: 'prado.example', circuit_number: 'CIR-0042', started_on: '2026-11-21' }
	);
	await customer(
		130,
		'Padaria Estrela',
		{ person_kind: 'legal', tax_id: '12ABC34501DE35', trade_name: 'Estrela', status: 'inactive' },
		{ started_on: '2025-02-28' }
	);
	await customer(1302, 'Nilo 100% Fibra_ME');
	await insert('contact', { ...of(13), name: 'Márcia Lima', mobile: '19977776666', email: 'marcia@exemplo.com.br', phone: '1933334444' });
	await insert('contact', { ...of(13), name: 'Márcio Lima' });
	await insert('contact', { ...of(113), name: 'Zoé Prado', mobile: '11988887777' });
	await insert('login', { ...ofPlan(13), username: 'joao.silva.13' });
	await insert('login', { ...ofPlan(113), username: 'maria.antiga', ...deleted });
	await insert('login', { ...ofPlan(1302), username: 'Nilo_100' });
	await insert('email_account', { ...ofPlan(13), address: 'joao@tuvira.example' });
	await insert('email_account', { ...ofPlan(130), address: 'padaria@tuvira.example', ...deleted });
	await insert('ip_assignment', { ...ofPlan(13), ip: '100.64.1.20', mac: '02abcdef0123', mac2: '02aaaaaaaaaa', onu_mac: '02bbbbbbbbbb' });
	await insert('ip_assignment', { ...ofPlan(113), ip: '100.64.1.21', mac: '02cccccccccc', mac2: null, onu_mac: null, ...deleted });
	await insert('ip_assignment', { ...ofPlan(130), ip: '2001:db8::1', mac: '02dddddddddd', mac2: null, onu_mac: '02eeeeeeeeee' });
	await insert('voice_terminal', { ...ofPlan(113), number: '1932650001' });
	await insert('voice_terminal', { ...ofPlan(130), number: '1932650002', ...deleted });
	await insert('tv_card', { ...ofPlan(1302), smartcard: '12345678901', cas_number: '87654321' });
	await insert('tv_card', { ...ofPlan(130), smartcard: '12345678902', cas_number: '87654322', ...deleted });
	await insert('contract', { ...ofPlan(113), number: 100_777 });
	await insert('ticket', { ...of(130), protocol: 202_600_013, subject: 'Sem sinal', status: 'open' });
	await insert('work_order', { ...of(1302), number: 1_000_777, subject: 'Troca de ONU', status: 'open' });
	await insert('invoice', {
		...of(13),
		number: 1,
		due_on: '2026-11-10',
		amount_cents: 9990,
		boleto_number: '24000000123',
		tax_invoice_number: '9000123'
	});
	await insert('invoice', {
		...of(13),
		number: 2,
		due_on: '2026-12-10',
		amount_cents: 9990,
		boleto_number: '24000000124',
		tax_invoice_number: null
	});
	await insert('equipment', { ...of(113), kind: 'ONU', serial_number: 'TVRA00AB12CD', asset_number: 500_113 });
	await insert('equipment', {
		branch_id: branches.south,
		customer_id: null,
		kind: 'Roteador',
		serial_number: 'TVRASTOCK001',
		asset_number: 100_900
	});
});
afterAll(() => place.close());

type Args = Partial<Parameters<typeof searchArgs.parse>[0] & object>;
const ask = (text: string, more: Args = {}) => place.ask(customerSearch, { text, ...more });
const find = async (text: string, more: Args = {}) => (await ask(text, more)).map((row) => row.code);
const foundIn = async (text: string, more: Args = {}) =>
	(await ask(text, more)).map((row) => [row.code, row.matched, row.hit, row.hitDeleted]);

describe('Pesquisar em…, by what hangs on a customer', () => {
	test.each<[item: number, field: (typeof rowFields)[number], contains: string, equals: string, code: number]>([
		[26, 'emailAccount', 'TUVIRA', 'joao@tuvira.example', 13],
		[27, 'domain', 'prado.', 'PRADO.example', 113],
		[28, 'login', 'silva.13', 'joao.silva.13', 13],
		[29, 'contactName', 'marcia', 'márcia lima', 13],
		[32, 'installationAddress', 'ipe', 'alameda ipê, 7', 113],
		[33, 'contactMobile', '7777-6666', '(19) 97777-6666', 13],
		[36, 'startedOn', '11/2026', '21/11/2026', 113],
		[39, 'ip', '64.1.20', '100.064.001.020', 13],
		[40, 'mac', 'CD-EF', '02-AB-CD-EF-01-23', 13],
		[42, 'mac2', 'aa-aa', '02:aa:aa:aa:aa:aa', 13],
		[43, 'onuMac', 'ee-ee', '02eeeeeeeeee', 130],
		[44, 'boletoNumber', '0123', '24.000000.123', 13],
		[45, 'circuitNumber', '0042', 'cir-0042', 113],
		[46, 'contactEmail', 'marcia@', 'MARCIA@exemplo.com.br', 13],
		[47, 'voiceTerminal', '3265', '(19) 3265-0001', 113],
		[48, 'reference', 'praca', 'proximo a praca', 13],
		[49, 'taxInvoiceNumber', '0123', '9000123', 13],
		[50, 'deletedEmail', 'padaria', 'padaria@tuvira.example', 130],
		[51, 'deletedLogin', 'antiga', 'MARIA.ANTIGA', 113],
		[52, 'deletedIpMac', '02:cc', '100.64.1.21', 113],
		[53, 'deletedTerminal', '0002', '1932650002', 130],
		[54, 'smartcard', '8901', '12345678901', 1302],
		[55, 'casNumber', '54321', '87654321', 1302],
		[56, 'workOrder', '777', '1000777', 1302],
		[57, 'ticket', '0013', '202600013', 130],
		[58, 'contract', '77', '100777', 113],
		[59, 'serialNumber', '00ab12', 'tvra00ab12cd', 113],
		[61, 'assetNumber', '0113', '500113', 113]
	])('%i: %s', async (_item, field, contains, equals, code) => {
		for (const [condition, text] of [
			['contains', contains],
			['contains', equals],
			['equals', equals]
		] as const) {
			if (text === equals && condition === 'contains' && /\.0\d|64\.001/.test(text) && field === 'ip') continue;
			expect(await find(text, { field, condition }), `${condition} ${text}`).toEqual([code]);
		}
		if (field !== 'startedOn') expect(await find(`${equals}9`, { field, condition: 'equals' })).toEqual([]);
		expect((await ask(equals, { field, condition: 'equals' }))[0]).toMatchObject({ matched: field });
	});

	test('36: a range of days, and an open one', async () => {
		expect(await find('01/10/2026 a 31/10/2026', { field: 'startedOn' })).toEqual([13, 1302]);
		expect(await find('desde 01/11/2026', { field: 'startedOn' })).toEqual([113]);
		expect(await find('2025', { field: 'startedOn' })).toEqual([130]);
		expect((await ask('2025', { field: 'startedOn' }))[0]).toMatchObject({ matched: 'startedOn', hit: '2025-02-28' });
	});

	test('50–53: what was deleted is found by its own fields only, and marked', async () => {
		expect(await find('padaria@', { field: 'emailAccount' })).toEqual([]);
		expect(await find('antiga', { field: 'login' })).toEqual([]);
		expect(await find('100.64.1.21', { field: 'ip' })).toEqual([]);
		expect(await find('1932650002', { field: 'voiceTerminal' })).toEqual([]);
		expect(await foundIn('02cccccccccc', { field: 'deletedIpMac' })).toEqual([[113, 'deletedIpMac', '02cccccccccc', true]]);
		expect(await find('joao.silva', { field: 'deletedLogin' })).toEqual([]);
	});

	test('(!) 59: a serial number in local stock: nobody has it, and its branch is told', async () => {
		expect(await find('TVRASTOCK001', { field: 'serialNumber' })).toEqual([]);
		const stock = (args: Args) => place.ask(stockSearch, { text: '', ...args });
		expect(await stock({ text: 'tvrastock', field: 'serialNumber' })).toMatchObject([
			{ serialNumber: 'TVRASTOCK001', branchName: 'Sul', kind: 'Roteador', assetNumber: 100_900 }
		]);
		expect(await stock({ text: '100900', field: 'assetNumber', condition: 'equals' })).toHaveLength(1);
		expect(await stock({ text: 'TVRASTOCK001' })).toHaveLength(1);
		expect(await stock({ text: '00AB12', field: 'serialNumber' })).toEqual([]);
		expect(await stock({ text: 'TVRASTOCK', branchId: branches.north })).toEqual([]);
		expect(await stock({ text: 'TVRASTOCK', field: 'name' })).toEqual([]);
	});
});

describe('one box over everything', () => {
	test.each<[string, readonly unknown[]]>([
		['02-BB-BB-BB-BB-BB', [13, 'onuMac', '02bbbbbbbbbb', false]],
		['02:cc:cc', [113, 'deletedIpMac', '02cccccccccc', true]],
		['100.64.1.20', [13, 'ip', '100.64.1.20', false]],
		['2001:DB8:0::1', [130, 'ip', '2001:db8::1', false]],
		['202600013', [130, 'ticket', '202600013', false]],
		['100777', [113, 'contract', '100777', false]],
		['24000000123', [13, 'boletoNumber', '24000000123', false]],
		['12345678902', [130, 'smartcard', '12345678902', true]],
		['(19) 97777-6666', [13, 'contactMobile', '19977776666', false]],
		['19 3333-4444', [13, 'contactName', 'Márcia Lima', false]],
		['padaria@tuvira.example', [130, 'deletedEmail', 'padaria@tuvira.example', true]],
		['maria.antiga', [113, 'deletedLogin', 'maria.antiga', true]],
		['TVRA00AB12CD', [113, 'serialNumber', 'TVRA00AB12CD', false]],
		['marcia lima', [13, 'contactName', 'Márcia Lima', false]],
		['ipe', [113, 'installationAddress', 'Alameda Ipê, 7', false]],
		['praca', [13, 'reference', 'Próximo à praça', false]]
	])('%s', async (text, hit) => expect((await foundIn(text))[0]).toEqual(hit));

	test('exact hits come first, then names that begin with it, and nobody twice', async () => {
		expect(await find('13')).toEqual([13, 113, 1302, 130]);
		expect(await find('maria')).toEqual([113]);
		expect(await find('lima')).toEqual([13]);
		expect(await find('1932650001', { condition: 'equals' })).toEqual([113]);
		expect(await find('márcia lima', { condition: 'equals' })).toEqual([13]);
		expect(await find('marcia', { condition: 'equals' })).toEqual([]);
	});

	test('branch and status narrow whatever it was found by, and the chips count it', async () => {
		expect(await find('100777', { branchId: branches.north })).toEqual([]);
		expect(await find('02-EE-EE-EE-EE-EE', { status: 'active' })).toEqual([]);
		expect(await find('02-EE-EE-EE-EE-EE', { status: 'inactive' })).toEqual([130]);
		expect(await find('lima', { limit: 1 })).toEqual([13]);
		const counts = await place.ask(customerCounts, { text: '100777', field: 'contract' });
		expect(counts).toEqual({ total: 1, capped: false, groups: [{ branchId: branches.south, status: 'active', count: 1 }] });
		expect((await place.ask(customerCounts, { text: 'lima' })).total).toBe(1);
	});
});

test('what the screen asks is registered', () => {
	for (const query of [customerSearch, customerCounts, stockSearch]) expect(queries.get(query.name)).toBe(query);
});

test('the rules name columns that exist, in the order of the generated column', () => {
	for (const field of rowFields) {
		const { table, columns } = ruleOf(field);
		const names = getTableConfig(searchTables[table]).columns.map((column) => column.name);
		expect(names).toEqual(expect.arrayContaining([...columns]));
	}
	for (const [table, columns] of Object.entries(searchTexts)) {
		if (columns === null) continue;
		const search = getTableConfig(searchTables[table as SearchTable]).columns.find((column) => column.name === 'search');
		expect(search, table).toBeDefined();
	}
});

test('the test on a changed row agrees with the database: random rows, every field, both conditions', async () => {
	let seed = 20261122;
	const random = (n: number) => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) % n;
	const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
	const words = ['Ana', 'JOÃO', 'd’Ávila', 'praça 9', '13', '1300', 'a_b', '100%', 'Ipê', 'silva  souza'];
	const macs = ['02abcdef0123', '02abcd000000', '1300000000aa'];
	for (let n = 0; n < 40; n++) {
		await customer(
			5000 + n,
			`${pick(words)} ${pick(words)}`,
			{
				branch_id: pick(Object.values(branches)),
				status: pick(['active', 'inactive']),
				reference: pick([null, ...words]),
				phone: pick([null, '1932658899', '08001234567']),
				mobile: pick([null, '19981300013']),
				email: pick([null, 'ana@x.com', 'joao13@x.com']),
				address: pick(words)
			},
			{
				installation_address: pick([null, ...words]),
				domain: pick([null, 'ana.example']),
				circuit_number: pick([null, 'C-13']),
				started_on: pick(['2026-10-01', '2026-11-21', '2024-02-29'])
			}
		);
		const gone = () => pick([{}, deleted]);
		const code = 5000 + n;
		await insert('contact', { ...of(code), name: pick(words), mobile: pick([null, '19981300013']), email: pick([null, 'ana@x.com']) });
		await insert('login', { ...ofPlan(code), username: pick(['ana', 'ANA.13', 'joao_a']), ...gone() });
		await insert('email_account', { ...ofPlan(code), address: pick(['ana@x.com', 'x13@y.com']), ...gone() });
		await insert('ip_assignment', {
			...ofPlan(code),
			ip: pick([null, '10.0.0.13', '130.0.0.1', '2001:db8::13']),
			mac: pick(macs),
			mac2: pick([null, ...macs]),
			onu_mac: pick([null, ...macs]),
			...gone()
		});
		await insert('voice_terminal', { ...ofPlan(code), number: pick(['1932658899', '1330001300']), ...gone() });
		await insert('tv_card', { ...ofPlan(code), smartcard: pick(['1300', '52998224725']), cas_number: pick([null, '1302']), ...gone() });
		await insert('contract', { ...ofPlan(code), number: 130_000 + n });
		await insert('ticket', { ...of(code), protocol: 1_300 + n, subject: pick(words), status: 'open' });
		await insert('work_order', { ...of(code), number: 1_290 + n, subject: pick(words), status: 'open' });
		await insert('invoice', {
			...of(code),
			number: 100 + n,
			due_on: '2026-11-10',
			amount_cents: 1,
			boleto_number: pick([null, `2400013${n}`]),
			tax_invoice_number: pick([null, '1300'])
		});
		await insert('equipment', {
			...pick([of(code), { branch_id: branches.north, customer_id: null }]),
			kind: pick(['ONU 13', 'Ana']),
			serial_number: pick(['TVRA13', 'tvra13', 'ANA']),
			asset_number: pick([null, 1_280 + n])
		});
	}
	const rows = new Map<SearchTable, Record<string, unknown>[]>();
	for (const table of Object.keys(searchTables) as SearchTable[])
		rows.set(
			table,
			(await place.sql<{ row: string }>(`select row_to_json(t)::text as row from ${table} t`)).map(
				({ row }) => JSON.parse(row) as Record<string, unknown>
			)
		);
	const texts = [
		'',
		'ana',
		'João',
		'13',
		'1300',
		'0013',
		'02-AB',
		'02abcdef0123',
		'10.0.0.13',
		'2001:db8::13',
		'130.',
		'ana@x.com',
		'19 98130-0013',
		'1932658899',
		'tvra13',
		'praça 9',
		'silva souza',
		'a_b',
		'%',
		'2026',
		'21/11/2026',
		'10/2026 a 11/2026',
		'52998224725',
		'Ana 13',
		'xyz',
		'ana.13',
		'1302',
		'24000131',
		'e',
		'onu'
	];
	for (const text of texts)
		for (const field of ['any', ...rowFields] as const)
			for (const condition of searchConditions) {
				const args = searchArgs.parse({ text, field, condition, limit: 200 });
				const found = (await place.ask(customerSearch, args)).map((row) => row.id).sort();
				const plan = planSearch(text, field, condition);
				const expected = new Set<string>();
				for (const [table, list] of rows)
					for (const row of list)
						if (rowMatches(table, row, plan)) {
							const owner = table === 'customer' ? row.id : row.customer_id;
							if (typeof owner === 'string') expected.add(owner);
						}
				expect(found, `${field} ${condition} "${text}"`).toEqual([...expected].sort());
				const counts = await place.ask(customerCounts, args);
				expect(counts.total, `count ${field} ${condition} "${text}"`).toBe(expected.size);
			}
}, 300_000);

test('a write that cannot touch the result wakes nothing', async () => {
	const index = new DependencyIndex<string>();
	const watch = async (owner: string, text: string, more: Args = {}) => {
		const args = searchArgs.parse({ text, ...more });
		index.set(owner, customerSearch.dependsOn(args, await place.ask(customerSearch, args)));
	};
	await watch('mac', '02-CC', { field: 'deletedIpMac' });
	await watch('ticket', '202600013', { field: 'ticket', status: 'active' });
	await watch('any', 'marcia lima');
	const wakes = (table: string, before: Record<string, unknown> | null, after: Record<string, unknown> | null, row = 'x') =>
		[...index.find([{ table, id: row, before, after }])].sort();
	const mac = { mac: '02cccccccccc', deleted_at: null, customer_id: 'c' };
	expect(wakes('ip_assignment', mac, { ...mac, ip: '10.0.0.1' })).toEqual([]);
	expect(wakes('ip_assignment', mac, { ...mac, deleted_at: '2026-11-22' })).toEqual(['mac']);
	expect(wakes('customer', { name: 'Zeca', code: 1 }, { name: 'Zeca', code: 1, phone: '1' })).toEqual([]);
	// Whoever was found by a ticket but is inactive comes into the list by becoming active.
	const inactive = customerIds.get(130)!.id;
	expect(wakes('customer', { name: 'P' }, { name: 'P', status: 'active' }, inactive)).toEqual(['ticket']);
	expect(wakes('contact', null, { name: 'Márcia Lima Prado' })).toEqual(['any']);
	expect(wakes('contact', null, { name: 'Márcia' })).toEqual([]);
	expect(wakes('invoice', null, { boleto_number: '24000000999', customer_id: 'c' })).toEqual([]);
});
