/**
 * What a webhook can be told, in the order in which screens list it. The database queues them (migrations 0009, 0016, 0019): a new one
 * needs a trigger there, and a test holds this list against what the triggers bring.
 */
export const webhookEvents = [
	'customer.created',
	'customer.updated',
	'customer.deleted',
	'observation.created',
	'observation.updated',
	'observation.read',
	'ticket.opened',
	'ticket.updated',
	'ticket.closed',
	'ticket.entryAdded',
	'invoice.created',
	'invoice.updated',
	'invoice.paid',
	'invoice.cancelled',
	'payment.created',
	'payment.reversed',
	'promise.created',
	'promise.withdrawn',
	'agreement.created',
	'debtNotice.created',
	'suspension.created',
	'suspension.verified',
	'suspension.failed',
	'suspension.ended',
	'subscription.suspended',
	'subscription.restored'
] as const;

/** Sent by "Enviar teste" only; no webhook has to ask for it. */
export const testEvent = 'webhook.test';
