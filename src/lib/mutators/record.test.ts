import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressList } from '#lib/queries/address/list.ts';
import { extraFieldValues } from '#lib/queries/extra-field/values.ts';
import { favouriteList } from '#lib/queries/favourite/list.ts';
import { extraFieldList, senderAddressList } from '#lib/queries/list/lists.ts';
import { paymentMethodList } from '#lib/queries/payment-method/list.ts';
import { addressCreate } from './address/create.ts';
import { addressRemove } from './address/remove.ts';
import { addressUpdate } from './address/update.ts';
import { customerCreate } from './customer/create.ts';
import { extraFieldValueSave } from './extra-field-value/save.ts';
import { favouriteToggle } from './favourite/toggle.ts';
import { billingMethodSave } from './billing-method/save.ts';
import { addressTypeSave, extraFieldSave, senderAddressSave } from './list/lists.ts';
import { paymentMethodCreate } from './payment-method/create.ts';
import { paymentMethodRemove } from './payment-method/remove.ts';
import { paymentMethodUpdate } from './payment-method/update.ts';
import { person } from './testing/customers.ts';
import { openPlace, people, type Place } from './testing/place.ts';

describe.each(['replica', 'centre'] as const)('the rest of the record in the %s', (kind) => {
	let place: Place;
	let customerId: string;
	const idOf = (outcome: unknown): string => {
		expect(outcome).toMatchObject({ ok: true });
		return (outcome as { value: { id: string } }).value.id;
	};
	beforeAll(async () => {
		place = await openPlace(kind);
		customerId = idOf(await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 }));
	});
	afterAll(() => place.close());

	test('(103) (104) (115) addresses are made, changed field by field and removed', async () => {
		const type = idOf(await place.mutate(addressTypeSave, { id: null, name: 'Entrega', active: true }, people.mara));
		const args = { customerId, addressTypeId: type, postalCode: '19800-001', street: 'Rua A', number: '12', city: 'Assis', state: 'sp' };
		const id = idOf(await place.mutate(addressCreate, args));
		expect(await place.mutate(addressCreate, { ...args, street: ' ' })).toMatchObject({ code: 'field_required', field: 'street' });
		expect(await place.mutate(addressCreate, args, people.tito)).toMatchObject({ code: 'permission_denied' });
		expect(await place.mutate(addressUpdate, { id, changes: { city: 'Cândido Mota' } })).toMatchObject({ ok: true });
		expect(await place.mutate(addressUpdate, { id, changes: { complement: 'fundos' } }, people.bia)).toMatchObject({ ok: true });
		expect(await place.ask(addressList, { customerId })).toMatchObject([
			{ id, typeName: 'Entrega', postalCode: '19800001', city: 'Cândido Mota', state: 'SP', complement: 'fundos' }
		]);
		await place.mutate(addressRemove, { id });
		expect(await place.ask(addressList, { customerId })).toEqual([]);
	});

	test('(97) (99) only the value of an extra field can be edited, by its kind', async () => {
		const save = (args: object) =>
			place.mutate(
				extraFieldSave,
				{ id: null, active: true, owner: 'customer', choices: null, position: 1, ...args } as never,
				people.mara
			);
		const choice = idOf(await save({ name: 'Como nos conheceu', kind: 'choice', choices: 'Rádio\n\nLoja' }));
		expect(await save({ name: 'Vazia', kind: 'choice', choices: '\n' })).toMatchObject({ code: 'field_required', field: 'choices' });
		expect(await save({ id: choice, name: 'Como nos conheceu', kind: 'text' })).toMatchObject({ code: 'value_invalid', field: 'kind' });
		const set = (value: string | null, actor = people.ana) =>
			place.mutate(extraFieldValueSave, { customerId, contactId: null, extraFieldId: choice, value }, actor);
		expect(await set('Jornal')).toMatchObject({ code: 'value_invalid', field: 'value' });
		expect(await set('Rádio', people.tito)).toMatchObject({ code: 'permission_denied' });
		const first = idOf(await set('Rádio'));
		expect(idOf(await set('Loja', people.bia))).toBe(first);
		expect(await place.ask(extraFieldValues, { customerId, contactId: null })).toMatchObject([
			{ name: 'Como nos conheceu', value: 'Loja' }
		]);
		// Its definition is changed by managers only, and a retired field keeps what it has.
		expect(extraFieldValueSave.args.safeParse({ customerId, contactId: null, extraFieldId: choice, value: 'x', name: 'y' }).success).toBe(
			false
		);
		await save({ id: choice, name: 'Origem', kind: 'choice', choices: 'Rádio\nLoja', active: false });
		expect(await place.ask(extraFieldValues, { customerId, contactId: null })).toMatchObject([
			{ name: 'Origem', active: false, value: 'Loja' }
		]);
		await set(null);
		expect(await place.ask(extraFieldValues, { customerId, contactId: null })).toEqual([]);
		expect(await place.ask(extraFieldList, {})).toMatchObject([{ choices: 'Rádio\nLoja' }]);
	});

	test('(152) (164) (169) payment data of a kind has the fields of that kind; a card is made elsewhere', async () => {
		const method = async (kindOf: 'boleto' | 'bank_debit' | 'card' | 'phone_bill') =>
			idOf(await place.mutate(billingMethodSave, { id: null, name: kindOf, active: true, kind: kindOf }, people.mara));
		const [boleto, bank, card, phone] = [
			await method('boleto'),
			await method('bank_debit'),
			await method('card'),
			await method('phone_bill')
		];
		const data = { bankBranch: '0123', accountNumber: '4567-8', accountKind: 'current' as const };
		const create = (args: object, actor = people.ana) => place.mutate(paymentMethodCreate, { customerId, ...args } as never, actor);
		expect(await create({ billingMethodId: boleto })).toMatchObject({ code: 'value_invalid', field: 'billingMethodId' });
		expect(await create({ billingMethodId: card })).toMatchObject({ code: 'card_needs_centre' });
		expect(await create({ billingMethodId: bank, ...data, phone: '1932510001' })).toMatchObject({ code: 'value_invalid', field: 'phone' });
		expect(await create({ billingMethodId: bank, ...data }, people.tito)).toMatchObject({ code: 'permission_denied' });
		const id = idOf(await create({ billingMethodId: bank, ...data, identifierCode: 'X9' }));
		idOf(await create({ billingMethodId: phone, phone: '3251-0001', phoneContract: '77' }));
		expect(await place.mutate(paymentMethodUpdate, { id, changes: { billingMethodId: phone } })).toMatchObject({
			field: 'billingMethodId'
		});
		expect(await place.mutate(paymentMethodUpdate, { id, changes: { accountNumber: null } })).toMatchObject({ field: 'accountNumber' });
		place.now = '2026-11-22T12:00:00.000Z';
		expect(await place.mutate(paymentMethodUpdate, { id, changes: { debitStatus: 'authorised' } })).toMatchObject({ ok: true });
		expect(await place.ask(paymentMethodList, { customerId })).toMatchObject([
			{ kind: 'bank_debit', debitStatus: 'authorised', identifierCode: 'X9', authorisedAt: expect.stringMatching(/^2026-11-22T12:00/) },
			{ kind: 'phone_bill', phone: '1932510001', debitStatus: 'pending', authorisedAt: null }
		]);
		await place.mutate(paymentMethodRemove, { id });
		expect(await place.ask(paymentMethodList, { customerId })).toHaveLength(1);
		if (kind === 'centre') expect(await place.ask(paymentMethodList, { customerId }, people.tito)).toEqual([]);
	});

	test('(179) (180) everybody has their own favourites, each once', async () => {
		for (const on of [true, true]) await place.mutate(favouriteToggle, { option: 'contacts', on });
		await place.mutate(favouriteToggle, { option: 'addresses', on: true }, people.bia);
		const of = async (person: { userId: string }) => (await place.ask(favouriteList, { userId: person.userId })).map((one) => one.option);
		expect(await of(people.ana)).toEqual(['contacts']);
		expect(await of(people.bia)).toEqual(['addresses']);
		await place.mutate(favouriteToggle, { option: 'contacts', on: false });
		expect(await of(people.ana)).toEqual([]);
	});

	test('(338) sender addresses: some are marked for SMS', async () => {
		const save = (args: object, actor = people.mara) =>
			place.mutate(
				senderAddressSave,
				{ id: null, name: 'Cobrança', active: true, email: 'C@exemplo.com', subject: 'Fatura', sms: true, ...args },
				actor
			);
		expect(await save({ email: 'x' })).toMatchObject({ code: 'email_invalid', field: 'email' });
		expect(await save({ subject: ' ' })).toMatchObject({ code: 'field_required', field: 'subject' });
		expect(await save({}, people.ana)).toMatchObject({ code: 'permission_denied' });
		idOf(await save({}));
		expect(await place.ask(senderAddressList, {})).toMatchObject([{ email: 'c@exemplo.com', sms: true }]);
	});
});
