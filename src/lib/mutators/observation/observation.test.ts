import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observationList } from '#lib/queries/observation/list.ts';
import { observationMustRead } from '#lib/queries/observation/must-read.ts';
import { customerCreate } from '../customer/create.ts';
import { readingCreate } from '../reading/create.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, typeId, type Place } from '../testing/place.ts';
import { observationCreate } from './create.ts';
import { observationUpdate } from './update.ts';

describe.each(['replica', 'centre'] as const)('observations in the %s', (kind) => {
	let place: Place;
	let customerId: string;
	beforeAll(async () => {
		place = await openPlace(kind);
		const made = await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 });
		customerId = (made as { value: { id: string } }).value.id;
	});
	afterAll(() => place.close());
	const write = async (text: string, mustRead: boolean, actor = people.ana) => {
		const outcome = await place.mutate(observationCreate, { customerId, observationTypeId: typeId, text, mustRead }, actor);
		return (outcome as { value: { id: string } }).value.id;
	};
	const mustRead = async () => (await place.ask(observationMustRead, { customerId })).map((one) => one.id);

	test('(139) (140) (149) only "Sim" must be read, and setting it to "Não" ends it', async () => {
		const yes = await write('Cobrar o boleto de outubro\nCombinou pagar dia 5', true);
		await write('Prefere contato à tarde', false);
		expect(await place.ask(observationMustRead, { customerId })).toMatchObject([
			{ id: yes, typeName: 'Geral', authorName: 'Ana', version: 1, createdAt: expect.stringMatching(/^2026-11-21T14:00:00/) }
		]);
		// Reading it is no reason to stop: the window opens at every opening (design §9.2).
		expect(await place.mutate(readingCreate, { observationId: yes, version: 1 }, people.tito)).toMatchObject({ ok: true });
		expect(await mustRead()).toEqual([yes]);
		expect(await place.mutate(observationUpdate, { id: yes, mustRead: false }, people.bia)).toEqual({ ok: true, value: { version: 1 } });
		expect(await mustRead()).toEqual([]);
		expect(await place.mutate(observationUpdate, { id: yes, mustRead: true }, people.bia)).toMatchObject({ ok: true });
		expect(await mustRead()).toEqual([yes]);
		await place.mutate(observationUpdate, { id: yes, mustRead: false }, people.bia);
	});

	test('the version rises with the wording only, and a reading says which wording it was', async () => {
		const id = await write('Primeira', false);
		expect(await place.mutate(observationUpdate, { id, text: 'Segunda' })).toEqual({ ok: true, value: { version: 2 } });
		expect(await place.mutate(observationUpdate, { id, text: 'Segunda', mustRead: true })).toEqual({ ok: true, value: { version: 2 } });
		expect(await place.mutate(readingCreate, { observationId: id, version: 3 })).toMatchObject({ ok: false, code: 'version_unknown' });
		await place.mutate(readingCreate, { observationId: id, version: 1 }, people.tito);
		await place.mutate(readingCreate, { observationId: id, version: 2 }, people.bia);
		const found = (await place.ask(observationList, { customerId })).find((row) => row.id === id);
		expect(found?.readings.map((one) => [one.userName, one.version])).toEqual(
			expect.arrayContaining([
				['Tito', 1],
				['Bia', 2]
			])
		);
	});

	test('text and type are mandatory; a type that may not be chosen is refused', async () => {
		const args = { customerId, observationTypeId: typeId, text: '  \n ', mustRead: true };
		expect(await place.mutate(observationCreate, args)).toMatchObject({ ok: false, code: 'field_required', field: 'text' });
		expect(await place.mutate(observationCreate, { ...args, text: 'x', observationTypeId: branches.north })).toMatchObject({
			ok: false,
			code: 'value_invalid',
			field: 'observationTypeId'
		});
		expect(await place.mutate(observationCreate, { ...args, text: 'x', customerId: branches.north })).toMatchObject({
			ok: false,
			code: 'not_found'
		});
	});
});
