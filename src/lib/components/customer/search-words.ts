import { formatDay, isDay } from '#lib/domain/day/day.ts';
import { formatPhone } from '#lib/domain/phone/phone.ts';
import { rowFields, ruleOf, searchGroups, type RowField, type SearchField, type SearchGroup } from '#lib/domain/search/fields.ts';
import { formatMac, isMac } from '#lib/domain/search/mac.ts';
import { formatTaxId } from '#lib/domain/tax-id/tax-id.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { CustomerFound } from '#lib/queries/customer/search.ts';

/** "Pesquisar em…" in the words of the manual. */
export const fieldNames: Readonly<Record<SearchField, () => string>> = {
	any: m.customer_search_any,
	name: m.customer_search_name,
	code: m.customer_search_code,
	tradeName: m.customer_search_trade_name,
	cpf: m.customer_search_cpf,
	cnpj: m.customer_search_cnpj,
	phone: m.customer_search_phone,
	mobile: m.customer_search_mobile,
	email: m.customer_search_email,
	address: m.customer_search_address,
	reference: m.search_reference,
	contactName: m.search_contact_name,
	contactMobile: m.search_contact_mobile,
	contactEmail: m.search_contact_email,
	startedOn: m.search_started_on,
	installationAddress: m.search_installation_address,
	emailAccount: m.search_email_account,
	domain: m.search_domain,
	circuitNumber: m.search_circuit_number,
	voiceTerminal: m.search_voice_terminal,
	smartcard: m.search_smartcard,
	casNumber: m.search_cas_number,
	login: m.search_login,
	ip: m.search_ip,
	mac: m.search_mac,
	mac2: m.search_mac2,
	onuMac: m.search_onu_mac,
	serialNumber: m.search_serial_number,
	assetNumber: m.search_asset_number,
	contract: m.search_contract,
	ticket: m.search_ticket,
	workOrder: m.search_work_order,
	boletoNumber: m.search_boleto_number,
	taxInvoiceNumber: m.search_tax_invoice_number,
	deletedEmail: m.search_deleted_email,
	deletedLogin: m.search_deleted_login,
	deletedIpMac: m.search_deleted_ip_mac,
	deletedTerminal: m.search_deleted_terminal
};

const groupNames: Readonly<Record<SearchGroup, () => string>> = {
	customer: m.search_group_customer,
	contact: m.search_group_contact,
	plan: m.search_group_plan,
	network: m.search_group_network,
	numbers: m.search_group_numbers,
	deleted: m.search_group_deleted
};

/** The list of fields for a select: all of them first, then by group. */
export const fieldOptions = () => [
	{ value: 'any', label: fieldNames.any() },
	...searchGroups.flatMap((group) =>
		rowFields
			.filter((field) => ruleOf(field).group === group)
			.map((field) => ({ value: field, label: fieldNames[field](), group: groupNames[group]() }))
	)
];

/** A value of a field as people write it. */
export function shownValue(field: RowField, value: string): string {
	switch (ruleOf(field).reads) {
		case 'cpf':
		case 'cnpj':
			return formatTaxId(value);
		case 'phone':
			return formatPhone(value);
		case 'mac':
			return formatMac(value);
		case 'network':
			return isMac(value) ? formatMac(value) : value;
		case 'day':
			return isDay(value) ? formatDay(value, getLocale() === 'en' ? 'en' : 'pt-BR') : value;
		default:
			return value;
	}
}

/** "Encontrado em": the field and its value; null when the words are spread over the registration. */
export function foundIn(row: CustomerFound): { readonly field: string; readonly value: string; readonly deleted: boolean } | null {
	if (row.matched === null || row.hit === null) return null;
	return {
		field: fieldNames[row.matched](),
		value: shownValue(row.matched, row.hit),
		// Said where the field's own name does not say it: a smartcard that was given back.
		deleted: row.hitDeleted && ruleOf(row.matched).deleted === undefined
	};
}

/** What stands in the empty box: what this field takes. */
export function placeholderOf(field: SearchField): string {
	if (field === 'any') return m.search_placeholder_any();
	switch (ruleOf(field).reads) {
		case 'mac':
			return m.search_placeholder_mac();
		case 'day':
			return m.search_placeholder_day();
		case 'ip':
			return m.search_placeholder_ip();
		default:
			return m.search_placeholder_field({ field: fieldNames[field]() });
	}
}
