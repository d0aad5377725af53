import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactList } from '#lib/queries/contact/list.ts';
import { extraFieldValues } from '#lib/queries/extra-field/values.ts';
import { customerCreate } from '../customer/create.ts';
import { extraFieldValueSave } from '../extra-field-value/save.ts';
import { contactTypeSave, extraFieldSave } from '../list/lists.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { contactCreate } from './create.ts';
import { contactRemove } from './remove.ts';
import { contactUpdate } from './update.ts';

describe.each(['replica', 'centre'] as const)('contacts in the %s', (kind) => {
	let place: Place;
	let customerId: string;
	let typeId: string;
	const idOf = (outcome: unknown) => (outcome as { value: { id: string } }).value.id;
	beforeAll(async () => {
		place = await openPlace(kind);
		customerId = idOf(await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 }));
		typeId = idOf(await place.mutate(contactTypeSave, { id: null, name: 'Financeiro', active: true }, people.mara));
	});
	afterAll(() => place.close());
	const list = () => place.ask(contactList, { customerId });

	test('(116) (117) (118) a contact is made with its fields in stored form, and changed field by field', async () => {
		const id = idOf(
			await place.mutate(contactCreate, {
				customerId,
				contactTypeId: typeId,
				name: '  Lia   Prado ',
				jobTitle: 'Gerente',
				phone: '3251-0001',
				mobile: '(19) 98100-0001',
				smsConsent: true,
				birthOn: '05/01/1980',
				taxId: '529.982.247-25',
				remarks: 'a\r\nb'
			})
		);
		expect(await list()).toMatchObject([
			{
				id,
				name: 'Lia Prado',
				typeName: 'Financeiro',
				phone: '1932510001',
				mobile: '19981000001',
				smsConsent: true,
				birthOn: '1980-01-05',
				taxId: '52998224725',
				remarks: 'a\nb',
				updatedByName: 'Ana'
			}
		]);
		// Two people change different fields: both keep their change.
		expect(await place.mutate(contactUpdate, { id, changes: { jobTitle: 'Diretora' } }, people.bia)).toMatchObject({ ok: true });
		expect(await place.mutate(contactUpdate, { id, changes: { email: 'Lia@Exemplo.com' } })).toEqual({
			ok: true,
			value: { changed: ['email'] }
		});
		expect(await list()).toMatchObject([{ jobTitle: 'Diretora', email: 'lia@exemplo.com' }]);
		expect(await place.mutate(contactUpdate, { id, changes: { email: 'lia@exemplo.com' } })).toEqual({ ok: true, value: { changed: [] } });
	});

	test('(123) the consent to SMS needs a mobile, and goes with it', async () => {
		expect(await place.mutate(contactCreate, { customerId, name: 'Sem celular', smsConsent: true })).toMatchObject({
			ok: false,
			code: 'sms_consent_needs_mobile',
			field: 'smsConsent'
		});
		const [lia] = await list();
		expect(await place.mutate(contactUpdate, { id: lia!.id, changes: { mobile: null } })).toMatchObject({ ok: true });
		expect(await list()).toMatchObject([{ mobile: null, smsConsent: false }]);
		expect(await place.mutate(contactUpdate, { id: lia!.id, changes: { smsConsent: true } })).toMatchObject({
			ok: false,
			code: 'sms_consent_needs_mobile'
		});
		expect(await place.mutate(contactUpdate, { id: lia!.id, changes: { mobile: '19981000001', smsConsent: true } })).toMatchObject({
			ok: true
		});
	});

	test('refusals: who may not, what is not there, what may not be chosen, what is wrong', async () => {
		const [lia] = await list();
		expect(await place.mutate(contactCreate, { customerId, name: 'X' }, people.tito)).toMatchObject({ code: 'permission_denied' });
		expect(await place.mutate(contactCreate, { customerId: branches.north, name: 'X' })).toMatchObject({ code: 'not_found' });
		expect(await place.mutate(contactCreate, { customerId, name: ' ' })).toMatchObject({ code: 'field_required', field: 'name' });
		await place.mutate(contactTypeSave, { id: typeId, name: 'Financeiro', active: false }, people.mara);
		expect(await place.mutate(contactCreate, { customerId, name: 'X', contactTypeId: typeId })).toMatchObject({ field: 'contactTypeId' });
		// What has the retired type keeps it while something else is changed.
		expect(await place.mutate(contactUpdate, { id: lia!.id, changes: { contactTypeId: typeId, jobTitle: 'Sócia' } })).toMatchObject({
			ok: true
		});
		if (kind === 'centre')
			expect(await place.mutate(contactUpdate, { id: lia!.id, changes: { jobTitle: 'x' } }, people.sul)).toMatchObject({
				code: 'not_found'
			});
	});

	test('(127) (128) no argument takes the name of a parent', () => {
		for (const field of ['fatherName', 'motherName']) {
			expect(contactCreate.args.safeParse({ customerId, name: 'X', [field]: 'Y' }).success).toBe(false);
			expect(contactUpdate.args.safeParse({ id: customerId, changes: { [field]: 'Y' } }).success).toBe(false);
		}
	});

	test('(102) (132) a contact has extra fields of its own, which go with it', async () => {
		const [lia] = await list();
		const field = idOf(
			await place.mutate(
				extraFieldSave,
				{ id: null, name: 'Ramal', active: true, owner: 'contact', kind: 'number', choices: null, position: 1 },
				people.mara
			)
		);
		expect(await place.mutate(extraFieldValueSave, { customerId, contactId: lia!.id, extraFieldId: field, value: '1.204' })).toMatchObject({
			ok: true
		});
		expect(await place.ask(extraFieldValues, { customerId, contactId: lia!.id })).toMatchObject([{ name: 'Ramal', value: '1.204' }]);
		expect(await place.ask(extraFieldValues, { customerId, contactId: null })).toEqual([]);
		expect(await place.mutate(extraFieldValueSave, { customerId, contactId: null, extraFieldId: field, value: '1' })).toMatchObject({
			ok: false,
			field: 'extraFieldId'
		});
		expect(await place.mutate(contactRemove, { id: lia!.id })).toEqual({ ok: true });
		expect(await list()).toEqual([]);
		expect(await place.sql(`select 1 as one from extra_field_value`)).toEqual([]);
	});
});
