import { liveTicketStatuses, ticketStatuses, type TicketStatus } from '#lib/domain/ticket/status.ts';
import type { TicketGroup } from '#lib/queries/ticket/counts.ts';
import type { TicketFilter } from '#lib/queries/ticket/filter.ts';
import { recall, remember } from '#lib/ui/remembered.ts';
import { midnight } from './local-time.ts';

/** The chips of the queue as the screen holds them; empty means all. */
export interface QueueFilter {
	readonly text: string;
	readonly branchId: string;
	/** An id, or `none`. */
	readonly teamId: string;
	readonly whose: '' | 'mine' | 'nobody';
	/** `live`, one status, or empty for all. */
	readonly status: string;
	readonly typeId: string;
	readonly late: boolean;
	/** Days back, as text; empty for any date. */
	readonly period: string;
}

export const everything: QueueFilter = {
	text: '',
	branchId: '',
	teamId: '',
	whose: '',
	status: 'live',
	typeId: '',
	late: false,
	period: ''
};

export const periods = ['', '0', '6', '29', '364'] as const;

function isFilter(value: unknown): value is QueueFilter {
	if (typeof value !== 'object' || value === null) return false;
	const v = value as Record<string, unknown>;
	return (
		['text', 'branchId', 'teamId', 'typeId'].every((key) => typeof v[key] === 'string') &&
		(v.whose === '' || v.whose === 'mine' || v.whose === 'nobody') &&
		(v.status === '' || v.status === 'live' || (ticketStatuses as readonly unknown[]).includes(v.status)) &&
		(periods as readonly unknown[]).includes(v.period) &&
		typeof v.late === 'boolean'
	);
}

/** The last filters of this person on this computer. Under `balcao.search.`, so they go when they sign out. */
export const lastFilter = (userId: string): QueueFilter => recall(`search.tickets.${userId}`, everything, isFilter);
export const keepFilter = (userId: string, filter: QueueFilter): void => {
	remember(`search.tickets.${userId}`, filter);
};

const statusesOf = (status: string): readonly TicketStatus[] | undefined =>
	status === '' ? undefined : status === 'live' ? liveTicketStatuses : [status as TicketStatus];

const openedFrom = (period: string): string | undefined => (period === '' ? undefined : midnight(-Number(period)));

/** The question behind the list. `now` is what late means, at most a minute old. */
export function listArgs(filter: QueueFilter, me: string, now: string): TicketFilter {
	const statuses = statusesOf(filter.status);
	const from = openedFrom(filter.period);
	return {
		...(filter.text.trim() === '' ? {} : { text: filter.text.trim() }),
		...(filter.branchId === '' ? {} : { branchId: filter.branchId }),
		...(filter.teamId === '' ? {} : { teamId: filter.teamId }),
		...(filter.whose === '' ? {} : { assignee: filter.whose === 'mine' ? me : 'nobody' }),
		...(statuses ? { statuses: [...statuses] } : {}),
		...(filter.typeId === '' ? {} : { typeId: filter.typeId }),
		...(filter.late ? { lateAt: now } : {}),
		...(from ? { openedFrom: from } : {})
	};
}

/** What the chips count: everything that the text and the period leave; the chips themselves are added up from it. */
export function countArgs(filter: QueueFilter): Pick<TicketFilter, 'text' | 'openedFrom'> {
	const from = openedFrom(filter.period);
	return { ...(filter.text.trim() === '' ? {} : { text: filter.text.trim() }), ...(from ? { openedFrom: from } : {}) };
}

const facets = {
	branchId: (group: TicketGroup, filter: QueueFilter) => filter.branchId === '' || group.branchId === filter.branchId,
	teamId: (group: TicketGroup, filter: QueueFilter) => filter.teamId === '' || (group.teamId ?? 'none') === filter.teamId,
	whose: (group: TicketGroup, filter: QueueFilter) => filter.whose === '' || group.whose === filter.whose,
	status: (group: TicketGroup, filter: QueueFilter) => statusesOf(filter.status)?.includes(group.status) ?? true,
	typeId: (group: TicketGroup, filter: QueueFilter) => filter.typeId === '' || group.typeId === filter.typeId,
	late: (group: TicketGroup, filter: QueueFilter) => !filter.late || group.late
};

/** How many tickets a chip would show: those that pass all other chips and this value of its own. */
export function chipCount(groups: readonly TicketGroup[], filter: QueueFilter, change: Partial<QueueFilter>): number {
	const asked = { ...filter, ...change };
	return groups
		.filter((group) => Object.values(facets).every((passes) => passes(group, asked)))
		.reduce((sum, group) => sum + group.count, 0);
}
