import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageTemplateGet } from '#lib/queries/message-template/get.ts';
import { messageTemplateList } from '#lib/queries/message-template/list.ts';
import { openPlace, people, type Place } from '../testing/place.ts';
import { messageTemplateSave } from './save.ts';

describe.each(['replica', 'centre'] as const)('message templates in the %s', (kind) => {
	let place: Place;
	beforeAll(async () => {
		place = await openPlace(kind);
	});
	afterAll(() => place.close());

	test('managers make, rename and retire them; the channel stays', async () => {
		const args = { id: null, name: ' Boas-vindas ', active: true, channel: 'email' as const };
		expect(await place.mutate(messageTemplateSave, args, people.ana)).toMatchObject({ code: 'permission_denied' });
		expect(await place.mutate(messageTemplateSave, { ...args, name: ' ' }, people.mara)).toMatchObject({
			code: 'field_required',
			field: 'name'
		});
		const made = await place.mutate(messageTemplateSave, args, people.mara);
		expect(made).toMatchObject({ ok: true });
		const { id } = (made as unknown as { value: { id: string } }).value;
		await place.sql('update message_template set body = $1 where id = $2', [`Olá,\n\n${'x'.repeat(200)}`, id]);
		expect(await place.mutate(messageTemplateSave, { ...args, id, channel: 'sms' }, people.mara)).toMatchObject({
			code: 'value_invalid',
			field: 'channel'
		});
		expect(await place.mutate(messageTemplateSave, { ...args, id, name: 'Bem-vindo', active: false }, people.mara)).toMatchObject({
			ok: true
		});
		// A new name leaves the text alone, and everybody may read both.
		expect(await place.ask(messageTemplateList, {}, people.tito)).toEqual([
			{ id, name: 'Bem-vindo', active: false, channel: 'email', beginning: `Olá, ${'x'.repeat(155)}` }
		]);
		expect(await place.ask(messageTemplateGet, { id })).toEqual({ id, name: 'Bem-vindo', active: false, channel: 'email' });
		expect(await place.ask(messageTemplateGet, { id: people.ana.userId })).toBeNull();
	});
});
