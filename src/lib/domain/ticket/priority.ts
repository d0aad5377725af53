/** Prioridade, from the least. */
export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof ticketPriorities)[number];

/** 0 for the most pressing: the order of the queue and of the column. */
export function priorityRank(priority: TicketPriority): number {
	return ticketPriorities.length - 1 - ticketPriorities.indexOf(priority);
}

interface Queued {
	readonly id: string;
	readonly priority: TicketPriority;
	readonly dueAt: string | null;
	readonly createdAt: string;
}

/** Order of the queue: most pressing first, then what is due first (no due time last), then who has waited longest. */
export function byUrgency(a: Queued, b: Queued): number {
	return (
		priorityRank(a.priority) - priorityRank(b.priority) ||
		at(a.dueAt) - at(b.dueAt) ||
		Date.parse(a.createdAt) - Date.parse(b.createdAt) ||
		(a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
	);
}

/** Far beyond every date, and finite: two infinities have no difference. */
const never = 8.64e15;
const at = (instant: string | null): number => (instant === null ? never : Date.parse(instant));
