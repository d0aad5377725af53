import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { billingMethodList, collectionAccountList, servicePlanList } from '#lib/queries/list/lists.ts';
import { collectionAccountSave } from '../collection-account/save.ts';
import { serviceGroupSave } from '../list/lists.ts';
import { servicePlanSave } from '../service-plan/save.ts';
import { openPlace, people, type Place } from '../testing/place.ts';
import { billingMethodSave } from './save.ts';

let centre: Place;
let replica: Place;
beforeAll(async () => {
	[centre, replica] = await Promise.all([openPlace('centre'), openPlace('replica')]);
});
afterAll(() => Promise.all([centre.close(), replica.close()]));

const nothing = {
	bankBranch: null,
	bankBranchDigit: null,
	accountNumber: null,
	accountDigit: null,
	portfolio: null,
	beneficiaryCode: null,
	station: null,
	originByte: null,
	modality: null
};
/** Itaú 0057 / 12345-7, carteira 109. */
const itau = {
	...nothing,
	id: null,
	name: 'Itaú 109',
	active: true,
	bank: '341' as const,
	bankBranch: '57',
	accountNumber: '12.345',
	accountDigit: '7',
	portfolio: '109',
	longNumbers: false,
	beneficiaryName: ' Provedor  Exemplo Ltda ',
	beneficiaryTaxId: '11.222.333/0001-81',
	beneficiaryAddress: 'Rua Um, 1, Presidente Prudente SP',
	cnabLength: 400 as const,
	pixKey: 'Cobranca@Provedor.example'
};
const idOf = (outcome: unknown): string => {
	expect(outcome).toMatchObject({ ok: true });
	return (outcome as { value: { id: string } }).value.id;
};

describe.each(['centre', 'replica'] as const)('the %s', (kind) => {
	const place = (): Place => (kind === 'centre' ? centre : replica);

	test('an account has the codes that its bank asks for, bare; its bank is chosen once', async () => {
		const save = (more: object, actor = people.mara) => place().mutate(collectionAccountSave, { ...itau, ...more } as never, actor);
		expect(await save({}, people.ana)).toMatchObject({ code: 'permission_denied' });
		expect(await save({ portfolio: null })).toMatchObject({ code: 'field_required', field: 'portfolio' });
		expect(await save({ accountDigit: '8' })).toMatchObject({ code: 'value_invalid', field: 'accountDigit' });
		expect(await save({ accountNumber: '1234567' })).toMatchObject({ code: 'digits_expected', field: 'accountNumber' });
		expect(await save({ portfolio: '112' })).toMatchObject({ code: 'portfolio_unsupported', field: 'portfolio' });
		expect(await save({ beneficiaryTaxId: '11.222.333/0001-82' })).toMatchObject({ code: 'tax_id_invalid', field: 'beneficiaryTaxId' });
		expect(await save({ pixKey: '18 99777-1234' })).toMatchObject({ code: 'pix_key_invalid', field: 'pixKey' });
		const id = idOf(await save({}));
		expect(await save({ id, bank: '237' })).toMatchObject({ code: 'value_invalid', field: 'bank' });
		expect(await place().ask(collectionAccountList, {})).toMatchObject([
			{
				id,
				accountNumber: '12345',
				beneficiaryName: 'Provedor Exemplo Ltda',
				beneficiaryTaxId: '11222333000181',
				pixKey: 'cobranca@provedor.example',
				cnabLength: 400,
				modality: null
			}
		]);
	});

	test('(271) (272) (273) (274) the rules of suspension are held in the billing method, with the limits of fine and interest', async () => {
		const account = idOf(await place().mutate(collectionAccountSave, { ...itau, name: 'Outra' }, people.mara));
		const save = (more: object, actor = people.mara) =>
			place().mutate(
				billingMethodSave,
				{ id: null, name: 'Boleto', active: true, kind: 'boleto', collectionAccountId: account, ...more } as never,
				actor
			);
		const rules = { suspendMinimumCents: 5000, suspendDaysOverdue: 10, suspendDaysBefore: 15, suspendFixedDay: 20, suspendsByItself: true };
		expect(await save(rules, people.ana)).toMatchObject({ code: 'permission_denied' });
		expect(await save({ fineBasisPoints: 201 })).toMatchObject({ code: 'fine_too_high', field: 'fineBasisPoints', detail: { limit: 2 } });
		expect(await save({ monthlyInterestBasisPoints: 101 })).toMatchObject({ code: 'interest_too_high' });
		expect(await save({ suspendDaysOverdue: 366 })).toMatchObject({ code: 'number_range', field: 'suspendDaysOverdue' });
		expect(await save({ suspendFixedDay: 32 })).toMatchObject({ code: 'number_range', field: 'suspendFixedDay' });
		expect(await save({ suspendMinimumCents: -1 })).toMatchObject({ code: 'amount_invalid', field: 'suspendMinimumCents' });
		expect(await save({ collectionAccountId: '01890000-0000-7000-8000-000000000000' })).toMatchObject({ field: 'collectionAccountId' });
		const id = idOf(await save({ ...rules, instructions: 'Não receber após 60 dias ' }));
		const list = async () => (await place().ask(billingMethodList, {})).find((one) => one.id === id);
		expect(await list()).toMatchObject({ ...rules, collectionAccountId: account, instructions: 'Não receber após 60 dias' });
		// An office of an older build sends only what it knows: the rules stay.
		idOf(await place().mutate(billingMethodSave, { id, name: 'Boleto Itaú', active: true, kind: 'boleto' } as never, people.mara));
		expect(await list()).toMatchObject({ ...rules, name: 'Boleto Itaú', collectionAccountId: account });
		expect(await save({ id, kind: 'card' })).toMatchObject({ code: 'value_invalid', field: 'kind' });
	});

	test('the catalogue: plans in groups, with a price in cents', async () => {
		const group = idOf(await place().mutate(serviceGroupSave, { id: null, name: 'Internet', active: true }, people.mara));
		const plan = {
			id: null,
			name: 'Fibra 500',
			active: true,
			serviceGroupId: group,
			downloadKbps: 500_000,
			uploadKbps: 250_000,
			priceCents: 9990
		};
		const save = (more: object, actor = people.mara) => place().mutate(servicePlanSave, { ...plan, ...more } as never, actor);
		expect(await save({}, people.ana)).toMatchObject({ code: 'permission_denied' });
		expect(await save({ priceCents: 99.9 })).toMatchObject({ code: 'amount_invalid', field: 'priceCents' });
		expect(await save({ uploadKbps: -1 })).toMatchObject({ code: 'number_range', field: 'uploadKbps' });
		const id = idOf(await save({}));
		expect(await place().ask(servicePlanList, {})).toMatchObject([{ id, groupName: 'Internet', priceCents: 9990 }]);
		await place().mutate(serviceGroupSave, { id: group, name: 'Internet', active: false }, people.mara);
		expect(await save({})).toMatchObject({ code: 'value_invalid', field: 'serviceGroupId' });
		expect(await save({ id, priceCents: 10_990 })).toMatchObject({ ok: true });
	});
});
