import * as m from '#lib/paraglide/messages.js';

const events: Readonly<Record<string, () => string>> = {
	'customer.created': m.webhook_event_customer_created,
	'customer.updated': m.webhook_event_customer_updated,
	'customer.deleted': m.webhook_event_customer_deleted,
	'observation.created': m.webhook_event_observation_created,
	'observation.updated': m.webhook_event_observation_updated,
	'observation.read': m.webhook_event_observation_read,
	'ticket.opened': m.webhook_event_ticket_opened,
	'ticket.updated': m.webhook_event_ticket_updated,
	'ticket.closed': m.webhook_event_ticket_closed,
	'ticket.entryAdded': m.webhook_event_ticket_entryAdded,
	'invoice.created': m.webhook_event_invoice_created,
	'invoice.updated': m.webhook_event_invoice_updated,
	'invoice.paid': m.webhook_event_invoice_paid,
	'invoice.cancelled': m.webhook_event_invoice_cancelled,
	'payment.created': m.webhook_event_payment_created,
	'payment.reversed': m.webhook_event_payment_reversed,
	'promise.created': m.webhook_event_promise_created,
	'promise.withdrawn': m.webhook_event_promise_withdrawn,
	'agreement.created': m.webhook_event_agreement_created,
	'debtNotice.created': m.webhook_event_debtNotice_created,
	'suspension.created': m.webhook_event_suspension_created,
	'suspension.verified': m.webhook_event_suspension_verified,
	'suspension.failed': m.webhook_event_suspension_failed,
	'suspension.ended': m.webhook_event_suspension_ended,
	'subscription.suspended': m.webhook_event_subscription_suspended,
	'subscription.restored': m.webhook_event_subscription_restored,
	'webhook.test': m.webhook_event_test
};

/** An event in the reader's language; one that this build does not know is shown by its name. */
export const eventName = (event: string): string => events[event]?.() ?? event;

const errors: Readonly<Record<string, () => string>> = {
	timeout: m.webhook_error_timeout,
	ECONNREFUSED: m.webhook_error_refused,
	ENOTFOUND: m.webhook_error_unknown_host,
	EAI_AGAIN: m.webhook_error_unknown_host,
	rights: m.webhook_error_rights
};

/** How a receiver answered: its status and how its answer began, or why there was none. */
export function responseText(status: number | null, error: string | null): string {
	const said = error === null ? '' : (errors[error]?.() ?? error);
	return status === null ? said : said === '' ? `HTTP ${String(status)}` : `HTTP ${String(status)} · ${said}`;
}
