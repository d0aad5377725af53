import CircleDot from '@lucide/svelte/icons/circle-dot';
import { can } from '#lib/domain/permissions.ts';
import { stepsFrom, type Transition } from '#lib/domain/transition.ts';
import { workOrderTransitions, type WorkOrderStatus } from '#lib/domain/work-order/status.ts';
import { sentence } from '#lib/errors/sentence.ts';
import type { workOrderSetStatus } from '#lib/mutators/work-order/set-status.ts';
import type { Replica } from '#lib/replica/contract.ts';
import { mutate } from '#lib/replica/typed.ts';
import { toasts } from '#lib/ui/toast.svelte.ts';
import type { Verb } from '#lib/ui/verb.ts';
import { orderStepVerb } from './order-words.ts';

/** What a verb needs to know of an order. */
export interface Workable {
	readonly id: string;
	readonly status: WorkOrderStatus;
	readonly scheduledAt: string | null;
}

/** The steps from where an order is, as verbs of a menu. One that needs words is handed to `ask`, one that needs a time to `edit`. */
export function orderVerbs(
	replica: Replica,
	order: Workable,
	role: string,
	ask: (step: Transition<WorkOrderStatus>) => void,
	edit: () => void
): readonly Verb[] {
	return stepsFrom(workOrderTransitions, order.status).map((step, index) => ({
		id: `to-${step.to}`,
		label: orderStepVerb(step),
		icon: CircleDot,
		separated: index === 0,
		danger: step.to === 'cancelled',
		disabledReason: can(role, step.verb) ? null : sentence({ code: 'permission_denied', detail: { verb: step.verb } }),
		run: () => {
			if (step.needsText) ask(step);
			else if (step.to === 'scheduled' && order.scheduledAt === null) edit();
			else void go(replica, order, step);
		}
	}));
}

async function go(replica: Replica, order: Workable, step: Transition<WorkOrderStatus>): Promise<void> {
	const outcome = await mutate<typeof workOrderSetStatus>(replica, 'workOrder.setStatus', { id: order.id, to: step.to, text: null });
	if (!outcome.ok) toasts.show(sentence(outcome), { tone: 'danger' });
}
