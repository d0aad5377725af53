import type { Verb } from '#lib/domain/permissions.ts';
import * as m from '#lib/paraglide/messages.js';

const names: Readonly<Record<Verb, () => string>> = {
	'customer.view': m.may_customer_view,
	'customer.create': m.may_customer_create,
	'customer.update': m.may_customer_update,
	'contact.create': m.may_contact_create,
	'contact.update': m.may_contact_update,
	'contact.remove': m.may_contact_remove,
	'address.create': m.may_address_create,
	'address.update': m.may_address_update,
	'address.remove': m.may_address_remove,
	'extraFieldValue.save': m.may_extraFieldValue_save,
	'paymentMethod.view': m.may_paymentMethod_view,
	'paymentMethod.create': m.may_paymentMethod_create,
	'paymentMethod.update': m.may_paymentMethod_update,
	'paymentMethod.remove': m.may_paymentMethod_remove,
	'observation.create': m.may_observation_create,
	'observation.update': m.may_observation_update,
	'reading.create': m.may_reading_create,
	'subscription.update': m.may_subscription_update,
	'ticket.create': m.may_ticket_create,
	'ticket.update': m.may_ticket_update,
	'ticket.cancel': m.may_ticket_cancel,
	'ticket.reopen': m.may_ticket_reopen,
	'ticket.restore': m.may_ticket_restore,
	'workOrder.create': m.may_workOrder_create,
	'workOrder.update': m.may_workOrder_update,
	'workOrder.cancel': m.may_workOrder_cancel,
	'workOrder.reopen': m.may_workOrder_reopen,
	'invoice.view': m.may_invoice_view,
	'invoice.update': m.may_invoice_update,
	'history.view': m.may_history_view,
	'observationType.manage': m.may_observationType_manage,
	'list.manage': m.may_list_manage,
	'servicePlan.manage': m.may_servicePlan_manage,
	'settings.manage': m.may_settings_manage,
	'branch.manage': m.may_branch_manage,
	'user.manage': m.may_user_manage,
	'apiKey.manage': m.may_apiKey_manage,
	'replica.wipe': m.may_replica_wipe
};

/** What a permission allows, in the reader's language. */
export const mayName = (verb: Verb): string => names[verb]();
