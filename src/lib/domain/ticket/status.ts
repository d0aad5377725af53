import type { Verb } from '../permissions.ts';
import type { Transition } from '../transition.ts';

/** Situação of an Atendimento (item 378): new, being worked on, waiting for somebody else, and the two ends. */
export const ticketStatuses = ['open', 'in_progress', 'waiting', 'closed', 'cancelled'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** Those on which there is still something to do: the queue. */
export const liveTicketStatuses = ['open', 'in_progress', 'waiting'] as const satisfies readonly TicketStatus[];

export function isLive(status: TicketStatus): boolean {
	return (liveTicketStatuses as readonly string[]).includes(status);
}

const step = (from: TicketStatus, to: TicketStatus, verb: Verb, needsText: boolean): Transition<TicketStatus> => ({
	from,
	to,
	verb,
	needsText
});

/**
 * Every allowed change of status, and no other. Waiting says for what, closing says what was done, cancelling and
 * reopening say why. Who works on it may close it; cancelling is the office's, undoing a cancellation a manager's.
 */
export const ticketTransitions: readonly Transition<TicketStatus>[] = [
	step('open', 'in_progress', 'ticket.update', false),
	step('open', 'waiting', 'ticket.update', true),
	step('open', 'closed', 'ticket.update', true),
	step('open', 'cancelled', 'ticket.cancel', true),
	step('in_progress', 'open', 'ticket.update', false),
	step('in_progress', 'waiting', 'ticket.update', true),
	step('in_progress', 'closed', 'ticket.update', true),
	step('in_progress', 'cancelled', 'ticket.cancel', true),
	step('waiting', 'in_progress', 'ticket.update', false),
	step('waiting', 'open', 'ticket.update', false),
	step('waiting', 'closed', 'ticket.update', true),
	step('waiting', 'cancelled', 'ticket.cancel', true),
	step('closed', 'in_progress', 'ticket.reopen', true),
	step('cancelled', 'open', 'ticket.restore', true)
];
