import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ticketPriorities, ticketStatuses } from '#lib/schema/ticket.ts';
import * as domain from '#lib/domain/ticket/status.ts';
import { ticketPriorities as domainPriorities } from '#lib/domain/ticket/priority.ts';
import { checkTransition } from '#lib/domain/transition.ts';
import { ticketAutomatic } from '#lib/queries/ticket/automatic.ts';
import { ticketCounts } from '#lib/queries/ticket/counts.ts';
import { ticketEntries } from '#lib/queries/ticket/entries.ts';
import { ticketGet } from '#lib/queries/ticket/get.ts';
import { ticketList } from '#lib/queries/ticket/list.ts';
import { ticketTypeList } from '#lib/queries/ticket-type/list.ts';
import { customerCreate } from '../customer/create.ts';
import { settingSave } from '../setting/save.ts';
import { teamSave } from '../team/save.ts';
import { person } from '../testing/customers.ts';
import { branches, openPlace, people, type Place } from '../testing/place.ts';
import { ticketTypeSave } from '../ticket-type/save.ts';
import { ticketAddEntry } from './add-entry.ts';
import { ticketAssign } from './assign.ts';
import { ticketOpen } from './open.ts';
import { ticketSetStatus } from './set-status.ts';
import { ticketUpdate } from './update.ts';

test('schema and domain name the same states and priorities', () => {
	expect(domain.ticketStatuses).toEqual(ticketStatuses);
	expect(domainPriorities).toEqual(ticketPriorities);
});

describe.each(['replica', 'centre'] as const)('tickets in the %s', (kind) => {
	let place: Place;
	let customerId: string;
	let team: string;
	let typeId: string;
	let protocols = 20260000000;
	const value = (outcome: unknown) => (outcome as { value: { id: string } }).value.id;

	beforeAll(async () => {
		place = await openPlace(kind);
		customerId = value(await place.mutate(customerCreate, person(1), people.ana, { customerCode: 1 }));
		team = value(await place.mutate(teamSave, { id: null, name: 'Suporte', active: true }, people.mara));
		typeId = value(
			await place.mutate(ticketTypeSave, { id: null, name: 'Sem conexão', active: true, dueHours: 8, teamId: team }, people.mara)
		);
		for (const one of Object.values(people))
			for (const [n, branchId] of one.branchIds.entries())
				await place.sql(`insert into user_branch (id, user_id, branch_id) values ($1, $2, $3)`, [
					`${one.userId.slice(0, -2)}${String(n + 1)}${one.userId.slice(-1)}`,
					one.userId,
					branchId
				]);
	});
	afterAll(() => place.close());
	beforeEach(() => {
		place.now = '2026-11-21T14:00:00.000Z';
	});

	const open = async (more: object = {}, actor = people.ana) =>
		await place.mutate(ticketOpen, { customerId, subject: 'Sem conexão', ticketTypeId: typeId, ...more } as never, actor, {
			protocol: ++protocols
		});
	const opened = async (more: object = {}, actor = people.ana) => value(await open(more, actor));
	const get = async (id: string) => (await place.ask(ticketGet, { id }))!;
	const entries = async (id: string) => await place.ask(ticketEntries, { ticketId: id });

	test('(378, 380) opened: protocol, description, type, status, contact, dates; team and due time from the type', async () => {
		const outcome = await open({
			contactName: ' Maria  (esposa) ',
			contactPhone: '(19) 98888-7777',
			text: 'Luz vermelha na ONU',
			kind: 'message'
		});
		expect(outcome).toMatchObject({ ok: true, value: { protocol: protocols } });
		const ticket = await get(value(outcome));
		expect(ticket).toMatchObject({
			protocol: protocols,
			subject: 'Sem conexão',
			status: 'open',
			priority: 'normal',
			typeName: 'Sem conexão',
			teamName: 'Suporte',
			assigneeId: null,
			contactName: 'Maria (esposa)',
			customerName: 'Cliente 1',
			automatic: false,
			authorName: 'Ana',
			branchId: branches.north
		});
		expect(Date.parse(ticket.dueAt!)).toBe(Date.parse('2026-11-21T22:00:00Z'));
		expect(await entries(ticket.id)).toMatchObject([{ kind: 'message', text: 'Luz vermelha na ONU', authorName: 'Ana' }]);
	});

	test('what cannot be opened: no subject, no number, a customer, type, team or person that is not to be chosen', async () => {
		expect(await open({ subject: '  ' })).toMatchObject({ ok: false, code: 'field_required', field: 'subject' });
		expect(await open({ subject: 'x'.repeat(201) })).toMatchObject({ ok: false, code: 'field_too_long', field: 'subject' });
		expect(await place.mutate(ticketOpen, { customerId, subject: 'x' } as never)).toMatchObject({ ok: false, code: 'numbers_exhausted' });
		expect(await open({ customerId: branches.north })).toMatchObject({ ok: false, code: 'not_found' });
		expect(await open({ ticketTypeId: branches.north })).toMatchObject({ ok: false, code: 'value_invalid', field: 'ticketTypeId' });
		expect(await open({ teamId: branches.north })).toMatchObject({ ok: false, code: 'value_invalid', field: 'teamId' });
		expect(await open({ assigneeId: people.sul.userId })).toMatchObject({ ok: false, code: 'value_invalid', field: 'assigneeId' });
	});

	test('an outbox of version 1 still lands: customer and subject, everything else as by default', async () => {
		const upgraded = ticketOpen.upgrade![1]!({ customerId, subject: 'De antes' });
		const args = ticketOpen.args.parse(upgraded);
		const outcome = await place.mutate(ticketOpen, args, people.ana, { protocol: ++protocols });
		expect(await get(value(outcome))).toMatchObject({
			subject: 'De antes',
			ticketTypeId: null,
			teamId: null,
			dueAt: null,
			priority: 'normal'
		});
	});

	test('fields change one by one, and only what differs', async () => {
		const id = await opened();
		await place.mutate(ticketUpdate, { id, changes: { subject: { from: 'Sem conexão', to: 'Lentidão' } } }, people.bia);
		expect(await place.mutate(ticketUpdate, { id, changes: { priority: { from: 'normal', to: 'urgent' } } })).toEqual({
			ok: true,
			value: { changed: ['priority'] }
		});
		expect(await get(id)).toMatchObject({ subject: 'Lentidão', priority: 'urgent' });
		expect(await place.mutate(ticketUpdate, { id, changes: { subject: { from: 'x', to: 'Lentidão' } } })).toEqual({
			ok: true,
			value: { changed: [] }
		});
		expect(await place.mutate(ticketUpdate, { id, changes: { subject: { from: 'x', to: ' ' } } })).toMatchObject({
			ok: false,
			code: 'field_required'
		});
		expect(await place.mutate(ticketUpdate, { id: branches.north, changes: {} })).toMatchObject({ ok: false, code: 'not_found' });
	});

	test('another type brings its due time, but not over one that a person has set', async () => {
		const slow = value(
			await place.mutate(ticketTypeSave, { id: null, name: 'Lentidão', active: true, dueHours: 24, teamId: null }, people.mara)
		);
		const [followed, kept] = [await opened(), await opened()];
		const change = { ticketTypeId: { from: typeId, to: slow } };
		await place.mutate(ticketUpdate, { id: kept, changes: { dueAt: { from: null, to: '2026-12-01T12:00:00-03:00' } } });
		for (const id of [followed, kept]) expect(await place.mutate(ticketUpdate, { id, changes: change })).toMatchObject({ ok: true });
		expect(Date.parse((await get(followed)).dueAt!)).toBe(Date.parse('2026-11-22T14:00:00Z'));
		expect(Date.parse((await get(kept)).dueAt!)).toBe(Date.parse('2026-12-01T15:00:00Z'));
	});

	test('every change of person or team is an entry; who comes second does not take it from the first', async () => {
		const id = await opened();
		const take = (actor: typeof people.ana) =>
			place.mutate(ticketAssign, { id, assigneeId: { from: null, to: actor.userId } } as never, actor);
		expect(await take(people.bia)).toEqual({ ok: true });
		expect(await take(people.ana)).toMatchObject({ ok: false, code: 'overtaken' });
		expect(await take(people.bia)).toEqual({ ok: true });
		await place.mutate(
			ticketAssign,
			{ id, assigneeId: { from: people.bia.userId, to: people.tito.userId }, teamId: { from: team, to: null }, text: 'Verificar no local' },
			people.bia
		);
		expect(await get(id)).toMatchObject({ assigneeName: 'Tito', teamId: null });
		expect(await entries(id)).toMatchObject([
			{ kind: 'assignment', fromValue: null, toValue: people.bia.userId, authorName: 'Bia' },
			{ kind: 'assignment', fromValue: team, toValue: null, text: null },
			{ kind: 'assignment', fromValue: people.bia.userId, toValue: people.tito.userId, text: 'Verificar no local' }
		]);
		expect(
			await place.mutate(ticketAssign, { id, assigneeId: { from: people.tito.userId, to: people.sul.userId } } as never)
		).toMatchObject({
			ok: false,
			code: 'value_invalid'
		});
	});

	test('every change of status is an entry; closing sets when, reopening takes it away', async () => {
		const id = await opened();
		expect(await place.mutate(ticketSetStatus, { id, to: 'closed', text: ' ' })).toMatchObject({
			ok: false,
			code: 'field_required',
			field: 'text'
		});
		place.now = '2026-11-21T15:30:00.000Z';
		expect(await place.mutate(ticketSetStatus, { id, to: 'closed', text: 'Trocado o conector' })).toMatchObject({ ok: true });
		expect(Date.parse((await get(id)).closedAt!)).toBe(Date.parse(place.now));
		// Somebody else closed it too: no refusal, and what they wrote is not lost.
		expect(await place.mutate(ticketSetStatus, { id, to: 'closed', text: 'Cliente confirmou' }, people.bia)).toEqual({
			ok: true,
			value: { changed: false }
		});
		expect(await place.mutate(ticketSetStatus, { id, to: 'in_progress', text: 'Caiu de novo' }, people.tito)).toMatchObject({
			ok: false,
			code: 'permission_denied',
			detail: { verb: 'ticket.reopen' }
		});
		place.now = '2026-11-21T16:00:00.000Z';
		expect(await place.mutate(ticketSetStatus, { id, to: 'in_progress', text: 'Caiu de novo' })).toMatchObject({ ok: true });
		expect(await get(id)).toMatchObject({ status: 'in_progress', closedAt: null });
		expect(await entries(id)).toMatchObject([
			{ kind: 'status', fromValue: 'open', toValue: 'closed', text: 'Trocado o conector' },
			{ kind: 'note', text: 'Cliente confirmou' },
			{ kind: 'status', fromValue: 'closed', toValue: 'in_progress', text: 'Caiu de novo' }
		]);
	});

	test('every change of status that is not in the table is refused, and changes nothing', async () => {
		const id = await opened();
		for (const from of ticketStatuses)
			for (const to of ticketStatuses) {
				if (from === to || !checkTransition(domain.ticketTransitions, from, to, 'administrator', 'x')) continue;
				await place.sql(`update ticket set status = $2 where id = $1`, [id, from]);
				expect(await place.mutate(ticketSetStatus, { id, to, text: 'porque sim' }, people.adm)).toMatchObject({
					ok: false,
					code: 'transition_refused',
					detail: { from, to }
				});
				expect((await get(id)).status).toBe(from);
			}
		expect(await entries(id)).toEqual([]);
	});

	test('(378) every contact is logged, on a closed ticket too', async () => {
		const id = await opened();
		await place.mutate(ticketSetStatus, { id, to: 'closed', text: 'Resolvido' });
		expect(await place.mutate(ticketAddEntry, { ticketId: id, kind: 'visit', text: 'Cliente veio à loja\nagradecer' })).toMatchObject({
			ok: true
		});
		expect(await place.mutate(ticketAddEntry, { ticketId: id, kind: 'call', text: '\n ' })).toMatchObject({
			ok: false,
			code: 'field_required'
		});
		expect((await entries(id)).at(-1)).toMatchObject({ kind: 'visit', text: 'Cliente veio à loja\nagradecer', authorName: 'Ana' });
	});

	test('the queue: by urgency, narrowed by what the chips say, counted by the same kinds', async () => {
		const other = value(await place.mutate(customerCreate, person(7, { branchId: branches.south }), people.ana, { customerCode: 7 }));
		const south = { customerId: other };
		const [late, mine, urgent] = [
			await opened(south),
			await opened({ ...south, assigneeId: people.ana.userId, ticketTypeId: null }),
			await opened({ ...south, priority: 'urgent', ticketTypeId: null, teamId: null })
		];
		const list = async (filter: object) => (await place.ask(ticketList, { branchId: branches.south, ...filter })).map((row) => row.id);
		expect(await list({})).toEqual([urgent, late, mine]);
		expect(await list({ assignee: people.ana.userId })).toEqual([mine]);
		expect(await list({ assignee: 'nobody' })).toEqual([urgent, late]);
		expect(await list({ teamId: team })).toEqual([late]);
		expect(await list({ teamId: 'none' })).toEqual([urgent, mine]);
		expect(await list({ lateAt: '2026-11-21T22:00:01Z' })).toEqual([late]);
		expect(await list({ lateAt: '2026-11-21T22:00:00Z' })).toEqual([]);
		expect(await list({ typeId })).toEqual([late]);
		expect(await list({ statuses: ['closed'] })).toEqual([]);
		expect(await list({ text: String((await get(mine)).protocol) })).toEqual([mine]);
		expect(await list({ text: 'conexao 7', limit: 2 })).toEqual([urgent, late]);
		expect(await list({ openedBefore: '2026-11-21T14:00:00Z' })).toEqual([]);
		const counts = (await place.ask(ticketCounts, { me: people.ana.userId, at: '2026-11-21T23:00:00Z' })).filter(
			(group) => group.branchId === branches.south
		);
		expect(counts.map(({ whose, late: isLate, count }) => [whose, isLate, count]).sort()).toEqual([
			['mine', false, 1],
			['nobody', false, 1],
			['nobody', true, 1]
		]);
		if (kind === 'centre') expect(await place.ask(ticketList, { branchId: branches.north }, people.sul)).toEqual([]);
	});

	test('(12) (13) the automatic one of today is found while it is open, and the variable says whether one is wanted', async () => {
		const about = async (actor = people.ana) => await place.ask(ticketAutomatic, { customerId }, actor);
		expect(await about()).toEqual({ enabled: false, open: null });
		await place.mutate(settingSave, { key: 'openTicketOnRecord', value: true } as never, people.mara);
		await opened(); // by hand: another thing
		const id = await opened({ automatic: true });
		expect(await about()).toEqual({ enabled: true, open: { id, protocol: protocols } });
		expect(await about(people.bia)).toEqual({ enabled: true, open: null });
		await place.mutate(ticketSetStatus, { id, to: 'closed', text: 'Só perguntou' });
		expect((await about()).open).toBeNull();
		await place.mutate(ticketSetStatus, { id, to: 'in_progress', text: 'Voltou' });
		expect((await about()).open).toMatchObject({ id });
		// 02:30 in UTC is still yesterday in the provider's zone.
		await place.sql(`update ticket set created_at = '2026-11-21T02:30:00Z' where id = $1`, [id]);
		expect((await about()).open).toBeNull();
	});

	test('types and teams are a manager’s; a due time is whole hours', async () => {
		const save = (more: object, actor = people.mara) =>
			place.mutate(ticketTypeSave, { id: null, name: 'Comercial', active: true, dueHours: 48, teamId: team, ...more }, actor);
		expect(await save({}, people.ana)).toMatchObject({ ok: false, code: 'permission_denied' });
		expect(await save({ dueHours: 0.5 })).toMatchObject({ ok: false, code: 'value_invalid', field: 'dueHours' });
		expect(await save({ teamId: branches.north })).toMatchObject({ ok: false, code: 'value_invalid', field: 'teamId' });
		const id = value(await save({}));
		await save({ id, active: false });
		expect((await place.ask(ticketTypeList, {})).find((type) => type.id === id)).toMatchObject({ active: false, teamName: 'Suporte' });
		expect(await open({ ticketTypeId: id })).toMatchObject({ ok: false, code: 'value_invalid', field: 'ticketTypeId' });
	});
});
