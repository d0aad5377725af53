import * as m from '#lib/paraglide/messages.js';

/** Mutator → what a person would call it. */
const names: Readonly<Record<string, () => string>> = {
	'customer.create': m.verb_customer_create,
	'customer.update': m.verb_customer_update,
	'customer.merge': m.verb_customer_merge,
	'customer.unmerge': m.verb_customer_unmerge,
	'contact.create': m.verb_contact_create,
	'contact.update': m.verb_contact_update,
	'contact.remove': m.verb_contact_remove,
	'address.create': m.verb_address_create,
	'address.update': m.verb_address_update,
	'address.remove': m.verb_address_remove,
	'extraFieldValue.save': m.verb_extraFieldValue_save,
	'paymentMethod.create': m.verb_paymentMethod_create,
	'paymentMethod.update': m.verb_paymentMethod_update,
	'paymentMethod.remove': m.verb_paymentMethod_remove,
	'favourite.toggle': m.verb_favourite_toggle,
	'contactType.save': m.verb_contactType_save,
	'addressType.save': m.verb_addressType_save,
	'cancellationReason.save': m.verb_cancellationReason_save,
	'billingMethod.save': m.verb_billingMethod_save,
	'senderAddress.save': m.verb_senderAddress_save,
	'messageTemplate.save': m.verb_messageTemplate_save,
	'extraField.save': m.verb_extraField_save,
	'text.write': m.verb_text_write,
	'observation.create': m.verb_observation_create,
	'observation.update': m.verb_observation_update,
	'reading.create': m.verb_reading_create,
	'ticket.open': m.verb_ticket_open,
	'ticket.update': m.verb_ticket_update,
	'ticket.assign': m.verb_ticket_assign,
	'ticket.setStatus': m.verb_ticket_setStatus,
	'ticket.addEntry': m.verb_ticket_addEntry,
	'ticketType.save': m.verb_ticketType_save,
	'team.save': m.verb_team_save,
	'workOrder.create': m.verb_workOrder_create,
	'workOrder.update': m.verb_workOrder_update,
	'workOrder.setStatus': m.verb_workOrder_setStatus,
	'notice.seen': m.verb_notice_seen,
	'branch.save': m.verb_branch_save,
	'observationType.save': m.verb_observationType_save,
	'setting.save': m.verb_setting_save
};

/** One of a later build is shown by its name in code rather than not at all. */
export const verbName = (mutator: string): string => (Object.hasOwn(names, mutator) ? (names[mutator]?.() ?? mutator) : mutator);
