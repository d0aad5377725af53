import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { customerCreate } from '#lib/mutators/customer/create.ts';
import { customerUpdate } from '#lib/mutators/customer/update.ts';
import { person } from '#lib/mutators/testing/customers.ts';
import { openPlace, people, type Place } from '#lib/mutators/testing/place.ts';
import { customerGet, type CustomerRow } from '#lib/queries/customer/get.ts';
import type { Replica } from '#lib/replica/contract.ts';
import { SectionEdit } from './section-edit.svelte.ts';

let place: Place;
let id: string;
let record: CustomerRow;
let code = 1;

/** The record as the screen would have it after its live query answered again. */
async function look(): Promise<void> {
	record = (await place.ask(customerGet, { id }))!.customer;
}
const kept = new Map<string, string>();
beforeAll(async () => {
	place = await openPlace('centre');
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => kept.set(key, value),
		removeItem: (key: string) => kept.delete(key)
	});
});
afterAll(async () => {
	vi.unstubAllGlobals();
	await place.close();
});
beforeEach(async () => {
	kept.clear();
	const made = await place.mutate(customerCreate, person(code), people.ana, { customerCode: code++ });
	id = (made as { value: { id: string } }).value.id;
	await look();
});

const open = () =>
	new SectionEdit('address', {
		replica: { mutate: (_name: string, args: unknown) => place.mutate(customerUpdate, args as never, people.ana) } as unknown as Replica,
		record: () => record,
		today: () => '2026-11-21',
		areaCode: () => '19',
		draftKey: `ana.${id}`
	});
async function bia(changes: Record<string, { from: string | null; to: string | null }>): Promise<void> {
	await place.mutate(customerUpdate, { id, changes }, people.bia);
	await look();
}

test('only what really differs is saved: a mask is no difference', async () => {
	const edit = open();
	edit.begin();
	edit.typed.postalCode = '13.010-001';
	expect(edit.changed).toEqual([]);
	edit.typed.district = ' Cambuí ';
	expect(edit.changed).toEqual(['district']);
	expect(await edit.save()).toEqual({ kind: 'saved' });
	await look();
	expect(record.district).toBe('Cambuí');
	expect(edit.editing).toBe(false);
});

test('what somebody else saves moves untouched fields along and stands beside touched ones', async () => {
	const edit = open();
	edit.begin();
	edit.typed.district = 'Cambuí';
	await bia({ district: { from: 'Centro', to: 'Taquaral' }, reference: { from: null, to: 'Ao lado da padaria' } });
	edit.follow();
	expect(edit.typed.reference).toBe('Ao lado da padaria');
	expect(edit.typed.district).toBe('Cambuí');
	expect(edit.remote('district')).toBe('Taquaral');
	expect(edit.remote('reference')).toBeUndefined();
	expect(edit.changed).toEqual(['district']);
	edit.takeRemote('district');
	expect(edit.typed.district).toBe('Taquaral');
	expect(edit.changed).toEqual([]);
});

test('a draft outlives the tab, with what the fields held when typing began, and goes when it is saved', async () => {
	const before = open();
	before.begin();
	before.typed.district = 'Cambuí';
	before.keep();
	await bia({ district: { from: 'Centro', to: 'Taquaral' } });

	const after = open();
	expect(after.editing).toBe(true);
	expect(after.restoredAt).not.toBeNull();
	expect(after.typed.district).toBe('Cambuí');
	expect(after.remote('district')).toBe('Taquaral');
	expect(await after.save()).toEqual({ kind: 'saved' });
	expect(kept.size).toBe(0);
	// The other one is told: what was saved says what it replaced.
	expect(await place.sql('select lost_value, new_value from overwrite_notice where customer_id = $1', [id])).toEqual([
		{ lost_value: 'Taquaral', new_value: 'Cambuí' }
	]);
});

test('a draft that was saved meanwhile, in another window or just before the computer went off, is none any more', async () => {
	const first = open();
	first.begin();
	first.typed.district = 'Cambuí';
	first.keep();
	const second = open();
	expect(second.editing).toBe(true);
	const drafts = new Map(kept);
	expect(await first.save()).toEqual({ kind: 'saved' });
	await look();
	second.follow();
	expect(second.editing).toBe(false);

	for (const [key, value] of drafts) kept.set(key, value);
	expect(open().editing).toBe(false);
	expect(kept.size).toBe(0);
});

test('typing back what was there leaves no draft', async () => {
	const before = open();
	before.begin();
	before.typed.district = 'Cambuí';
	before.keep();
	before.typed.district = 'Centro';
	before.keep();
	expect(kept.size).toBe(0);
	expect(open().editing).toBe(false);
});

test('what is wrong is said at its field and nothing is lost', async () => {
	const edit = open();
	edit.begin();
	edit.typed.postalCode = '1';
	edit.typed.city = '';
	edit.keep();
	expect(await edit.save()).toEqual({ kind: 'errors' });
	expect(Object.keys(edit.errors).sort()).toEqual(['city', 'postalCode']);
	expect(edit.typed.postalCode).toBe('1');
	edit.clearError('city');
	expect(Object.keys(edit.errors)).toEqual(['postalCode']);
	expect(kept.size).toBe(1);
	edit.cancel();
	expect(kept.size).toBe(0);
});
