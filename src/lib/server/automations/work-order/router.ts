import { workOrderSetStatus } from '#lib/mutators/work-order/set-status.ts';
import { workOrderUpdate } from '#lib/mutators/work-order/update.ts';
import { workOrderList } from '#lib/queries/work-order/list.ts';
import { asks, does } from '../define.ts';
import { router } from '../trpc.ts';
import { create } from './create.ts';

/** Ordens de Serviço. */
export const workOrder = router({
	list: asks(workOrderList, { summary: 'Service orders that pass a filter: those without a time first, then the next visit' }),
	create,
	update: does(workOrderUpdate, { summary: 'Changes fields of a service order; what is not named stays' }),
	setStatus: does(workOrderSetStatus, { summary: 'Moves a service order to another status, along the table of transitions of the office' })
});
