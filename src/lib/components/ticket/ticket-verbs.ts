import CircleDot from '@lucide/svelte/icons/circle-dot';
import Forward from '@lucide/svelte/icons/forward';
import Hand from '@lucide/svelte/icons/hand';
import { toastOutcome } from '#lib/components/shell/toast-outcome.ts';
import { can } from '#lib/domain/permissions.ts';
import { ticketTransitions, type TicketStatus } from '#lib/domain/ticket/status.ts';
import { stepsFrom, type Transition } from '#lib/domain/transition.ts';
import { sentence } from '#lib/errors/sentence.ts';
import type { ticketAssign } from '#lib/mutators/ticket/assign.ts';
import type { ticketSetStatus } from '#lib/mutators/ticket/set-status.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Replica } from '#lib/replica/contract.ts';
import { mutate } from '#lib/replica/typed.ts';
import { toasts } from '#lib/ui/toast.svelte.ts';
import type { Verb } from '#lib/ui/verb.ts';
import { stepVerb } from './ticket-words.ts';

/** What a verb needs to know of a ticket. */
export interface Workable {
	readonly id: string;
	readonly protocol: number;
	readonly status: TicketStatus;
	readonly assigneeId: string | null;
}

/** Assumir: the ticket is mine, if it still belongs to whom the screen said. A refusal is told at once. */
export async function take(replica: Replica, ticket: Workable, me: string): Promise<void> {
	if (ticket.assigneeId === me) return;
	const outcome = await mutate<typeof ticketAssign>(replica, 'ticket.assign', {
		id: ticket.id,
		assigneeId: { from: ticket.assigneeId, to: me },
		text: null
	});
	toastOutcome(outcome, m.ticket_taken({ protocol: ticket.protocol }));
}

/** Takes a step that needs no words at once; one that does is handed to `ask`. */
export async function takeStep(
	replica: Replica,
	ticket: Workable,
	step: Transition<TicketStatus>,
	ask: (step: Transition<TicketStatus>) => void
): Promise<void> {
	if (step.needsText) return ask(step);
	const outcome = await mutate<typeof ticketSetStatus>(replica, 'ticket.setStatus', { id: ticket.id, to: step.to, text: null });
	if (!outcome.ok) toasts.show(sentence(outcome), { tone: 'danger' });
}

/** The steps from where a ticket is, as verbs of a menu; those that another role takes say whose. */
export function statusVerbs(
	replica: Replica,
	ticket: Workable,
	role: string,
	ask: (step: Transition<TicketStatus>) => void
): readonly Verb[] {
	return stepsFrom(ticketTransitions, ticket.status).map((step, index) => ({
		id: `to-${step.to}`,
		label: stepVerb(step),
		icon: CircleDot,
		separated: index === 0,
		danger: step.to === 'cancelled',
		disabledReason: can(role, step.verb) ? null : sentence({ code: 'permission_denied', detail: { verb: step.verb } }),
		run: () => void takeStep(replica, ticket, step, ask)
	}));
}

/** Assumir and Encaminhar. */
export function assignVerbs(
	replica: Replica,
	ticket: Workable,
	me: { readonly id: string; readonly role: string },
	forward: () => void
): readonly Verb[] {
	const denied = can(me.role, 'ticket.update') ? null : sentence({ code: 'permission_denied', detail: { verb: 'ticket.update' } });
	return [
		{
			id: 'take',
			label: m.ticket_take(),
			icon: Hand,
			keys: 'A',
			disabledReason: denied ?? (ticket.assigneeId === me.id ? m.ticket_is_yours() : null),
			run: () => void take(replica, ticket, me.id)
		},
		{ id: 'forward', label: m.ticket_forward(), icon: Forward, keys: 'E', disabledReason: denied, run: forward }
	];
}
