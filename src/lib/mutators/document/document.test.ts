import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentList } from '#lib/queries/document/list.ts';
import { mutators } from '../index.ts';
import { customerCreate } from '../customer/create.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { documentCreate } from './create.ts';
import { documentRemove } from './remove.ts';
import { documentUpdate } from './update.ts';

const sha256 = 'a'.repeat(64);
const uuid = (n: number) => `00000000-0000-7000-8000-0000000d000${n}`;

describe.each(['replica', 'centre'] as const)('documents in the %s', (kind) => {
	let place: Place;
	let customerId: string;
	const id = uuid(1);
	beforeAll(async () => {
		place = await openPlace(kind);
		const made = await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 });
		customerId = (made as { value: { id: string } }).value.id;
		await place.sql(
			`insert into document (id, branch_id, customer_id, description, file_name, media_type, bytes, sha256, created_at, created_by, updated_at)
			 values ($1, $2, $3, 'Contrato', 'contrato.pdf', 'application/pdf', 10, $4, '2026-11-20T10:00:00Z', $5, '2026-11-20T10:00:00Z')`,
			[id, branches.north, customerId, sha256, people.ana.userId]
		);
	});
	afterAll(() => place.close());
	const row = async () => (await place.ask(documentList, { customerId })).find((one) => one.id === id);

	test('(!) (177) description and remark can be changed, and nothing else of a document', async () => {
		const before = await row();
		expect(await place.mutate(documentUpdate, { id, description: ' Contrato assinado ' })).toMatchObject({ ok: true });
		expect(await place.mutate(documentUpdate, { id, remark: 'Falta a folha 2' }, people.bia)).toMatchObject({ ok: true });
		expect(await row()).toEqual({ ...before, description: 'Contrato assinado', remark: 'Falta a folha 2' });
		for (const other of ['fileName', 'mediaType', 'bytes', 'sha256', 'createdAt', 'createdBy', 'customerId', 'branchId', 'deletedAt'])
			expect(documentUpdate.args.safeParse({ id, description: 'x', [other]: 'x' }).success, other).toBe(false);
		expect(await place.mutate(documentUpdate, { id, description: ' ' })).toMatchObject({ code: 'field_required', field: 'description' });
		expect(await place.mutate(documentUpdate, { id, remark: null })).toMatchObject({ ok: true });
		expect(await row()).toMatchObject({ description: 'Contrato assinado', remark: null });
	});

	test('a deleted one is kept with who and when, and can no longer be changed', async () => {
		expect(await place.mutate(documentRemove, { id }, people.tito)).toMatchObject({ code: 'permission_denied' });
		expect(await place.mutate(documentRemove, { id }, people.bia)).toMatchObject({ ok: true });
		expect(await row()).toMatchObject({ removerName: 'Bia', deletedAt: expect.stringMatching(/^2026-11-21T14:00:00/) });
		expect(await place.mutate(documentUpdate, { id, description: 'x' })).toMatchObject({ code: 'not_found' });
		expect(await place.mutate(documentRemove, { id }, people.bia)).toMatchObject({ code: 'not_found' });
	});

	test('only the end of an upload makes one, under the rights of the person', async () => {
		expect(mutators.has('document.create')).toBe(false);
		const args = { id: uuid(2), customerId, description: 'RG', remark: null, fileName: 'rg.png', mediaType: 'image/png', bytes: 3, sha256 };
		if (kind === 'replica') {
			await expect(place.mutate(documentCreate, args)).rejects.toThrow('at the centre only');
			return;
		}
		expect(await place.mutate(documentCreate, args, people.sul)).toMatchObject({ code: 'not_found' });
		expect(await place.mutate(documentCreate, { ...args, description: ' ' })).toMatchObject({ code: 'field_required' });
		expect(await place.mutate(documentCreate, args, people.tito)).toEqual({ ok: true, value: { id: uuid(2) } });
		expect((await place.ask(documentList, { customerId })).map((one) => one.id)).toContain(uuid(2));
	});
});
