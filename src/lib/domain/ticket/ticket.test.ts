import { describe, expect, test } from 'vitest';
import { ageingOf, span, type Ageing } from './ageing.ts';
import { dueAfterTypeChange, dueByType, isDueHours } from './due.ts';
import { byUrgency, priorityRank } from './priority.ts';
import { isLive, ticketStatuses, type TicketStatus } from './status.ts';
import { checkSubject, checkTicketLength } from './ticket.ts';

describe('due time by type', () => {
	test.each([
		['2026-11-20T12:00:00Z', 8, '2026-11-20T20:00:00.000Z'],
		['2026-11-20T12:00:00-03:00', 24, '2026-11-21T15:00:00.000Z'],
		['2026-11-20T12:00:00Z', null, null]
	])('opened %s with %s hours: %s', (openedAt, hours, due) => expect(dueByType(openedAt, hours)).toBe(due));

	test.each([
		[null, true],
		[1, true],
		[8760, true],
		[0, false],
		[-1, false],
		[1.5, false],
		[8761, false],
		[Number.NaN, false]
	])('%s hours: %s', (hours, may) => expect(isDueHours(hours)).toBe(may));

	const createdAt = '2026-11-20T12:00:00Z';
	test.each([
		['the old type’s time follows the new type', '2026-11-20T20:00:00+00:00', 8, 24, '2026-11-21T12:00:00.000Z'],
		['a person’s own time stays', '2026-11-22T09:00:00Z', 8, 24, '2026-11-22T09:00:00Z'],
		['none yet: the new type’s', null, null, 4, '2026-11-20T16:00:00.000Z'],
		['the new type has none', '2026-11-20T20:00:00Z', 8, null, null],
		['taken away by a person: stays away', null, 8, 24, null]
	])('%s', (_what, dueAt, before, after, due) => expect(dueAfterTypeChange({ createdAt, dueAt }, before, after)).toBe(due));
});

describe('ageing', () => {
	// 23:30 of the 20th in São Paulo is the 21st in UTC: the day that counts is the provider's.
	const now = '2026-11-20T15:00:00Z';
	test.each<[TicketStatus, string | null, string | null, Ageing]>([
		['open', null, null, { kind: 'no_due' }],
		['open', '2026-11-21T02:30:00Z', null, { kind: 'due_today', left: 690 }],
		['open', '2026-11-21T03:30:00Z', null, { kind: 'on_time', left: 750 }],
		['in_progress', '2026-11-20T15:00:00Z', null, { kind: 'due_today', left: 0 }],
		['waiting', '2026-11-20T14:00:30Z', null, { kind: 'late', minutes: 59 }],
		['open', '2026-11-17T15:00:00Z', null, { kind: 'late', minutes: 4320 }],
		['closed', '2026-11-20T10:00:00Z', '2026-11-20T09:00:00Z', { kind: 'settled', minutes: 0 }],
		['closed', '2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z', { kind: 'settled', minutes: 120 }],
		['cancelled', null, '2026-11-20T12:00:00Z', { kind: 'settled', minutes: 0 }]
	])('%s, due %s, closed %s', (status, dueAt, closedAt, expected) => expect(ageingOf({ status, dueAt, closedAt }, now)).toEqual(expected));

	test.each([
		[0, 'minute', 1],
		[59, 'minute', 59],
		[60, 'hour', 1],
		[2879, 'hour', 47],
		[2880, 'day', 2],
		[10_000, 'day', 6]
	])('%s minutes are said as %s × %s', (minutes, unit, count) => expect(span(minutes)).toEqual({ unit, count }));
});

test('the queue: urgent first, then what is due first, then who has waited longest', () => {
	const one = (id: string, priority: 'low' | 'normal' | 'urgent', dueAt: string | null, createdAt: string) => ({
		id,
		priority,
		dueAt,
		createdAt
	});
	const queue = [
		one('low', 'low', '2026-11-01T00:00:00Z', '2026-10-01T00:00:00Z'),
		one('no due, young', 'normal', null, '2026-11-20T00:00:00Z'),
		one('no due, old', 'normal', null, '2026-11-19T00:00:00Z'),
		one('due later', 'normal', '2026-11-22T00:00:00Z', '2026-11-01T00:00:00Z'),
		one('due first', 'normal', '2026-11-21T00:00:00-03:00', '2026-11-20T00:00:00Z'),
		one('urgent', 'urgent', null, '2026-11-21T00:00:00Z')
	];
	expect(queue.toSorted(byUrgency).map((each) => each.id)).toEqual([
		'urgent',
		'due first',
		'due later',
		'no due, old',
		'no due, young',
		'low'
	]);
	expect(priorityRank('urgent')).toBe(0);
});

test('alive are those on which there is something to do', () => {
	expect(ticketStatuses.filter(isLive)).toEqual(['open', 'in_progress', 'waiting']);
});

test('a subject is needed, and fits', () => {
	expect(checkSubject(null)).toMatchObject({ code: 'field_required', field: 'subject' });
	expect(checkSubject('Sem conexão')).toBeNull();
	expect(checkSubject('x'.repeat(201))).toMatchObject({ code: 'field_too_long', detail: { limit: 200, length: 201 } });
	expect(checkTicketLength('text', null)).toBeNull();
});
