import type { Verb } from '../permissions.ts';
import type { Transition } from '../transition.ts';

/** Situação of an Ordem de Serviço. */
export const workOrderStatuses = ['open', 'scheduled', 'in_progress', 'done', 'cancelled'] as const;
export type WorkOrderStatus = (typeof workOrderStatuses)[number];

/** Those that somebody still has to go out for. */
export const liveWorkOrderStatuses = ['open', 'scheduled', 'in_progress'] as const satisfies readonly WorkOrderStatus[];

const step = (from: WorkOrderStatus, to: WorkOrderStatus, verb: Verb, needsText: boolean): Transition<WorkOrderStatus> => ({
	from,
	to,
	verb,
	needsText
});

/**
 * Every allowed change of status, and no other. The text is the outcome: what was done, or why not. `scheduled` also
 * needs a time (`checkSchedule`).
 */
export const workOrderTransitions: readonly Transition<WorkOrderStatus>[] = [
	step('open', 'scheduled', 'workOrder.update', false),
	step('open', 'in_progress', 'workOrder.update', false),
	step('open', 'done', 'workOrder.update', true),
	step('open', 'cancelled', 'workOrder.cancel', true),
	step('scheduled', 'open', 'workOrder.update', false),
	step('scheduled', 'in_progress', 'workOrder.update', false),
	step('scheduled', 'done', 'workOrder.update', true),
	step('scheduled', 'cancelled', 'workOrder.cancel', true),
	step('in_progress', 'scheduled', 'workOrder.update', false),
	step('in_progress', 'done', 'workOrder.update', true),
	step('in_progress', 'cancelled', 'workOrder.cancel', true),
	step('done', 'in_progress', 'workOrder.reopen', true),
	step('cancelled', 'open', 'workOrder.reopen', true)
];

/** A time makes an open order scheduled, and taking the time away opens it again; nobody has to say it twice. */
export function statusAfterScheduling(status: WorkOrderStatus, scheduledAt: string | null): WorkOrderStatus {
	if (status === 'open' && scheduledAt !== null) return 'scheduled';
	if (status === 'scheduled' && scheduledAt === null) return 'open';
	return status;
}
