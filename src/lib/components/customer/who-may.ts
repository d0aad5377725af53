import { can, rolesThatMay, type Verb } from '#lib/domain/permissions.ts';
import { sentence } from '#lib/errors/sentence.ts';
import { roleName } from '#lib/errors/role-names.ts';
import * as m from '#lib/paraglide/messages.js';
import type { CustomerRow } from '#lib/queries/customer/get.ts';

/** `Atendente, Gerente`: who may, for the sentence beside what this person may not. */
export const whoMay = (verb: Verb): string =>
	rolesThatMay(verb)
		.map((role) => roleName(role))
		.join(', ');

/** Why this person cannot change this registration, or null. */
export function whyReadonly(role: string, customer: CustomerRow): string | null {
	if (customer.anonymisedAt !== null) return sentence({ code: 'customer_anonymised' });
	if (customer.mergedIntoId !== null) return sentence({ code: 'customer_merged' });
	return can(role, 'customer.update') ? null : m.customer_readonly_role({ who: whoMay('customer.update') });
}
