import type { TicketStatus } from '#lib/domain/ticket/status.ts';
import type { WorkOrderStatus } from '#lib/domain/work-order/status.ts';
import * as m from '#lib/paraglide/messages.js';

const tickets: Readonly<Record<TicketStatus, () => string>> = {
	open: m.ticket_status_open,
	in_progress: m.ticket_status_in_progress,
	waiting: m.ticket_status_waiting,
	closed: m.ticket_status_closed,
	cancelled: m.ticket_status_cancelled
};
const orders: Readonly<Record<WorkOrderStatus, () => string>> = {
	open: m.order_status_open,
	scheduled: m.order_status_scheduled,
	in_progress: m.order_status_in_progress,
	done: m.order_status_done,
	cancelled: m.order_status_cancelled
};

export const ticketStatusName = (status: TicketStatus): string => tickets[status]();
export const workOrderStatusName = (status: WorkOrderStatus): string => orders[status]();

/** A status in the reader's language, of whichever noun knows it; one of a later build is shown by its code. */
export function anyStatusName(status: string): string {
	if (Object.hasOwn(tickets, status)) return ticketStatusName(status as TicketStatus);
	return Object.hasOwn(orders, status) ? workOrderStatusName(status as WorkOrderStatus) : status;
}
