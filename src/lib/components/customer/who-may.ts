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

/** What closes a record for everybody, of a customer or of a ticket's customer. */
export type Closable = Pick<CustomerRow, 'anonymisedAt' | 'mergedIntoId'>;

/**
 * Why nothing is written in a record any more, by whomever: its person was forgotten (LGPD art. 18 IV), or it went on in
 * another record. Null while it is open. Each option of a record asks this before it asks for the role.
 */
export function whyClosed(customer: Closable): string | null {
	if (customer.anonymisedAt !== null) return sentence({ code: 'customer_anonymised' });
	return customer.mergedIntoId === null ? null : sentence({ code: 'customer_merged' });
}

/** Why this person cannot change this registration, or null. */
export function whyReadonly(role: string, customer: CustomerRow): string | null {
	return whyClosed(customer) ?? (can(role, 'customer.update') ? null : m.customer_readonly_role({ who: whoMay('customer.update') }));
}
