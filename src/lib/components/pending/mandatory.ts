import { customerFields } from '#lib/domain/customer/fields.ts';

const others: Readonly<Record<string, readonly string[]>> = {
	'contact.create': ['name'],
	'contact.update': ['name'],
	'address.create': ['addressTypeId', 'street', 'city', 'state'],
	'address.update': ['addressTypeId', 'street', 'city', 'state'],
	'paymentMethod.create': ['billingMethodId', 'bankBranch', 'accountNumber', 'accountKind', 'phone', 'phoneContract'],
	'paymentMethod.update': ['billingMethodId', 'bankBranch', 'accountNumber', 'accountKind', 'phone', 'phoneContract'],
	'contactType.save': ['name'],
	'addressType.save': ['name'],
	'cancellationReason.save': ['name'],
	'billingMethod.save': ['name', 'kind'],
	'collectionAccount.save': ['name', 'bank', 'beneficiaryName', 'beneficiaryTaxId', 'beneficiaryAddress'],
	'serviceGroup.save': ['name'],
	'servicePlan.save': ['name', 'downloadKbps', 'uploadKbps', 'priceCents'],
	'subscription.update': ['dueDay', 'fromOn', 'monthlyCents'],
	'senderAddress.save': ['name', 'email', 'subject'],
	'extraField.save': ['name', 'owner', 'kind'],
	'messageTemplate.save': ['name', 'channel'],
	'observation.create': ['observationTypeId', 'text'],
	'observation.update': ['observationTypeId', 'text'],
	'branch.save': ['name', 'city', 'state', 'areaCode'],
	'observationType.save': ['name'],
	'setting.save': ['value'],
	'ticket.open': ['subject'],
	'ticket.update': ['subject'],
	'ticket.setStatus': ['text'],
	'ticket.addEntry': ['text'],
	'ticketType.save': ['name'],
	'team.save': ['name'],
	'workOrder.create': ['subject'],
	'workOrder.update': ['subject'],
	'workOrder.setStatus': ['text']
};
const ofCustomer = ['branchId', ...Object.entries(customerFields).flatMap(([field, rule]) => ('mandatory' in rule ? [field] : []))];

/** Whether a field of a request must be filled in: its title is bold here as on its own form (checklist 7). */
export function isMandatory(verb: string, field: string): boolean {
	return (verb.startsWith('customer.') ? ofCustomer : (others[verb] ?? [])).includes(field);
}
