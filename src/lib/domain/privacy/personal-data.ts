/**
 * Which stored values are about a person, table by table (LGPD art. 5 I), and what becomes of them when the person is forgotten
 * (art. 18 IV). SQL names. One description for the anonymisation itself, for what Histórico keeps of it, and for the test that holds
 * it against the schema: a new table or column of a customer must be judged here.
 */
export type Fate =
	/** The rows go. What was in them counts as personal altogether. */
	| { readonly kind: 'removed' }
	/** The rows stay, these columns become null or what is given: facts of the business without the person. */
	| { readonly kind: 'blanked'; readonly personal: Readonly<Record<string, string | null>> }
	/** The rows stay as they are, and why. */
	| { readonly kind: 'kept'; readonly because: string };

/** In place of a name, on the record and in lists. Portuguese, like the data around it. */
export const forgottenName = 'Titular anonimizado';
/** In place of a value in Histórico. */
export const forgottenValue = '(anonimizado)';

export const fates: Readonly<Record<string, Fate>> = {
	contact: { kind: 'removed' },
	address: { kind: 'removed' },
	extra_field_value: { kind: 'removed' },
	payment_method: { kind: 'removed' },
	document: { kind: 'removed' },
	upload: { kind: 'removed' },
	observation: { kind: 'removed' },
	reading: { kind: 'removed' },
	overwrite_notice: { kind: 'removed' },
	customer_merge: { kind: 'removed' },
	login: { kind: 'removed' },
	email_account: { kind: 'removed' },
	ip_assignment: { kind: 'removed' },
	voice_terminal: { kind: 'removed' },
	tv_card: { kind: 'removed' },
	payment_promise: { kind: 'removed' },
	mail_message: { kind: 'removed' },
	sms_message: { kind: 'removed' },
	debt_notice: { kind: 'removed' },
	ticket: {
		kind: 'blanked',
		personal: { subject: 'Atendimento anonimizado', contact_name: null, contact_phone: null, notes: null, notes_yjs: null }
	},
	ticket_entry: { kind: 'blanked', personal: { text: null } },
	work_order: { kind: 'blanked', personal: { subject: 'Ordem anonimizada', description: null, outcome: null } },
	subscription: {
		kind: 'blanked',
		personal: {
			installation_address: null,
			installation_district: null,
			installation_city: null,
			installation_reference: null,
			domain: null,
			circuit_number: null
		}
	},
	customer: {
		kind: 'blanked',
		personal: {
			name: forgottenName,
			trade_name: null,
			tax_id: '',
			state_registration: null,
			phone: null,
			mobile: null,
			fax: null,
			email: null,
			address: '',
			district: null,
			postal_code: null,
			reference: null,
			condominium: null,
			billing_address: null,
			billing_district: null,
			billing_city: null,
			billing_state: null,
			billing_postal_code: null,
			remarks: null,
			remarks_yjs: null
		}
	},
	// Typed by somebody, and not yet part of an invoice; what was invoiced is in the invoice's items.
	suspension: { kind: 'blanked', personal: { reason: null } },
	charge: { kind: 'blanked', personal: { description: 'Lançamento anonimizado' } },
	payment: { kind: 'blanked', personal: { note: null } },
	subscription_price: { kind: 'kept', because: 'what the plan cost and since when, without a name' },
	agreement: { kind: 'kept', because: 'fiscal facts without a name: what the instalments stand for (CTN art. 173 and 195)' },
	boleto: { kind: 'kept', because: 'numbers that a bank knows too: five years (CTN art. 173 and 195)' },
	invoice_item: { kind: 'kept', because: 'what was invoiced is the fiscal document itself: five years (CTN art. 173 and 195)' },
	invoice_run_problem: { kind: 'kept', because: 'the code of why a run could not bill, without a name' },
	invoice: { kind: 'kept', because: 'fiscal facts without a name: five years (CTN art. 173 and 195)' },
	contract: { kind: 'kept', because: 'that there was a contract, its number and date, without a name (LGPD art. 16 I)' },
	equipment: { kind: 'kept', because: 'property of the provider: a device and where it was' }
};

/** Columns of customer that stay: they tell that there was a customer, and not who. */
export const keptOfCustomer: readonly string[] = [
	'id',
	'branch_id',
	'code',
	'person_kind',
	'status',
	'registered_on',
	'city',
	'state',
	'auto_suspend',
	'charge_boleto_fee',
	'itemised_tax_invoice',
	'fiscal_code',
	'charge_extra_email',
	'allow_discounts',
	'email_before_due',
	'email_delinquency',
	'merged_into_id',
	'anonymised_at',
	'created_at',
	'created_by',
	'updated_at',
	'updated_by'
];

/** Of a row that was removed altogether: what it belonged to and when, and not what it said. By name, for a CPF is a `tax_id` too. */
const told =
	/^((customer|branch|contact|contact_type|address_type|extra_field|billing_method|observation_type|observation|subscription|ticket|merged)_id|\w+_(at|by))$/;

/** Whether a value that Histórico kept of this column tells something about the person. Ids of our own lists and people do not. */
export function isPersonal(table: string, column: string): boolean {
	const fate = fates[table];
	if (fate === undefined || fate.kind === 'kept') return false;
	return fate.kind === 'removed' ? !told.test(column) : column in fate.personal;
}
