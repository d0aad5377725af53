import { customerFields } from '#lib/domain/customer/fields.ts';

const others: Readonly<Record<string, readonly string[]>> = {
	'observation.create': ['observationTypeId', 'text'],
	'observation.update': ['observationTypeId', 'text'],
	'branch.save': ['name', 'city', 'state', 'areaCode'],
	'observationType.save': ['name'],
	'setting.save': ['value'],
	'ticket.open': ['subject']
};
const ofCustomer = ['branchId', ...Object.entries(customerFields).flatMap(([field, rule]) => ('mandatory' in rule ? [field] : []))];

/** Whether a field of a request must be filled in: its title is bold here as on its own form (checklist 7). */
export function isMandatory(verb: string, field: string): boolean {
	return (verb.startsWith('customer.') ? ofCustomer : (others[verb] ?? [])).includes(field);
}
