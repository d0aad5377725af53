import { clock, moment } from '#lib/components/shell/moments.ts';
import { span, type Ageing } from '#lib/domain/ticket/ageing.ts';
import type { TicketPriority } from '#lib/domain/ticket/priority.ts';
import type { TicketStatus } from '#lib/domain/ticket/status.ts';
import type { ContactKind } from '#lib/domain/ticket/ticket.ts';
import type { Transition } from '#lib/domain/transition.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/StatusTag.svelte';

export const statusTone: Readonly<Record<TicketStatus, Tone>> = {
	open: 'accent',
	in_progress: 'success',
	waiting: 'warning',
	closed: 'neutral',
	cancelled: 'neutral'
};

const priorities: Readonly<Record<TicketPriority, () => string>> = {
	low: m.ticket_priority_low,
	normal: m.ticket_priority_normal,
	high: m.ticket_priority_high,
	urgent: m.ticket_priority_urgent
};
export const priorityName = (priority: TicketPriority): string => priorities[priority]();
export const priorityTone: Readonly<Record<TicketPriority, Tone>> = {
	low: 'neutral',
	normal: 'neutral',
	high: 'warning',
	urgent: 'danger'
};

const kinds: Readonly<Record<ContactKind, () => string>> = {
	call: m.ticket_entry_call,
	message: m.ticket_entry_message,
	visit: m.ticket_entry_visit,
	note: m.ticket_entry_note
};
export const kindName = (kind: ContactKind): string => kinds[kind]();

/** Leaving an end is reopening, whatever it leads to. */
const isReopening = ({ from }: Transition<TicketStatus>): boolean => from === 'closed' || from === 'cancelled';

const verbs: Readonly<Record<TicketStatus, () => string>> = {
	open: m.ticket_to_open,
	in_progress: m.ticket_to_in_progress,
	waiting: m.ticket_to_waiting,
	closed: m.ticket_to_closed,
	cancelled: m.ticket_to_cancelled
};
/** The step as a verb of a menu: "Encerrar…". */
export const stepVerb = (step: Transition<TicketStatus>): string => (isReopening(step) ? m.ticket_to_reopened() : verbs[step.to]());

/** Title of the words that a step asks for. */
export function stepQuestion(step: Transition<TicketStatus>): string {
	if (isReopening(step)) return m.ticket_why_reopened();
	if (step.to === 'waiting') return m.ticket_why_waiting();
	return step.to === 'cancelled' ? m.ticket_why_cancelled() : m.ticket_why_closed();
}

/** `45 min`, `3 h`, `2 dias`. */
export function spanWords(minutes: number): string {
	const { unit, count } = span(minutes);
	if (unit === 'minute') return m.ticket_span_minutes({ count });
	return unit === 'hour' ? m.ticket_span_hours({ count }) : m.ticket_span_days({ count });
}

/** How a ticket stands against its due time, in words. */
export function ageingWords(ageing: Ageing, dueAt: string | null, now: Date): string {
	switch (ageing.kind) {
		case 'no_due':
			return m.ticket_age_none();
		case 'on_time':
			return m.ticket_age_on_time({ time: moment(dueAt ?? '', now) });
		case 'due_today':
			return m.ticket_age_today({ time: clock(dueAt ?? '') });
		case 'late':
			return m.ticket_age_late({ span: spanWords(ageing.minutes) });
		case 'settled':
			if (dueAt === null) return '';
			return ageing.minutes > 0 ? m.ticket_age_settled_late({ span: spanWords(ageing.minutes) }) : m.ticket_age_settled();
	}
}

export const ageingTone = (ageing: Ageing): Tone =>
	ageing.kind === 'late' ? 'danger' : ageing.kind === 'due_today' ? 'warning' : 'neutral';
