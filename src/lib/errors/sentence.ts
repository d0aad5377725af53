import * as m from '#lib/paraglide/messages.js';
import { rolesThatMay, type Verb, permissions } from '#lib/domain/permissions.ts';
import { formatDay, isDay } from '#lib/domain/day/day.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { roleName } from './role-names.ts';
import { anyStatusName } from './status-names.ts';

/** What a sentence is made of: the shape of `Refusal` and of an `InboxEntry`. */
export interface Refused {
	readonly code: string;
	readonly detail?: Readonly<Record<string, string | number>> | undefined;
}
type Detail = Readonly<Record<string, string | number>>;

/** `90` → "2 minutos", rounded up: nobody is told to try again too early. */
function wait(seconds: number): string {
	return seconds > 90 ? m.wait_minutes({ count: Math.ceil(seconds / 60) }) : m.wait_seconds({ count: Math.max(1, Math.ceil(seconds)) });
}

/** A day of a refusal as the reader writes days. */
const dayShown = (day: string | number): string => (isDay(String(day)) ? formatDay(String(day), getLocale()) : String(day));

function whoMay(verb: unknown): string {
	const known = typeof verb === 'string' && Object.hasOwn(permissions, verb);
	return (known ? rolesThatMay(verb as Verb) : (['administrator'] as const)).map((role) => roleName(role)).join(', ');
}

/** Code → sentence that says what to do. The one table of them; a code that is not here gets the general sentence with its code. */
export const sentences: Readonly<Record<string, (detail: Detail) => string>> = {
	field_required: () => m.refusal_field_required(),
	field_too_long: ({ limit = '?', length = '?' }) => m.refusal_field_too_long({ limit, length }),
	field_unknown: () => m.refusal_field_unknown(),
	value_invalid: () => m.refusal_value_invalid(),
	person_kind_invalid: () => m.refusal_person_kind_invalid(),
	status_invalid: () => m.refusal_status_invalid(),
	name_invalid: () => m.refusal_name_invalid(),
	cpf_invalid: () => m.refusal_cpf_invalid(),
	cnpj_invalid: () => m.refusal_cnpj_invalid(),
	tax_id_invalid: () => m.refusal_tax_id_invalid(),
	cpf_expected: () => m.refusal_cpf_expected(),
	cnpj_expected: () => m.refusal_cnpj_expected(),
	trade_name_not_for_person: () => m.refusal_trade_name_not_for_person(),
	state_registration_not_for_person: () => m.refusal_state_registration_not_for_person(),
	state_registration_invalid: () => m.refusal_state_registration_invalid(),
	phone_invalid: () => m.refusal_phone_invalid(),
	mobile_invalid: () => m.refusal_mobile_invalid(),
	area_code_invalid: () => m.refusal_area_code_invalid(),
	email_invalid: () => m.refusal_email_invalid(),
	postal_code_invalid: () => m.refusal_postal_code_invalid(),
	state_invalid: () => m.refusal_state_invalid(),
	day_invalid: () => m.refusal_day_invalid(),
	day_in_future: () => m.refusal_day_in_future(),
	amount_invalid: () => m.refusal_amount_invalid(),
	sms_consent_needs_mobile: () => m.refusal_sms_consent_needs_mobile(),
	card_number_invalid: () => m.refusal_card_number_invalid(),
	card_code_invalid: () => m.refusal_card_code_invalid(),
	card_expiry_invalid: () => m.refusal_card_expiry_invalid(),
	card_expired: () => m.refusal_card_expired(),
	card_needs_centre: () => m.refusal_card_needs_centre(),
	card_refused: () => m.refusal_card_refused(),
	tokeniser_missing: () => m.refusal_tokeniser_missing(),
	tokeniser_unavailable: () => m.refusal_tokeniser_unavailable(),
	postal_code_unknown: () => m.refusal_postal_code_unknown(),
	postal_code_unavailable: () => m.refusal_postal_code_unavailable(),
	customer_anonymised: () => m.privacy_refusal_anonymised(),
	anonymise_merged: () => m.privacy_refusal_merged(),
	anonymise_running_plan: ({ count = 1 }) => m.privacy_refusal_running_plan({ count: Number(count) }),
	confirmation_wrong: ({ code = '?' }) => m.privacy_refusal_confirmation({ code }),
	file_empty: () => m.refusal_file_empty(),
	file_too_large: ({ limit = '?' }) => m.refusal_file_too_large({ limit }),
	file_type_refused: () => m.refusal_file_type_refused(),
	file_content_differs: () => m.refusal_file_content_differs(),
	checksum_mismatch: () => m.refusal_checksum_mismatch(),
	upload_offset: () => m.refusal_upload_offset(),
	upload_incomplete: () => m.refusal_upload_incomplete(),
	too_many_uploads: () => m.refusal_too_many_uploads(),
	files_unavailable: () => m.refusal_files_unavailable(),
	file_unreadable: () => m.refusal_file_unreadable(),
	file_missing: () => m.refusal_file_missing(),
	tax_id_in_file: ({ line = '?' }) => m.refusal_tax_id_in_file({ line }),
	tax_id_known: ({ code = '?' }) => m.refusal_tax_id_known({ code }),
	customer_unknown: () => m.refusal_customer_unknown(),
	import_unreadable: () => m.refusal_import_unreadable(),
	import_too_many_lines: ({ limit = '?' }) => m.refusal_import_too_many_lines({ limit }),
	import_empty: () => m.refusal_import_empty(),
	import_columns: () => m.refusal_import_columns(),
	import_running: () => m.refusal_import_running(),
	import_ended: () => m.refusal_import_ended(),
	import_not_undoable: () => m.refusal_import_not_undoable(),
	url_invalid: () => m.webhook_url_invalid(),
	number_range: ({ minimum = '?', limit = '?' }) => m.refusal_number_range({ minimum, limit }),
	fine_too_high: ({ limit = '?' }) => m.refusal_fine_too_high({ limit }),
	interest_too_high: ({ limit = '?' }) => m.refusal_interest_too_high({ limit }),
	instalments_invalid: ({ limit = '?' }) => m.refusal_instalments_invalid({ limit }),
	day_in_past: () => m.refusal_day_in_past(),
	promise_too_far: ({ limit = '?' }) => m.refusal_promise_too_far({ limit }),
	promise_open_already: () => m.refusal_promise_open_already(),
	promises_broken: ({ count = '?' }) => m.refusal_promises_broken({ count }),
	suspension_too_early: ({ day = '?' }) => m.refusal_suspension_too_early({ day: dayShown(day) }),
	pause_length: ({ minimum = '?', limit = '?' }) => m.refusal_pause_length({ minimum, limit }),
	price_before_start: ({ day = '?' }) => m.refusal_price_before_start({ day: dayShown(day) }),
	price_billed_already: ({ day = '?' }) => m.refusal_price_billed_already({ day: dayShown(day) }),
	subscription_cancelled: () => m.refusal_subscription_cancelled(),
	pause_taken_already: ({ day = '?' }) => m.refusal_pause_taken_already({ day: dayShown(day) }),
	pause_in_debt: () => m.refusal_pause_in_debt(),
	cnab_layout_unknown: ({ bank = '?', format = '?' }) => m.refusal_cnab_layout_unknown({ bank, format }),
	cnab_value_too_long: ({ limit = '?', length = '?' }) => m.refusal_cnab_value_too_long({ limit, length }),
	cnab_value_invalid: () => m.refusal_cnab_value_invalid(),
	digits_expected: ({ digits = '?' }) => m.refusal_digits_expected({ digits }),
	bank_unsupported: () => m.refusal_bank_unsupported(),
	portfolio_unsupported: () => m.refusal_portfolio_unsupported(),
	boleto_unreadable: ({ length = '?' }) => m.refusal_boleto_unreadable({ length }),
	boleto_block_digit: ({ block = '?' }) => m.refusal_boleto_block_digit({ block }),
	boleto_tail_digit: () => m.refusal_boleto_tail_digit(),
	boleto_check_digit: () => m.refusal_boleto_check_digit(),
	boleto_currency: () => m.refusal_boleto_currency(),
	boleto_due_factor: () => m.refusal_boleto_due_factor(),
	boleto_kind_unknown: () => m.refusal_boleto_kind_unknown(),
	boleto_account_changed: () => m.refusal_boleto_account_changed(),
	boleto_account_missing: () => m.refusal_boleto_account_missing(),
	pix_unreadable: ({ position = '?' }) => m.refusal_pix_unreadable({ position }),
	pix_crc: () => m.refusal_pix_crc(),
	pix_field_missing: ({ id = '?' }) => m.refusal_pix_field_missing({ id }),
	pix_field_invalid: ({ id = '?' }) => m.refusal_pix_field_invalid({ id }),
	pix_key_invalid: () => m.refusal_pix_key_invalid(),
	pix_txid_invalid: ({ limit = '?' }) => m.refusal_pix_txid_invalid({ limit }),
	pix_url_invalid: () => m.refusal_pix_url_invalid(),
	setting_unknown: () => m.refusal_setting_unknown(),
	setting_invalid: () => m.refusal_setting_invalid(),
	transition_refused: ({ from, to }) => m.refusal_transition_refused({ from: anyStatusName(String(from)), to: anyStatusName(String(to)) }),
	role_invalid: () => m.refusal_role_invalid(),
	permission_denied: ({ verb }) => m.refusal_permission_denied({ who: whoMay(verb) }),
	not_allowed: () => m.refusal_not_allowed(),
	merge_same_record: () => m.refusal_merge_same_record(),
	merge_already_merged: () => m.refusal_merge_already_merged(),
	merge_anonymised: () => m.refusal_merge_anonymised(),
	merge_kinds_differ: () => m.refusal_merge_kinds_differ(),
	merge_undone_already: () => m.refusal_merge_undone_already(),
	merge_undo_later_first: () => m.refusal_merge_undo_later_first(),
	customer_merged: () => m.refusal_customer_merged(),
	not_found: () => m.refusal_not_found(),
	already_exists: () => m.refusal_already_exists(),
	numbers_exhausted: () => m.refusal_numbers_exhausted(),
	number_not_leased: () => m.refusal_number_not_leased(),
	version_unknown: () => m.refusal_version_unknown(),
	version_too_old: () => m.refusal_version_too_old(),
	version_too_new: () => m.refusal_version_too_new(),
	unknown_mutator: () => m.refusal_unknown_mutator(),
	arguments_invalid: () => m.refusal_arguments_invalid(),
	crashed: () => m.refusal_crashed(),
	overtaken: () => m.refusal_overtaken(),
	branch_not_found: () => m.refusal_branch_not_found(),
	user_not_found: () => m.refusal_user_not_found(),
	login_invalid: () => m.refusal_login_invalid(),
	login_taken: () => m.refusal_login_taken(),
	name_missing: () => m.refusal_name_missing(),
	current_password_wrong: () => m.refusal_current_password_wrong(),
	password_too_short: ({ minimum = '?' }) => m.refusal_password_too_short({ minimum }),
	password_too_long: ({ maximum = '?' }) => m.refusal_password_too_long({ maximum }),
	password_obvious: () => m.refusal_password_obvious(),
	last_administrator: () => m.refusal_last_administrator(),
	expiry_past: () => m.refusal_expiry_past(),
	sign_in_failed: () => m.refusal_sign_in_failed(),
	too_many_attempts: ({ seconds = 60 }) => m.refusal_too_many_attempts({ wait: wait(Number(seconds)) }),
	too_many_calls: () => m.refusal_too_many_calls(),
	not_signed_in: () => m.refusal_not_signed_in(),
	wiped: () => m.refusal_wiped(),
	origin_foreign: () => m.refusal_origin_foreign(),
	body_invalid: () => m.refusal_body_invalid(),
	body_too_large: () => m.refusal_body_too_large(),
	api_key_invalid: () => m.refusal_api_key_invalid(),
	scope_missing: () => m.refusal_scope_missing(),
	centre_unreachable: () => m.refusal_centre_unreachable(),
	centre_failed: ({ status = '?' }) => m.refusal_centre_failed({ status })
};

/** A refusal as a sentence in the reader's language. */
export function sentence({ code, detail = {} }: Refused): string {
	return Object.hasOwn(sentences, code) ? (sentences[code]?.(detail) ?? '') : m.refusal_generic({ code });
}
