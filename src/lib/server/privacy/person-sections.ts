/**
 * What the provider holds on one person, as questions (LGPD art. 18 II): each section is a table whose rows hang on the customer, with
 * the names behind its ids. A test compares this with the schema, so that a new table is exported or left out with a reason.
 */
export interface PersonSection {
	/** Name of the section in the JSON. */
	readonly key: string;
	readonly table: string;
	/** SQL names that do not leave: secrets, and what only the machine reads. */
	readonly hidden?: readonly string[];
	/** Further columns, `name → SQL` with the row as `t`: the words behind ids. */
	readonly names?: Readonly<Record<string, string>>;
	readonly order: string;
}

/** Never of use to the person: generated for search, or the state of an editor whose text stands beside it. */
export const machineColumns: readonly string[] = ['search', 'name_folded', 'remarks_yjs', 'notes_yjs'];

const nameOf = (table: string, column: string): string => `(select x.name from ${table} x where x.id = t.${column})`;
const plan = {
	service_plan_name: `(select p.name from subscription s join service_plan p on p.id = s.service_plan_id where s.id = t.subscription_id)`
};
const invoice = { invoice_number: `(select i.number from invoice i where i.id = t.invoice_id)` };

export const personSections: readonly PersonSection[] = [
	{ key: 'registrations', table: 'customer', names: { branch_name: nameOf('branch', 'branch_id') }, order: 't.created_at' },
	{ key: 'contacts', table: 'contact', names: { contact_type_name: nameOf('contact_type', 'contact_type_id') }, order: 't.name' },
	{ key: 'addresses', table: 'address', names: { address_type_name: nameOf('address_type', 'address_type_id') }, order: 't.created_at' },
	{
		key: 'extraFields',
		table: 'extra_field_value',
		names: { extra_field_name: nameOf('extra_field', 'extra_field_id'), contact_name: nameOf('contact', 'contact_id') },
		order: 't.created_at'
	},
	{
		// Brand and last digits of a card; the tokeniser's name of it is no datum of the person and stays (design, card data).
		key: 'paymentMethods',
		table: 'payment_method',
		names: { billing_method_name: nameOf('billing_method', 'billing_method_id') },
		order: 't.created_at'
	},
	{
		key: 'subscriptions',
		table: 'subscription',
		names: { service_plan_name: nameOf('service_plan', 'service_plan_id') },
		order: 't.started_on'
	},
	{ key: 'contracts', table: 'contract', names: plan, order: 't.number' },
	{ key: 'prices', table: 'subscription_price', names: plan, order: 't.from_on' },
	{ key: 'charges', table: 'charge', names: { billing_method_name: nameOf('billing_method', 'billing_method_id') }, order: 't.created_at' },
	{
		key: 'invoices',
		table: 'invoice',
		hidden: ['run_key'],
		names: { billing_method_name: nameOf('billing_method', 'billing_method_id') },
		order: 't.due_on'
	},
	{ key: 'invoiceItems', table: 'invoice_item', hidden: ['item_key'], names: invoice, order: 't.invoice_id, t.description' },
	{ key: 'boletos', table: 'boleto', names: invoice, order: 't.issued_on' },
	{ key: 'payments', table: 'payment', hidden: ['origin_key'], names: invoice, order: 't.paid_on' },
	{
		key: 'agreements',
		table: 'agreement',
		hidden: ['invoice_ids'],
		names: { billing_method_name: nameOf('billing_method', 'billing_method_id') },
		order: 't.created_at'
	},
	{ key: 'promises', table: 'payment_promise', order: 't.created_at' },
	{
		key: 'mails',
		table: 'mail_message',
		hidden: ['invoice_ids', 'archived', 'batch_id', 'letter_key', 'message_template_id'],
		order: 't.created_at'
	},
	{ key: 'smsMessages', table: 'sms_message', hidden: ['letter_id', 'once_key', 'part_cents', 'archived'], order: 't.created_at' },
	{ key: 'debtNotices', table: 'debt_notice', order: 't.proven_on' },
	{
		key: 'suspensions',
		table: 'suspension',
		hidden: ['failure', 'failure_detail', 'reasons', 'direction', 'opens_ticket', 'restore_requested_at', 'debts_before'],
		names: plan,
		order: 't.created_at'
	},
	{ key: 'logins', table: 'login', hidden: ['password'], names: plan, order: 't.created_at' },
	{ key: 'emailAccounts', table: 'email_account', names: plan, order: 't.created_at' },
	{ key: 'networkAddresses', table: 'ip_assignment', names: plan, order: 't.created_at' },
	{ key: 'voiceTerminals', table: 'voice_terminal', names: plan, order: 't.created_at' },
	{ key: 'tvCards', table: 'tv_card', names: plan, order: 't.created_at' },
	{ key: 'equipment', table: 'equipment', order: 't.created_at' },
	{
		key: 'observations',
		table: 'observation',
		names: { observation_type_name: nameOf('observation_type', 'observation_type_id'), created_by_name: nameOf('app_user', 'created_by') },
		order: 't.created_at'
	},
	{ key: 'readings', table: 'reading', names: { user_name: nameOf('app_user', 'user_id') }, order: 't.read_at' },
	{
		key: 'tickets',
		table: 'ticket',
		names: { ticket_type_name: nameOf('ticket_type', 'ticket_type_id'), assignee_name: nameOf('app_user', 'assignee_id') },
		order: 't.created_at'
	},
	{
		key: 'ticketEntries',
		table: 'ticket_entry',
		names: {
			protocol: `(select k.protocol from ticket k where k.id = t.ticket_id)`,
			created_by_name: nameOf('app_user', 'created_by')
		},
		order: 't.created_at'
	},
	{ key: 'workOrders', table: 'work_order', names: { technician_name: nameOf('app_user', 'technician_id') }, order: 't.created_at' },
	{ key: 'documents', table: 'document', order: 't.created_at' },
	{ key: 'merges', table: 'customer_merge', order: 't.created_at' },
	{ key: 'notices', table: 'overwrite_notice', names: { by_user_name: nameOf('app_user', 'by_user_id') }, order: 't.created_at' },
	{ key: 'history', table: 'history', names: { user_name: nameOf('app_user', 'user_id') }, order: 't.at' },
	{ key: 'accesses', table: 'access_log', names: { user_name: nameOf('app_user', 'user_id') }, order: 't.at' }
];

/** Tables with something of a customer that are no part of the export, and why. */
export const notExported: Readonly<Record<string, string>> = {
	invoice_run_problem: 'a code of why an invoice could not be made yet, which is tried again or gone',
	upload: 'a file on its way: an hour later it is a document or gone',
	anonymisation: 'says that nothing is left, and is read on the record',
	legal_hold: 'under seal: exists only after the person was forgotten'
};
