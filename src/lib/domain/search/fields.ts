import type { PersonKind } from '../customer/registration.ts';

/** "Condição": Contém and Igual (items 17, 19, 21). */
export const searchConditions = ['contains', 'equals'] as const;
export type SearchCondition = (typeof searchConditions)[number];

/** How the list of fields is grouped on the screen. */
export const searchGroups = ['customer', 'contact', 'plan', 'network', 'numbers', 'deleted'] as const;
export type SearchGroup = (typeof searchGroups)[number];

/**
 * How what was typed is read, and how it is compared with the column (terms.ts, matches.ts):
 * - `text`: folded on both sides.
 * - `cased`: Contém folded; Igual as typed, in capitals or in small letters, which a plain btree can answer.
 * - `ip`: Contém as text, Igual as the one way of writing the address.
 * - `number`: the digits of a whole number; Igual without leading zeros.
 * - `digits`, `cpf`, `cnpj`, `phone`, `email`, `mac`, `network` (IP or MAC): the stored form, which has no punctuation.
 * - `day`: the column's day lies in the day, month, year or range that was typed, under both conditions.
 */
export type SearchReading = 'text' | 'cased' | 'number' | 'digits' | 'cpf' | 'cnpj' | 'phone' | 'email' | 'mac' | 'ip' | 'network' | 'day';

/** Tables that are looked into, by their SQL names; each row has a `customer_id`, except the customer itself. */
export type SearchTable = keyof typeof searchTexts;

export interface SearchFieldRule {
	/** Number in the checklist; null: the product's own. */
	readonly item: number | null;
	readonly group: SearchGroup;
	readonly table: SearchTable;
	/** SQL names; a row is found when one of them fits. */
	readonly columns: readonly string[];
	readonly reads: SearchReading;
	/** Only customers of this kind can be found by it: CPF and CNPJ share one column. */
	readonly personKind?: PersonKind;
	/** Only what was deleted, or only what was not (Itens Apagados, items 50–53). Absent: both. */
	readonly deleted?: boolean;
	/**
	 * Part in the search over all fields: `whole` when what was typed is exactly this (every field is looked at by a btree),
	 * `never` for days. Parts of words are found by `searchTexts`.
	 */
	readonly inAll: 'whole' | 'never';
}

/**
 * What "Contém" over all fields looks at in each table: the columns in the order of the table's generated, folded column
 * `search` (schema/*.ts), which has a trigram index. `null`: such a table is found by whole numbers only, because its
 * parts would find half of the customers and mean nothing.
 */
export const searchTexts = {
	customer: ['name', 'trade_name', 'code', 'tax_id', 'phone', 'mobile', 'email', 'address', 'district', 'city', 'reference'],
	contact: ['name', 'phone', 'mobile', 'nextel', 'email', 'tax_id'],
	subscription: [
		'installation_address',
		'installation_district',
		'installation_city',
		'installation_reference',
		'domain',
		'circuit_number'
	],
	login: ['username'],
	email_account: ['address'],
	ip_assignment: ['ip', 'mac', 'mac2', 'onu_mac'],
	equipment: ['serial_number'],
	voice_terminal: null,
	tv_card: null,
	contract: null,
	ticket: null,
	work_order: null,
	invoice: null
} as const satisfies Record<string, readonly string[] | null>;

/** Columns that such a table's `search` holds although parts of them are only looked for by their own field. */
export const ownTexts: Readonly<Partial<Record<SearchTable, readonly string[]>>> = {
	ticket: ['protocol'],
	contract: ['number'],
	work_order: ['number'],
	equipment: ['asset_number']
};

const rule = (
	item: number | null,
	group: SearchGroup,
	table: SearchTable,
	columns: string | readonly string[],
	reads: SearchReading,
	more: Partial<SearchFieldRule> = {}
): SearchFieldRule => ({
	item,
	group,
	table,
	columns: typeof columns === 'string' ? [columns] : columns,
	reads,
	inAll: reads === 'day' ? 'never' : 'whole',
	...more
});
const live = { deleted: false };
const gone = { deleted: true };

/**
 * "Pesquisar em…" (items 16, 24–61; M4): the one table from which the SQL, the test on a changed row, the screen's list
 * and the automation's arguments are made.
 */
export const searchFields = {
	name: rule(24, 'customer', 'customer', 'name', 'text'),
	code: rule(25, 'customer', 'customer', 'code', 'number'),
	tradeName: rule(30, 'customer', 'customer', 'trade_name', 'text'),
	cpf: rule(37, 'customer', 'customer', 'tax_id', 'cpf', { personKind: 'natural' }),
	cnpj: rule(38, 'customer', 'customer', 'tax_id', 'cnpj', { personKind: 'legal' }),
	phone: rule(35, 'customer', 'customer', 'phone', 'phone'),
	mobile: rule(34, 'customer', 'customer', 'mobile', 'phone'),
	email: rule(null, 'customer', 'customer', 'email', 'email'),
	address: rule(31, 'customer', 'customer', 'address', 'text'),
	reference: rule(48, 'customer', 'customer', 'reference', 'text'),
	contactName: rule(29, 'contact', 'contact', 'name', 'text'),
	contactMobile: rule(33, 'contact', 'contact', 'mobile', 'phone'),
	contactEmail: rule(46, 'contact', 'contact', 'email', 'email'),
	startedOn: rule(36, 'plan', 'subscription', 'started_on', 'day'),
	installationAddress: rule(32, 'plan', 'subscription', 'installation_address', 'text'),
	emailAccount: rule(26, 'plan', 'email_account', 'address', 'email', live),
	domain: rule(27, 'plan', 'subscription', 'domain', 'text'),
	circuitNumber: rule(45, 'plan', 'subscription', 'circuit_number', 'text'),
	voiceTerminal: rule(47, 'plan', 'voice_terminal', 'number', 'phone', live),
	smartcard: rule(54, 'plan', 'tv_card', 'smartcard', 'digits'),
	casNumber: rule(55, 'plan', 'tv_card', 'cas_number', 'digits'),
	login: rule(28, 'network', 'login', 'username', 'cased', live),
	ip: rule(39, 'network', 'ip_assignment', 'ip', 'ip', live),
	mac: rule(40, 'network', 'ip_assignment', 'mac', 'mac', live),
	mac2: rule(42, 'network', 'ip_assignment', 'mac2', 'mac', live),
	onuMac: rule(43, 'network', 'ip_assignment', 'onu_mac', 'mac', live),
	serialNumber: rule(59, 'network', 'equipment', 'serial_number', 'cased'),
	assetNumber: rule(61, 'network', 'equipment', 'asset_number', 'number'),
	contract: rule(58, 'numbers', 'contract', 'number', 'number'),
	ticket: rule(57, 'numbers', 'ticket', 'protocol', 'number'),
	workOrder: rule(56, 'numbers', 'work_order', 'number', 'number'),
	boletoNumber: rule(44, 'numbers', 'invoice', 'boleto_number', 'digits'),
	taxInvoiceNumber: rule(49, 'numbers', 'invoice', 'tax_invoice_number', 'digits'),
	deletedEmail: rule(50, 'deleted', 'email_account', 'address', 'email', gone),
	deletedLogin: rule(51, 'deleted', 'login', 'username', 'cased', gone),
	deletedIpMac: rule(52, 'deleted', 'ip_assignment', ['ip', 'mac', 'mac2', 'onu_mac'], 'network', gone),
	deletedTerminal: rule(53, 'deleted', 'voice_terminal', 'number', 'phone', gone)
} as const satisfies Record<string, SearchFieldRule>;

/** A field of a row, without the search over all of them. */
export type RowField = keyof typeof searchFields;
export const rowFields = Object.keys(searchFields) as readonly RowField[];

/** "Pesquisar em…"; `any` is "Todos os campos". */
export type SearchField = 'any' | RowField;
export const searchFieldNames = ['any', ...rowFields] as readonly [SearchField, ...SearchField[]];

/** The rule of a field, by its general type. */
export const ruleOf = (field: RowField): SearchFieldRule => searchFields[field];
