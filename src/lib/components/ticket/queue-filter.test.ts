import { expect, test } from 'vitest';
import type { TicketGroup } from '#lib/queries/ticket/counts.ts';
import { chipCount, everything, listArgs } from './queue-filter.ts';

const group = (more: Partial<TicketGroup>): TicketGroup => ({
	branchId: 'north',
	teamId: 'support',
	whose: 'nobody',
	status: 'open',
	typeId: null,
	late: false,
	count: 1,
	...more
});
const groups = [
	group({ count: 5 }),
	group({ whose: 'mine', late: true, count: 2 }),
	group({ branchId: 'south', teamId: null, count: 3 }),
	group({ status: 'closed', count: 100 })
];

test('a chip counts what it would show under the other chips', () => {
	expect(chipCount(groups, everything, {})).toBe(10);
	expect(chipCount(groups, everything, { status: '' })).toBe(110);
	expect(chipCount(groups, everything, { status: 'closed' })).toBe(100);
	expect(chipCount(groups, { ...everything, branchId: 'north' }, { whose: 'mine' })).toBe(2);
	expect(chipCount(groups, { ...everything, branchId: 'north' }, { branchId: 'south' })).toBe(3);
	expect(chipCount(groups, everything, { teamId: 'none' })).toBe(3);
	expect(chipCount(groups, everything, { late: true })).toBe(2);
});

test('the list is asked for what the chips say, and for nothing they do not', () => {
	const now = '2026-11-21T14:00:00.000Z';
	expect(listArgs(everything, 'me', now)).toEqual({ statuses: ['open', 'in_progress', 'waiting'] });
	expect(listArgs({ ...everything, status: '', whose: 'mine', late: true, text: ' fibra ', teamId: 'none' }, 'me', now)).toEqual({
		assignee: 'me',
		lateAt: now,
		text: 'fibra',
		teamId: 'none'
	});
	expect(listArgs({ ...everything, whose: 'nobody', period: '6' }, 'me', now)).toMatchObject({
		assignee: 'nobody',
		openedFrom: expect.any(String) as string
	});
});
