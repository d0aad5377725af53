import { dayAt, defaultTimeZone } from '../day/zone.ts';
import { isLive, type TicketStatus } from './status.ts';

/** How a ticket stands against its due time. `minutes` is how late it is or was, `left` how long is left, whole, rounded down. */
export type Ageing =
	| { readonly kind: 'no_due' }
	| { readonly kind: 'on_time'; readonly left: number }
	/** Due before the provider's midnight. */
	| { readonly kind: 'due_today'; readonly left: number }
	| { readonly kind: 'late'; readonly minutes: number }
	/** Over: closed or cancelled. `minutes` is 0 when it was in time. */
	| { readonly kind: 'settled'; readonly minutes: number };

interface Aged {
	readonly status: TicketStatus;
	readonly dueAt: string | null;
	readonly closedAt: string | null;
}

const minutesBetween = (from: number, to: number): number => Math.floor((to - from) / 60_000);

/** The ageing class at an instant. A ticket that waits for somebody else goes on ageing: the customer is waiting too. */
export function ageingOf(ticket: Aged, now: string, timeZone: string = defaultTimeZone): Ageing {
	const due = ticket.dueAt === null ? null : Date.parse(ticket.dueAt);
	if (!isLive(ticket.status)) {
		const end = Date.parse(ticket.closedAt ?? now);
		return { kind: 'settled', minutes: due === null || end <= due ? 0 : minutesBetween(due, end) };
	}
	if (due === null || ticket.dueAt === null) return { kind: 'no_due' };
	const at = Date.parse(now);
	if (at > due) return { kind: 'late', minutes: minutesBetween(due, at) };
	const left = minutesBetween(at, due);
	return dayAt(ticket.dueAt, timeZone) === dayAt(now, timeZone) ? { kind: 'due_today', left } : { kind: 'on_time', left };
}

/** A length of time by its largest unit, for lists: 45 min, 3 h, 2 days. Two units say more than anybody reads. */
export function span(minutes: number): { readonly unit: 'minute' | 'hour' | 'day'; readonly count: number } {
	if (minutes < 60) return { unit: 'minute', count: Math.max(1, minutes) };
	if (minutes < 48 * 60) return { unit: 'hour', count: Math.floor(minutes / 60) };
	return { unit: 'day', count: Math.floor(minutes / 1440) };
}
