import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '#lib/sync/model.ts';
import { customerGet } from '#lib/queries/customer/get.ts';
import { noticeUnseen } from '#lib/queries/notice/unseen.ts';
import { noticeSeen } from '../notice/seen.ts';
import { observationCreate } from '../observation/create.ts';
import { company, person } from '../testing/customers.ts';
import { branches, openPlace, people, typeId, type Place } from '../testing/place.ts';
import { customerCreate } from './create.ts';
import { centralChildTables, childTables } from './move-children.ts';
import { customerUpdate } from './update.ts';

let centre: Place;
let replica: Place;
let code = 1;
beforeAll(async () => {
	[centre, replica] = await Promise.all([openPlace('centre'), openPlace('replica')]);
});
afterAll(async () => {
	await Promise.all([centre.close(), replica.close()]);
});

const idOf = (outcome: Outcome<unknown>): string => {
	expect(outcome).toMatchObject({ ok: true });
	return (outcome as { value: { id: string } }).value.id;
};
const create = async (place: Place, args: ReturnType<typeof person>, actor = people.ana) =>
	await place.mutate(customerCreate, args, actor, { customerCode: code++ });

describe.each(['replica', 'centre'] as const)('new customer in the %s', (kind) => {
	const place = () => (kind === 'replica' ? replica : centre);

	test('(67) (68) (76) (77) a natural person has a name and a CPF, and neither Nome Fantasia nor I.Est.', async () => {
		const id = idOf(await create(place(), person(1, { name: '  João   da Silva ' })));
		const record = await place().ask(customerGet, { id });
		expect(record?.customer).toMatchObject({
			name: 'João da Silva',
			tradeName: null,
			stateRegistration: null,
			registeredOn: '2026-11-21',
			status: 'active'
		});
		expect(await create(place(), person(2, { tradeName: 'Loja' }))).toMatchObject({
			ok: false,
			code: 'trade_name_not_for_person',
			field: 'tradeName'
		});
		expect(await create(place(), person(2, { stateRegistration: '110042490114' }))).toMatchObject({
			ok: false,
			code: 'state_registration_not_for_person'
		});
		expect(await create(place(), person(2, { taxId: '11222333000181' }))).toMatchObject({
			ok: false,
			code: 'cpf_expected',
			field: 'taxId'
		});
	});

	test('(67) (68) (76) (77) a legal person has a Razão Social, a CNPJ, a Nome Fantasia and an I.Est.', async () => {
		const id = idOf(await create(place(), company(3, { taxId: '12.ABC.345/01DE-35' })));
		const record = await place().ask(customerGet, { id });
		expect(record?.customer).toMatchObject({
			name: 'Empresa 3 Ltda',
			tradeName: 'Loja 3',
			taxId: '12ABC34501DE35',
			stateRegistration: '110042490114'
		});
		expect(await create(place(), company(4, { taxId: '52998224725' }))).toMatchObject({ ok: false, code: 'cnpj_expected', field: 'taxId' });
	});

	test('what is pasted is stored bare; a number without area code gets that of the branch', async () => {
		const id = idOf(
			await create(
				place(),
				person(5, { phone: '3251-8899', mobile: '+55 (19) 98123-4567', postalCode: '13010-001', email: ' Ana@Example.COM ' })
			)
		);
		const record = await place().ask(customerGet, { id });
		expect(record?.customer).toMatchObject({
			phone: '1932518899',
			mobile: '19981234567',
			postalCode: '13010001',
			email: 'ana@example.com'
		});
	});

	test('a technician, a foreign branch and an empty block of numbers are refused', async () => {
		expect(await create(place(), person(6), people.tito)).toMatchObject({ ok: false, code: 'permission_denied' });
		expect(await create(place(), person(6), people.sul)).toMatchObject({ ok: false, code: 'value_invalid', field: 'branchId' });
		expect(await place().mutate(customerCreate, person(6))).toMatchObject({ ok: false, code: 'numbers_exhausted' });
	});
});

describe('changing a customer', () => {
	test('different fields of two people both survive, and nobody is told anything', async () => {
		const id = idOf(await create(centre, person(10)));
		await centre.mutate(customerUpdate, { id, changes: { district: { from: 'Centro', to: 'Cambuí' } } }, people.ana);
		await centre.mutate(customerUpdate, { id, changes: { reference: { from: null, to: 'Ao lado da padaria' } } }, people.bia);
		expect((await centre.ask(customerGet, { id }))?.customer).toMatchObject({ district: 'Cambuí', reference: 'Ao lado da padaria' });
		expect((await centre.ask(noticeUnseen, {}, people.ana)).notices).toEqual([]);
	});

	test('of the same field the last writer wins and the first writer is told, once', async () => {
		const id = idOf(await create(centre, person(11)));
		await centre.mutate(customerUpdate, { id, changes: { district: { from: 'Centro', to: 'Cambuí' } } }, people.ana);
		const late = await centre.mutate(customerUpdate, { id, changes: { district: { from: 'Centro', to: 'Taquaral' } } }, people.bia);
		expect(late).toEqual({ ok: true, value: { changed: ['district'] } });
		expect((await centre.ask(customerGet, { id }))?.customer.district).toBe('Taquaral');
		const told = (await centre.ask(noticeUnseen, { customerId: id }, people.ana)).notices;
		expect(told).toMatchObject([
			{ field: 'district', lostValue: 'Cambuí', newValue: 'Taquaral', byUserName: 'Bia', customerName: 'Cliente 11' }
		]);
		expect((await centre.ask(noticeUnseen, {}, people.bia)).notices).toEqual([]);

		const notice = told[0]!.id;
		expect(await centre.mutate(noticeSeen, { id: notice }, people.bia)).toMatchObject({ ok: false, code: 'not_found' });
		expect(await centre.mutate(noticeSeen, { id: notice }, people.ana)).toEqual({ ok: true });
		expect((await centre.ask(noticeUnseen, {}, people.ana)).notices).toEqual([]);
	});

	test('writing the same value twice, or over oneself, tells nobody', async () => {
		const id = idOf(await create(centre, person(12)));
		await centre.mutate(customerUpdate, { id, changes: { district: { from: 'Centro', to: 'Cambuí' } } }, people.ana);
		expect(await centre.mutate(customerUpdate, { id, changes: { district: { from: 'Centro', to: 'Cambuí' } } }, people.bia)).toEqual({
			ok: true,
			value: { changed: [] }
		});
		await centre.mutate(customerUpdate, { id, changes: { district: { from: 'Centro', to: 'Bosque' } } }, people.ana);
		expect((await centre.ask(noticeUnseen, {}, people.ana)).notices.filter((notice) => notice.customerId === id)).toEqual([]);
	});

	test('only what is touched is judged: an old bad value does not block another field', async () => {
		const id = idOf(await create(centre, person(13)));
		await centre.sql(`update customer set postal_code = '999' where id = $1`, [id]);
		expect(await centre.mutate(customerUpdate, { id, changes: { district: { from: 'Centro', to: 'Cambuí' } } })).toMatchObject({
			ok: true
		});
		expect(await centre.mutate(customerUpdate, { id, changes: { postalCode: { from: '999', to: '99' } } })).toMatchObject({
			ok: false,
			code: 'postal_code_invalid',
			field: 'postalCode'
		});
	});

	test('(68) (77) becoming a natural person takes Nome Fantasia and I.Est. away, and asks for a CPF', async () => {
		const id = idOf(await create(centre, company(14)));
		const kind = { from: 'legal', to: 'natural' };
		expect(await centre.mutate(customerUpdate, { id, changes: { personKind: kind } })).toMatchObject({
			ok: false,
			code: 'trade_name_not_for_person'
		});
		const whole = {
			personKind: kind,
			tradeName: { from: 'Loja 14', to: null },
			stateRegistration: { from: '110042490114', to: null },
			taxId: { from: '11222333000181', to: '52998224725' }
		};
		expect(await centre.mutate(customerUpdate, { id, changes: whole })).toMatchObject({ ok: true });
	});

	test('a customer of another branch does not exist for a stranger, and a stranger cannot pull it over', async () => {
		const id = idOf(await create(centre, person(15)));
		expect(await centre.ask(customerGet, { id }, people.sul)).toBeNull();
		expect(
			await centre.mutate(customerUpdate, { id, changes: { branchId: { from: branches.north, to: branches.south } } }, people.sul)
		).toMatchObject({ ok: false, code: 'not_found' });
		const own = idOf(await create(centre, person(16, { branchId: branches.south }), people.sul));
		expect(
			await centre.mutate(customerUpdate, { id: own, changes: { branchId: { from: branches.south, to: branches.north } } }, people.sul)
		).toMatchObject({ ok: false, code: 'value_invalid' });
	});

	test.each(['replica', 'centre'] as const)('moving to another branch takes everything of the customer along in the %s', async (kind) => {
		const place = kind === 'replica' ? replica : centre;
		const id = idOf(await create(place, person(17)));
		idOf(await place.mutate(observationCreate, { customerId: id, observationTypeId: typeId, text: 'x', mustRead: true }));
		expect(await place.mutate(customerUpdate, { id, changes: { branchId: { from: branches.north, to: branches.south } } })).toMatchObject({
			ok: true
		});
		expect(await place.sql('select branch_id from observation where customer_id = $1', [id])).toEqual([{ branch_id: branches.south }]);
		if (kind === 'centre') expect(await place.ask(customerGet, { id }, people.sul)).toMatchObject({ branchName: 'Sul', mustReadCount: 1 });
	});

	test('the list of children in the replica is the list of foreign keys at the centre', async () => {
		const followers = await centre.sql<{ name: string }>(
			`select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confupdtype = 'c' order by 1`
		);
		const { getTableName } = await import('drizzle-orm');
		expect([...childTables, ...centralChildTables].map((table) => getTableName(table)).sort()).toEqual(followers.map((row) => row.name));
	});

	test('(85)–(92) Outras Opções are fields like all others: patched one by one, told when overwritten', async () => {
		const id = idOf(await create(centre, person(60, { autoSuspend: 'não' })));
		expect((await centre.ask(customerGet, { id }))?.customer).toMatchObject({ autoSuspend: false, allowDiscounts: true, fiscalCode: null });
		const set = (changes: object, actor = people.ana) => centre.mutate(customerUpdate, { id, changes } as never, actor);
		await set({ allowDiscounts: { from: 'true', to: 'false' } });
		await set({ fiscalCode: { from: null, to: '5.307' } }, people.bia);
		expect((await centre.ask(customerGet, { id }))?.customer).toMatchObject({
			autoSuspend: false,
			allowDiscounts: false,
			fiscalCode: '5307'
		});
		expect(await set({ allowDiscounts: { from: 'false', to: 'false' } })).toEqual({ ok: true, value: { changed: [] } });
		await set({ allowDiscounts: { from: 'true', to: 'true' } }, people.bia);
		expect(await centre.sql(`select field, lost_value, new_value from overwrite_notice where customer_id = $1`, [id])).toEqual([
			{ field: 'allowDiscounts', lost_value: 'false', new_value: 'true' }
		]);
		expect(await set({ autoSuspend: { from: 'false', to: null } })).toMatchObject({ code: 'field_required', field: 'autoSuspend' });
	});

	test('an argument that names no field is no argument', () => {
		expect(customerUpdate.args.safeParse({ id: branches.north, changes: { code: { from: '1', to: '2' } } }).success).toBe(false);
	});
});
