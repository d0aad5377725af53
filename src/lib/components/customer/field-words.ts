import { fieldRule, fieldTitle, type PersonKind, type RegistrationField } from '#lib/domain/customer/customer-rules.ts';
import { fiscalCodeTitle, isFiscalCode } from '#lib/domain/customer/fiscal-code.ts';
import { formatDay, isDay } from '#lib/domain/day/day.ts';
import { formatPhone } from '#lib/domain/phone/phone.ts';
import { formatPostalCode } from '#lib/domain/postal-code.ts';
import { formatTaxId } from '#lib/domain/tax-id/tax-id.ts';
import type { CustomerField } from '#lib/mutators/customer/fields.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const titles: Readonly<Record<string, () => string>> = {
	person_kind: m.customer_field_person_kind,
	status: m.customer_field_status,
	registered_on: m.customer_field_registered_on,
	company_name: m.customer_field_company_name,
	person_name: m.customer_field_person_name,
	trade_name: m.customer_field_trade_name,
	cpf: m.customer_field_cpf,
	cnpj: m.customer_field_cnpj,
	state_registration: m.customer_field_state_registration,
	phone: m.customer_field_phone,
	mobile: m.customer_field_mobile,
	fax: m.customer_field_fax,
	email: m.customer_field_email,
	address: m.customer_field_address,
	district: m.customer_field_district,
	city: m.customer_field_city,
	state: m.customer_field_state,
	postal_code: m.customer_field_postal_code,
	reference: m.customer_field_reference,
	condominium: m.customer_field_condominium,
	billing_address: m.customer_field_billing_address,
	billing_district: m.customer_field_billing_district,
	billing_city: m.customer_field_billing_city,
	billing_state: m.customer_field_billing_state,
	billing_postal_code: m.customer_field_billing_postal_code,
	remarks: m.customer_field_remarks,
	auto_suspend: m.option_auto_suspend,
	charge_boleto_fee: m.option_charge_boleto_fee,
	itemised_tax_invoice: m.option_itemised_tax_invoice,
	fiscal_code: m.option_fiscal_code,
	charge_extra_email: m.option_charge_extra_email,
	allow_discounts: m.option_allow_discounts,
	email_before_due: m.option_email_before_due,
	email_delinquency: m.option_email_delinquency
};

/** Title of a field; name and document depend on the kind of person (checklist 67, 76). */
export function fieldLabel(field: CustomerField, kind: PersonKind): string {
	if (field === 'branchId') return m.customer_field_branch();
	return titles[fieldTitle(field, kind)]?.() ?? field;
}

export const kindName = (kind: string): string => (kind === 'legal' ? m.customer_kind_legal() : m.customer_kind_natural());
export const statusName = (status: string): string => (status === 'inactive' ? m.customer_status_inactive() : m.customer_status_active());

/** A stored value as people read and type it. Choices come back as they are stored: their lists know the words. */
export function asTyped(field: CustomerField, value: string | null): string {
	if (value === null) return '';
	if (field === 'branchId') return value;
	switch (fieldRule(field).format) {
		case 'taxId':
			return formatTaxId(value);
		case 'phone':
		case 'mobile':
			return formatPhone(value);
		case 'postalCode':
			return formatPostalCode(value);
		case 'day':
			return isDay(value) ? formatDay(value, getLocale()) : value;
		default:
			return value;
	}
}

/** A stored value as words for a sentence or a table; empty stays empty. */
export function asRead(field: CustomerField, value: string | null, branchName: (id: string) => string): string {
	if (value === null) return '';
	if (field === 'branchId') return branchName(value);
	if (field === 'personKind') return kindName(value);
	if (field === 'status') return statusName(value);
	const { format } = fieldRule(field);
	if (format === 'yesNo') return value === 'true' ? m.common_yes() : m.common_no();
	if (format === 'fiscalCode') return isFiscalCode(value) ? fiscalCodeTitle(value) : value;
	return asTyped(field, value);
}

/** `Rua das Flores, 9 – Centro, Campinas/SP` */
export function addressLine(at: { address: string; district: string | null; city: string; state: string }): string {
	return `${at.address}${at.district ? ` – ${at.district}` : ''}, ${at.city}/${at.state}`;
}

/** Length allowed while typing: the limit and the punctuation that people paste around it. */
export const typingLimit = (field: RegistrationField): number => fieldRule(field).limit + 40;
