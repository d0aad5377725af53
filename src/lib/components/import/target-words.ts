import { fieldLabel } from '#lib/components/customer/field-words.ts';
import type { RegistrationField } from '#lib/domain/customer/registration.ts';
import { fieldName } from '#lib/errors/field-names.ts';
import * as m from '#lib/paraglide/messages.js';

/** Where a column goes, in words. A sheet has persons and companies, so the titles that fit both are taken. */
export function targetWords(target: string): string {
	if (target === 'customerKey') return m.import_customer_key();
	if (target === 'contact.name') return m.contact_name();
	if (target.startsWith('contact.')) return m.import_of_contact({ field: fieldName(target.slice(8)) });
	return target === 'taxId' || target === 'name' ? fieldName(target) : fieldLabel(target as RegistrationField, 'legal');
}
