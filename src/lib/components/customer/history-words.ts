import { formatDay, isDay } from '#lib/domain/day/day.ts';
import { customerFields } from '#lib/domain/customer/customer-rules.ts';
import { formatMoney } from '#lib/domain/money.ts';
import { extraKindName } from '#lib/components/extra-field/extra-words.ts';
import { paymentKindName } from '#lib/components/payment/payment-words.ts';
import { percent } from '#lib/components/settings/percent.ts';
import { timeZoneNames } from '#lib/components/settings/time-zone-names.ts';
import { variableTitle } from '#lib/components/settings/variable-words.ts';
import { channelName } from '#lib/components/template/template-words.ts';
import { roleName } from '#lib/errors/role-names.ts';
import { dayAndClock } from '#lib/components/shell/moments.ts';
import { columnOf, type CustomerField } from '#lib/mutators/customer/fields.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { asRead, fieldLabel } from './field-words.ts';

const tables: Readonly<Record<string, () => string>> = {
	customer: m.history_table_customer,
	contact: m.history_table_contact,
	observation: m.history_table_observation,
	subscription: m.history_table_subscription,
	ticket: m.history_table_ticket,
	invoice: m.history_table_invoice,
	address: m.history_table_address,
	extra_field_value: m.history_table_extra_field_value,
	payment_method: m.history_table_payment_method,
	document: m.history_table_document,
	work_order: m.history_table_work_order,
	login: m.history_table_login,
	email_account: m.history_table_email_account,
	ip_assignment: m.history_table_ip_assignment,
	voice_terminal: m.history_table_voice_terminal,
	tv_card: m.history_table_tv_card,
	contract: m.history_table_contract,
	equipment: m.history_table_equipment,
	setting: m.history_table_setting,
	branch: m.history_table_branch,
	app_user: m.history_table_app_user,
	user_branch: m.history_table_user_branch,
	observation_type: m.history_table_observation_type,
	contact_type: m.history_table_contact_type,
	address_type: m.history_table_address_type,
	extra_field: m.history_table_extra_field,
	billing_method: m.history_table_billing_method,
	collection_account: m.history_table_collection_account,
	service_group: m.history_table_service_group,
	service_plan: m.history_table_service_plan,
	cancellation_reason: m.history_table_cancellation_reason,
	sender_address: m.history_table_sender_address,
	message_template: m.history_table_message_template,
	ticket_type: m.history_table_ticket_type,
	team: m.history_table_team
};
/** What was changed: "Cadastro", "Observação". */
export const tableName = (table: string): string => tables[table]?.() ?? table;

const operations: Readonly<Record<string, () => string>> = {
	insert: m.history_created,
	update: m.history_changed,
	delete: m.history_deleted
};
export const operationName = (operation: string): string => operations[operation]?.() ?? operation;

/** Column of `customer` → field of the screen. */
const customerColumns = new Map<string, CustomerField>(
	(['branchId', ...Object.keys(customerFields)] as CustomerField[]).map((field) => [columnOf(field), field])
);

const columns: Readonly<Record<string, () => string>> = {
	code: m.customer_field_code,
	branch_id: m.customer_field_branch,
	name: m.customer_field_person_name,
	phone: m.customer_field_phone,
	mobile: m.customer_field_mobile,
	email: m.customer_field_email,
	status: m.customer_search_status,
	text: m.history_field_text,
	must_read: m.history_field_must_read,
	observation_type_id: m.history_field_observation_type_id,
	job_title: m.history_field_job_title,
	sms_consent: m.history_field_sms_consent,
	service_plan_id: m.history_field_service_plan_id,
	price_cents: m.history_field_price_cents,
	due_day: m.history_field_due_day,
	started_on: m.history_field_started_on,
	ended_on: m.history_field_ended_on,
	protocol: m.history_field_protocol,
	subject: m.history_field_subject,
	closed_at: m.history_field_closed_at,
	number: m.history_field_number,
	due_on: m.history_field_due_on,
	amount_cents: m.history_field_amount_cents,
	paid_at: m.history_field_paid_at,
	paid_cents: m.history_field_paid_cents,
	cancelled_at: m.history_field_cancelled_at,
	contact_type_id: m.contact_type,
	fax: m.contact_fax,
	nextel: m.contact_nextel,
	birth_on: m.contact_birth_on,
	tax_id: m.contact_tax_id,
	identity_card: m.contact_identity_card,
	remarks: m.contact_remarks,
	father_name: m.contact_father,
	mother_name: m.contact_mother,
	address_type_id: m.address_type,
	postal_code: m.address_postal_code,
	street: m.address_street,
	unit: m.address_unit,
	complement: m.address_complement,
	district: m.address_district,
	city: m.address_city,
	state: m.address_state,
	reference: m.address_reference,
	value: m.extra_value,
	extra_field_id: m.extra_field,
	billing_method_id: m.payment_method,
	debit_status: m.payment_status,
	bank_branch: m.payment_bank_branch,
	account_number: m.payment_account_number,
	account_kind: m.payment_account_kind,
	identifier_code: m.payment_identifier_code,
	card_brand: m.payment_kind_card,
	phone_contract: m.payment_phone_contract,
	authorised_at: m.payment_authorised_at,
	description: m.history_field_description,
	remark: m.history_field_remark,
	file_name: m.history_field_file_name,
	media_type: m.history_field_media_type,
	bytes: m.history_field_bytes,
	priority: m.history_field_priority,
	ticket_type_id: m.history_field_ticket_type_id,
	team_id: m.history_field_team_id,
	assignee_id: m.history_field_assignee_id,
	technician_id: m.history_field_technician_id,
	due_at: m.history_field_due_at,
	contact_name: m.history_field_contact_name,
	contact_phone: m.history_field_contact_phone,
	notes: m.history_field_notes,
	automatic: m.history_field_automatic,
	scheduled_at: m.history_field_scheduled_at,
	done_at: m.history_field_done_at,
	outcome: m.history_field_outcome,
	username: m.history_field_username,
	ip: m.history_field_ip,
	mac: m.history_field_mac,
	mac2: m.history_field_mac2,
	onu_mac: m.history_field_onu_mac,
	smartcard: m.history_field_smartcard,
	cas_number: m.history_field_cas_number,
	serial_number: m.history_field_serial_number,
	asset_number: m.history_field_asset_number,
	kind: m.history_field_kind,
	signed_on: m.history_field_signed_on,
	deleted_at: m.history_field_deleted_at,
	deleted_by: m.history_field_deleted_by,
	installation_address: m.history_field_installation_address,
	installation_district: m.history_field_installation_district,
	installation_city: m.history_field_installation_city,
	installation_reference: m.history_field_installation_reference,
	domain: m.history_field_domain,
	circuit_number: m.history_field_circuit_number,
	boleto_number: m.history_field_boleto_number,
	tax_invoice_number: m.history_field_tax_invoice_number,
	card_last_four: m.history_field_card_last_four,
	card_expiry_month: m.history_field_card_expiry_month,
	card_expiry_year: m.history_field_card_expiry_year,
	active: m.common_active,
	key: m.field_key,
	area_code: m.field_areaCode,
	login: m.field_login,
	role: m.field_role,
	user_id: m.history_table_app_user,
	owner: m.list_owner,
	choices: m.list_choices,
	position: m.list_position,
	sms: m.list_sms,
	channel: m.template_channel,
	body: m.template_body,
	due_hours: m.ticket_type_due_hours,
	bank: m.bset_account_bank,
	bank_branch_digit: m.bset_account_bank_branch_digit,
	account_digit: m.bset_account_digit,
	portfolio: m.bset_account_portfolio,
	beneficiary_code: m.bset_account_beneficiary,
	station: m.bset_account_station,
	origin_byte: m.bset_account_origin_byte,
	modality: m.bset_account_modality,
	long_numbers: m.bset_account_long_numbers,
	beneficiary_name: m.bset_account_beneficiary_name,
	beneficiary_tax_id: m.bset_account_beneficiary_tax_id,
	beneficiary_address: m.bset_account_beneficiary_address,
	cnab_length: m.bset_account_cnab,
	pix_key: m.bset_account_pix_key,
	collection_account_id: m.bset_method_account,
	fine_basis_points: m.bset_method_fine,
	monthly_interest_basis_points: m.bset_method_interest,
	instructions: m.bset_method_instructions,
	suspend_minimum_cents: m.bset_method_minimum,
	suspend_days_overdue: m.bset_method_days_overdue,
	suspend_days_before: m.bset_method_days_before,
	suspend_fixed_day: m.bset_method_fixed_day,
	suspend_on_business_day: m.bset_method_business_day,
	suspends_by_itself: m.bset_method_by_itself,
	service_group_id: m.bset_plan_group,
	download_kbps: m.bset_history_download,
	upload_kbps: m.bset_history_upload
};

/** Words of the Painel that stand for a code: column → how a value is read. */
const codes: Readonly<Record<string, (value: string) => string>> = {
	'app_user.role': roleName,
	'billing_method.kind': paymentKindName,
	'extra_field.kind': (kind) => extraKindName(kind as Parameters<typeof extraKindName>[0]),
	'extra_field.owner': (owner) => (owner === 'contact' ? m.list_owner_contact() : m.list_owner_customer()),
	'message_template.channel': (channel) => channelName(channel as Parameters<typeof channelName>[0]),
	'setting.key': variableTitle,
	'setting.value': (value) => (Object.hasOwn(timeZoneNames, value) ? timeZoneNames[value as keyof typeof timeZoneNames] : value)
};

/** Title of a column as the screens call it; one that no screen shows keeps its own name. */
export function columnTitle(table: string, column: string): string {
	const field = table === 'customer' ? customerColumns.get(column) : undefined;
	// Both documents and names under one title: which kind of person it was at the time, the row does not say.
	if (field === 'taxId') return m.customer_field_tax_id();
	if (field !== undefined) return fieldLabel(field, 'legal');
	return columns[column]?.() ?? column;
}

/** Ids that say nothing to a person: the customer is the one whose history it is, and children follow its branch. */
export const isShown = (table: string, column: string): boolean =>
	column !== 'customer_id' && (table === 'customer' || table === 'user_branch' || column !== 'branch_id');

/** Names for the ids that a change may hold. */
export interface Names {
	branch(id: string): string;
	observationType(id: string): string;
	/** Of people, teams, types and whatever else a list of the Painel holds. */
	listed(id: string): string;
}

/** A value of a change as people read it; empty is empty. */
export function valueWords(table: string, column: string, value: unknown, names: Names): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'boolean') return value ? m.common_yes() : m.common_no();
	if (column.endsWith('_basis_points') && typeof value === 'number') return `${percent(value)}%`;
	if (column.endsWith('_cents') && typeof value === 'number') return formatMoney(value, getLocale());
	if (typeof value !== 'string') return typeof value === 'number' ? String(value) : JSON.stringify(value);
	const code = codes[`${table}.${column}`];
	if (code) return code(value);
	const field = table === 'customer' ? customerColumns.get(column) : undefined;
	if (field !== undefined) return asRead(field, value, (id) => names.branch(id));
	if (column === 'branch_id') return names.branch(value);
	if (column === 'observation_type_id') return names.observationType(value);
	if (/_(id|by)$/.test(column)) return names.listed(value);
	if (isDay(value)) return formatDay(value, getLocale());
	if (column.endsWith('_at') && !Number.isNaN(Date.parse(value))) return dayAndClock(value);
	return value;
}
