import { ticketAddEntry } from '#lib/mutators/ticket/add-entry.ts';
import { ticketAssign } from '#lib/mutators/ticket/assign.ts';
import { ticketSetStatus } from '#lib/mutators/ticket/set-status.ts';
import { ticketUpdate } from '#lib/mutators/ticket/update.ts';
import { ticketList } from '#lib/queries/ticket/list.ts';
import { asks, creates, does } from '../define.ts';
import { router } from '../trpc.ts';
import { get } from './get.ts';
import { open } from './open.ts';

/** Atendimentos. */
export const ticket = router({
	list: asks(ticketList, { summary: 'Tickets that pass a filter, most pressing first or newest first' }),
	get,
	open,
	update: does(ticketUpdate, { summary: 'Changes fields of a ticket; what is not named stays' }),
	assign: does(ticketAssign, {
		summary: 'Gives a ticket to a person, a team, or both',
		more: 'A person is only replaced if it is the one that you have seen (`from`); otherwise `overtaken`.'
	}),
	setStatus: does(ticketSetStatus, {
		summary: 'Moves a ticket to another status, along the same table of transitions as in the office',
		more: 'What the table does not have is `transition_refused`; what needs words and has none is `field_required` on `text`.'
	}),
	addEntry: creates(ticketAddEntry, { summary: 'Logs a contact or a note on a ticket' })
});
