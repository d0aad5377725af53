import { afterAll, beforeAll, expect, test } from 'vitest';
import { customerCreate } from '../customer/create.ts';
import { company, person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { accessNote } from './note.ts';

let centre: Place;
let replica: Place;
beforeAll(async () => {
	[centre, replica] = await Promise.all([openPlace('centre'), openPlace('replica')]);
});
afterAll(() => Promise.all([centre.close(), replica.close()]));

const at = '2026-11-21T13:00:00.000Z';

test('a replica has no log and nothing to write; the centre writes who, whose, how and from where', async () => {
	const made = await centre.mutate(customerCreate, person(1), people.ana, { customerCode: 1 });
	const customerId = (made as { value: { id: string } }).value.id;
	const args = { customerId, via: 'search' as const, at };
	expect(await replica.mutate(accessNote, args)).toEqual({ ok: true });
	expect(await centre.mutate(accessNote, args, people.tito)).toEqual({ ok: true });
	expect(await centre.mutate(accessNote, { ...args, via: 'link', at: '2026-11-21T13:10:00.000Z' }, people.tito)).toEqual({ ok: true });
	// Of the person's old branch by the time it arrives: it was looked at all the same.
	expect(await centre.mutate(accessNote, { ...args, via: 'print' }, people.sul)).toEqual({ ok: true });
	expect(await centre.sql('select user_id, customer_id, branch_id, via, ip from access_log order by via desc')).toEqual([
		{ user_id: people.tito.userId, customer_id: customerId, branch_id: branches.north, via: 'search', ip: '10.0.0.3' },
		{ user_id: people.sul.userId, customer_id: customerId, branch_id: branches.north, via: 'print', ip: '10.0.0.6' }
	]);
});

test('times are bounded by the centre: no clock makes a line of tomorrow or of last year', async () => {
	const made = await centre.mutate(customerCreate, company(2), people.ana, { customerCode: 2 });
	const customerId = (made as { value: { id: string } }).value.id;
	await centre.mutate(accessNote, { customerId, via: 'search', at: '2199-01-01T00:00:00Z' }, people.ana);
	await centre.mutate(accessNote, { customerId, via: 'search', at: '1999-01-01T00:00:00Z' }, people.bia);
	expect(
		await centre.sql(
			`select bool_and(at <= recorded_at) as past, bool_and(at >= recorded_at - interval '91 days') as recent from access_log where customer_id = $1`,
			[customerId]
		)
	).toEqual([{ past: true, recent: true }]);
});

test('exports and first loads are for the centre to tell, and no computer', () => {
	for (const via of ['export', 'replica', 'x'])
		expect(accessNote.args.safeParse({ customerId: branches.north, via, at }).success).toBe(false);
});
