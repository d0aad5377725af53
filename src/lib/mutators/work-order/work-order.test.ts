import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as domain from '#lib/domain/work-order/status.ts';
import { checkTransition } from '#lib/domain/transition.ts';
import { workOrderCounts } from '#lib/queries/work-order/counts.ts';
import { workOrderList } from '#lib/queries/work-order/list.ts';
import { workOrderStatuses } from '#lib/schema/ticket.ts';
import { customerCreate } from '../customer/create.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { ticketOpen } from '../ticket/open.ts';
import { workOrderCreate } from './create.ts';
import { workOrderSetStatus } from './set-status.ts';
import { workOrderUpdate } from './update.ts';

test('schema and domain name the same states', () => expect(domain.workOrderStatuses).toEqual(workOrderStatuses));

describe.each(['replica', 'centre'] as const)('service orders in the %s', (kind) => {
	let place: Place;
	let customerId: string;
	let otherId: string;
	let ticketId: string;
	let numbers = 1_000_000;
	const value = (outcome: unknown) => (outcome as { value: { id: string } }).value.id;

	beforeAll(async () => {
		place = await openPlace(kind);
		customerId = value(await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 }));
		otherId = value(await place.mutate(customerCreate, person(2), people.ana, { customerCode: 2 }));
		ticketId = value(
			await place.mutate(ticketOpen, { customerId, subject: 'Sem conexão' } as never, people.ana, { protocol: 20260000001 })
		);
		await place.sql(`insert into user_branch (id, user_id, branch_id) values ($1, $2, $3)`, [
			'00000000-0000-7000-8000-0000000000d1',
			people.tito.userId,
			branches.north
		]);
	});
	afterAll(() => place.close());

	const create = (more: object = {}, actor = people.ana) =>
		place.mutate(
			workOrderCreate,
			{ customerId, ticketId: null, subject: 'Troca de ONU', description: null, technicianId: null, scheduledAt: null, ...more },
			actor,
			{ workOrder: ++numbers }
		);
	const one = async (id: string) => (await place.ask(workOrderList, { id }))[0]!;

	test('(379) a service order has a number, belongs to a customer and may belong to a ticket', async () => {
		const outcome = await create({
			ticketId,
			technicianId: people.tito.userId,
			scheduledAt: '2026-11-22T14:00:00-03:00',
			description: 'Levar escada'
		});
		expect(outcome).toMatchObject({ ok: true, value: { number: numbers } });
		expect(await one(value(outcome))).toMatchObject({
			number: numbers,
			status: 'scheduled',
			subject: 'Troca de ONU',
			technicianName: 'Tito',
			customerName: 'Cliente 1',
			protocol: 20260000001
		});
		expect((await place.ask(workOrderList, { ticketId })).length).toBe(1);
	});

	test('what cannot be made: no subject, no number, a ticket of somebody else, a person who does not work there', async () => {
		expect(await create({ subject: ' ' })).toMatchObject({ ok: false, code: 'field_required', field: 'subject' });
		expect(await create({ customerId: otherId, ticketId })).toMatchObject({ ok: false, code: 'value_invalid', field: 'ticketId' });
		expect(await create({ technicianId: people.sul.userId })).toMatchObject({ ok: false, code: 'value_invalid', field: 'technicianId' });
		expect(await create({ customerId: branches.north })).toMatchObject({ ok: false, code: 'not_found' });
		const args = { customerId, ticketId: null, subject: 'x', description: null, technicianId: null, scheduledAt: null };
		expect(await place.mutate(workOrderCreate, args)).toMatchObject({ ok: false, code: 'numbers_exhausted' });
	});

	test('fields change one by one; a time makes it scheduled, and no time opens it again', async () => {
		const id = value(await create());
		expect((await one(id)).status).toBe('open');
		const update = (changes: object) => place.mutate(workOrderUpdate, { id, changes });
		expect(await update({ scheduledAt: { from: null, to: '2026-11-23T12:00:00Z' } })).toEqual({ ok: true });
		expect(await update({ subject: { from: 'Troca de ONU', to: 'Troca de roteador' } })).toEqual({ ok: true });
		expect(await one(id)).toMatchObject({ status: 'scheduled', subject: 'Troca de roteador' });
		await update({ scheduledAt: { from: '2026-11-23T12:00:00Z', to: null } });
		expect(await one(id)).toMatchObject({ status: 'open', scheduledAt: null });
		expect(await update({ technicianId: { from: null, to: people.sul.userId } })).toMatchObject({ ok: false, code: 'value_invalid' });
		expect(await update({ subject: { from: 'x', to: '' } })).toMatchObject({ ok: false, code: 'field_required' });
	});

	test('a technician finishes it with its outcome; reopening is the office’s', async () => {
		const id = value(await create({ technicianId: people.tito.userId }));
		const to = (status: string, text: string | null, actor = people.tito) =>
			place.mutate(workOrderSetStatus, { id, to: status, text } as never, actor);
		expect(await to('scheduled', null)).toMatchObject({ ok: false, code: 'field_required', field: 'scheduledAt' });
		expect(await to('in_progress', null)).toMatchObject({ ok: true });
		expect(await to('done', null)).toMatchObject({ ok: false, code: 'field_required', field: 'text' });
		expect(await to('done', 'ONU trocada, sinal -19 dBm')).toMatchObject({ ok: true });
		expect(await one(id)).toMatchObject({ status: 'done', outcome: 'ONU trocada, sinal -19 dBm' });
		expect(Date.parse((await one(id)).doneAt!)).toBe(Date.parse(place.now));
		expect(await to('in_progress', 'Caiu de novo')).toMatchObject({ ok: false, code: 'permission_denied' });
		expect(await to('in_progress', 'Caiu de novo', people.ana)).toMatchObject({ ok: true });
		expect(await one(id)).toMatchObject({ status: 'in_progress', doneAt: null });
	});

	test('every change of status that is not in the table is refused, and changes nothing', async () => {
		const id = value(await create());
		for (const from of workOrderStatuses)
			for (const to of workOrderStatuses) {
				if (from === to || !checkTransition(domain.workOrderTransitions, from, to, 'administrator', 'x')) continue;
				await place.sql(`update work_order set status = $2 where id = $1`, [id, from]);
				expect(await place.mutate(workOrderSetStatus, { id, to, text: 'porque sim' }, people.adm)).toMatchObject({
					ok: false,
					code: 'transition_refused'
				});
				expect((await one(id)).status).toBe(from);
			}
	});

	test('listed by technician, day, text and status, and counted', async () => {
		const id = value(
			await create({
				customerId: otherId,
				subject: 'Mudança de endereço',
				technicianId: people.tito.userId,
				scheduledAt: '2026-12-24T12:00:00Z'
			})
		);
		const list = async (filter: object) => (await place.ask(workOrderList, filter)).map((row) => row.id);
		const day = { scheduledFrom: '2026-12-24T03:00:00Z', scheduledBefore: '2026-12-25T03:00:00Z' };
		expect(await list({ ...day, technician: people.tito.userId })).toEqual([id]);
		expect(await list({ ...day, technician: 'nobody' })).toEqual([]);
		expect(await list({ text: 'mudanca cliente' })).toEqual([id]);
		expect(await list({ text: String(numbers) })).toEqual([id]);
		expect(await list({ customerId: otherId, statuses: ['done'] })).toEqual([]);
		const counts = await place.ask(workOrderCounts, {});
		expect(counts.filter((group) => group.technicianId === people.tito.userId && group.status === 'scheduled')).toMatchObject([
			{ branchId: branches.north }
		]);
	});
});
