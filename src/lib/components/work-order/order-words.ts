import type { WorkOrderStatus } from '#lib/domain/work-order/status.ts';
import type { Transition } from '#lib/domain/transition.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/StatusTag.svelte';

export const orderTone: Readonly<Record<WorkOrderStatus, Tone>> = {
	open: 'accent',
	scheduled: 'pending',
	in_progress: 'success',
	done: 'neutral',
	cancelled: 'neutral'
};

const isReopening = ({ from }: Transition<WorkOrderStatus>): boolean => from === 'done' || from === 'cancelled';

const verbs: Readonly<Record<WorkOrderStatus, () => string>> = {
	open: m.order_to_open,
	scheduled: m.order_to_scheduled,
	in_progress: m.order_to_in_progress,
	done: m.order_to_done,
	cancelled: m.order_to_cancelled
};
/** The step as a verb of a menu: "Concluir…". */
export const orderStepVerb = (step: Transition<WorkOrderStatus>): string => (isReopening(step) ? m.order_to_reopened() : verbs[step.to]());

/** Title of the words that a step asks for. */
export function orderStepQuestion(step: Transition<WorkOrderStatus>): string {
	if (isReopening(step)) return m.order_why_reopened();
	return step.to === 'cancelled' ? m.order_why_cancelled() : m.order_why_done();
}
