/**
 * Every code with which the domain refuses something. Codes are stable: they travel to the centre and back, wait in
 * "Pendências" for weeks, and are keys of the message catalogue (a test there checks that each has a sentence).
 */
export const refusalCodes = [
	/** Merging two records of one customer. */
	'merge_same_record',
	'merge_already_merged',
	'merge_anonymised',
	'merge_kinds_differ',
	'merge_undone_already',
	/** The record that went on was merged itself since. */
	'merge_undo_later_first',
	/** The record was merged with another one, which takes the changes now. */
	'customer_merged',
	/** A mandatory field is empty (item 7). */
	'field_required',
	/** `detail.limit` characters are allowed, `detail.length` were given. */
	'field_too_long',
	/** The field does not exist, or a person may not change it this way. */
	'field_unknown',
	/** Not one of the values that the field can have. */
	'value_invalid',
	'person_kind_invalid',
	'status_invalid',
	'name_invalid',
	/** Not a CPF: wrong length, wrong check digits or all digits equal. */
	'cpf_invalid',
	/** Not a CNPJ, of digits or alphanumeric. */
	'cnpj_invalid',
	/** Neither a CPF nor a CNPJ, where either would do. */
	'tax_id_invalid',
	/** A CNPJ where a natural person needs a CPF (item 76). */
	'cpf_expected',
	/** A CPF where a legal person needs a CNPJ (item 76). */
	'cnpj_expected',
	/** Nome Fantasia does not exist for natural persons (item 68). */
	'trade_name_not_for_person',
	/** I.Est. does not exist for natural persons (item 77). */
	'state_registration_not_for_person',
	'state_registration_invalid',
	'phone_invalid',
	/** A telephone number, but not of a mobile. */
	'mobile_invalid',
	'area_code_invalid',
	'email_invalid',
	'postal_code_invalid',
	'state_invalid',
	'day_invalid',
	/** The day lies after today. */
	'day_in_future',
	'amount_invalid',
	/** SMS consent needs a mobile (item 123). */
	'sms_consent_needs_mobile',
	/** Not a card number: wrong length or check digit. Refusals of a card never carry what was typed. */
	'card_number_invalid',
	'card_code_invalid',
	'card_expiry_invalid',
	'card_expired',
	'file_empty',
	/** More than `detail.limit` megabytes. */
	'file_too_large',
	/** Neither an image nor a PDF, an office document or text. */
	'file_type_refused',
	/** An import: the same CPF or CNPJ stands in line `detail.line` too. */
	'tax_id_in_file',
	/** An import: there is a customer of this CPF or CNPJ, `detail.code`. */
	'tax_id_known',
	/** An import of contacts: there is no customer of this code, CPF or CNPJ. */
	'customer_unknown',
	/** Not an http or https address, or one with a password in it. */
	'url_invalid',
	/** The person of this record was forgotten (LGPD art. 18 IV): it is read-only for ever. */
	'customer_anonymised',
	/** Merged into another record: that one is the person's. */
	'anonymise_merged',
	/** `detail.count` plans are still running. */
	'anonymise_running_plan',
	/** What was typed to confirm is not `detail.code`. */
	'confirmation_wrong',
	/** A whole number from `detail.minimum` to `detail.limit` is expected. */
	'number_range',
	/** A billing method fines late payment by more than `detail.limit` percent. */
	'fine_too_high',
	/** Interest for late payment of more than `detail.limit` percent a month. */
	'interest_too_high',
	/** An agreement has 1 to `detail.limit` instalments, each of a cent at least. */
	'instalments_invalid',
	/** The day lies before today. */
	'day_in_past',
	/** A promise to pay reaches `detail.limit` days at most. */
	'promise_too_far',
	/** The customer has a promise to pay that is still open. */
	'promise_open_already',
	/** `detail.count` promises to pay were broken lately. */
	'promises_broken',
	/** The suspension lies before the day that law and billing method allow, `detail.day`. */
	'suspension_too_early',
	/** A temporary suspension lasts `detail.minimum` to `detail.limit` days. */
	'pause_length',
	/** A temporary suspension was taken within 12 months; the next may begin on `detail.day`. */
	'pause_taken_already',
	/** A temporary suspension at the customer's request needs a customer who owes nothing overdue. */
	'pause_in_debt',
	/** A price before the first day of its subscription, `detail.day`. */
	'price_before_start',
	/** The month of this day is on an invoice already; the first open day is `detail.day`. */
	'price_billed_already',
	/** The subscription was cancelled: nothing of it changes any more. */
	'subscription_cancelled',
	/** The plan is suspended, or about to be. */
	'suspension_open',
	/** The plan is not active. */
	'plan_not_active',
	/** The service is back, or on its way back. */
	'suspension_ended',
	/** Only what has failed is tried again. */
	'suspension_not_failed',
	'batch_undone_already',
	/** There is a NAS at `detail.address` already. */
	'network_server_known',
	/** No bank file of bank `detail.bank` in format `detail.format` is known. */
	'cnab_layout_unknown',
	/** A bank file that we have made ourselves, where one of the bank is expected. */
	'bank_file_remessa',
	/** A bank file without its last line: it was cut off on its way. */
	'bank_file_cut',
	/** Its last line counts `detail.expected` lines, there are `detail.found`. */
	'bank_file_lines',
	/** A value does not fit into its columns of a bank file: `detail.length` characters for `detail.limit`. */
	'cnab_value_too_long',
	/** A value is not what its column of a bank file takes: letters in a number, a day that does not exist. */
	'cnab_value_invalid',
	/** `detail.digits` digits are expected: a number, or several to choose from. */
	'digits_expected',
	/** Boletos of this bank are not issued. */
	'bank_unsupported',
	/** The bank has no such carteira, or slips of it are not ours to number. */
	'portfolio_unsupported',
	/** Neither 44, 47 nor 48 digits: `detail.length`. */
	'boleto_unreadable',
	/** The check digit of block `detail.block` of the line does not fit its digits. */
	'boleto_block_digit',
	/** The general check digit does not fit, though blocks 1 to 3 are right: it is block 4 or 5. */
	'boleto_tail_digit',
	/** The general check digit of a barcode does not fit. */
	'boleto_check_digit',
	/** Not in reais. */
	'boleto_currency',
	/** The due factor lies between 0001 and 0999, which stand for no day. */
	'boleto_due_factor',
	/** 48 digits that do not begin as a collection slip does. */
	'boleto_kind_unknown',
	/** The collection account would number a registered boleto otherwise today: somebody changed it since. */
	'boleto_account_changed',
	'our_numbers_used_up',
	/** The billing method has no account over which boletos could be issued. */
	'boleto_account_missing',
	/** The bank has not refused the invoice's boleto: it is as good as it was. */
	'boleto_not_refused',
	/** Past its due day: no bank registers such a boleto. */
	'boleto_overdue',
	/** Invoice `detail.number` is paid, cancelled or part of an agreement: no boleto of it is sent. */
	'invoice_not_open',
	/** Not a PIX code: nothing that can be read from character `detail.position` on. */
	'pix_unreadable',
	/** The four last characters do not fit the others. */
	'pix_crc',
	/** Field `detail.id` of the BR Code manual is not there. */
	'pix_field_missing',
	/** Field `detail.id` of the BR Code manual has a value that it cannot have. */
	'pix_field_invalid',
	/** Neither CPF, CNPJ, mobile, e-mail nor random key, as the central bank writes them. */
	'pix_key_invalid',
	/** More than `detail.limit` characters, or others than letters and digits. */
	'pix_txid_invalid',
	/** Not the address of a dynamic PIX: without scheme, at most 77 characters. */
	'pix_url_invalid',
	'setting_unknown',
	'setting_invalid',
	'role_invalid',
	/** From this state there is no way to that one (`detail.from`, `detail.to`). */
	'transition_refused',
	/** The role of the signed-in person does not allow it. `detail.verb` says what. */
	'permission_denied'
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A refusal is a value. The same shape as the engine's, declared here because the domain imports nothing of ours. */
export interface Refusal {
	readonly ok: false;
	readonly code: RefusalCode;
	/** The field it is about, by its name in code (`postalCode`). */
	readonly field?: string | undefined;
	/** What the sentence needs, e.g. `{ limit: 150, length: 163 }`. */
	readonly detail?: Readonly<Record<string, string | number>> | undefined;
}

export function refusal(code: RefusalCode, field?: string, detail?: Readonly<Record<string, string | number>>): Refusal {
	return { ok: false, code, ...(field === undefined ? {} : { field }), ...(detail === undefined ? {} : { detail }) };
}
