import { fieldExists, type PersonKind } from '#lib/domain/customer/customer-rules.ts';
import type { CustomerField } from '#lib/mutators/customer/fields.ts';
import * as m from '#lib/paraglide/messages.js';

export type SectionId = 'identification' | 'contact' | 'address' | 'billing' | 'remarks' | 'options';

/** A field and how many of the twelve columns it takes. */
export interface Placed {
	readonly field: CustomerField;
	readonly span: number;
}

const layout: Readonly<Record<SectionId, readonly Placed[]>> = {
	identification: [
		{ field: 'personKind', span: 4 },
		{ field: 'status', span: 4 },
		{ field: 'branchId', span: 4 },
		{ field: 'name', span: 8 },
		{ field: 'taxId', span: 4 },
		{ field: 'tradeName', span: 8 },
		{ field: 'stateRegistration', span: 4 }
	],
	contact: [
		{ field: 'phone', span: 3 },
		{ field: 'mobile', span: 3 },
		{ field: 'email', span: 6 },
		{ field: 'fax', span: 3 }
	],
	address: [
		{ field: 'postalCode', span: 3 },
		{ field: 'address', span: 9 },
		{ field: 'district', span: 5 },
		{ field: 'city', span: 5 },
		{ field: 'state', span: 2 },
		{ field: 'reference', span: 8 },
		{ field: 'condominium', span: 4 }
	],
	billing: [
		{ field: 'billingPostalCode', span: 3 },
		{ field: 'billingAddress', span: 9 },
		{ field: 'billingDistrict', span: 5 },
		{ field: 'billingCity', span: 5 },
		{ field: 'billingState', span: 2 }
	],
	remarks: [{ field: 'remarks', span: 12 }],
	options: [
		{ field: 'autoSuspend', span: 6 },
		{ field: 'chargeBoletoFee', span: 6 },
		{ field: 'itemisedTaxInvoice', span: 6 },
		{ field: 'chargeExtraEmail', span: 6 },
		{ field: 'allowDiscounts', span: 6 },
		{ field: 'fiscalCode', span: 6 },
		{ field: 'emailBeforeDue', span: 6 },
		{ field: 'emailDelinquency', span: 6 }
	]
};

/** The sections of "Dados Cadastro" and of a new customer; "Outras Opções" is a screen of its own (M1 5.1). */
export const sectionIds = (Object.keys(layout) as readonly SectionId[]).filter((id) => id !== 'options');

/** The fields of a section for this kind of person, in order: Nome Fantasia and I.Est. exist for companies only (68, 77). */
export function fieldsOf(section: SectionId, kind: PersonKind): readonly Placed[] {
	return layout[section].filter(({ field }) => field === 'branchId' || fieldExists(field, kind));
}

/** Every field a section may have, for any kind of person. */
export const allFieldsOf = (section: SectionId): readonly CustomerField[] => layout[section].map(({ field }) => field);

const titles: Readonly<Record<SectionId, () => string>> = {
	identification: m.customer_section_identification,
	contact: m.customer_section_contact,
	address: m.customer_section_address,
	billing: m.customer_section_billing,
	remarks: m.customer_section_remarks,
	options: m.option_section
};
export const sectionTitle = (section: string): string => (Object.hasOwn(titles, section) ? titles[section as SectionId]() : section);
