import { formatDay, isDay } from '#lib/domain/day/day.ts';
import { formatInstant } from '#lib/domain/day/zone.ts';
import { formatMoney } from '#lib/domain/money.ts';
import { formatPhone } from '#lib/domain/phone/phone.ts';
import { formatPostalCode } from '#lib/domain/postal-code.ts';
import { formatTaxId } from '#lib/domain/tax-id/tax-id.ts';
import * as m from '#lib/paraglide/messages.js';

/** On paper for the person, so in Portuguese whatever language the screen has. */
export const portuguese = { locale: 'pt-BR' } as const;

type Message = (inputs: object, options: typeof portuguese) => string;
const messages = m as unknown as Readonly<Record<string, Message | undefined>>;
/** Where the catalogue has the title of a column, the paper's own words first. */
const places = ['pdf_field_', 'customer_field_', 'history_field_', 'contact_', 'address_', 'payment_', 'option_', 'field_'];

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Title of a field of the export (camel case), or null when it has none. */
export function fieldTitle(key: string): string | null {
	for (const place of places) {
		const message = messages[place + snake(key)] ?? messages[place + key];
		if (message) return message({}, portuguese);
	}
	return null;
}

/** Ids, authors and checksums: in the JSON, where a machine may want them. On paper they say nothing. */
export const isForMachines = (key: string): boolean => key !== 'taxId' && (/^id$|(Id|By)$/.test(key) || silent.has(key));
const silent = new Set(['sha256', 'moved', 'taken', 'changes', 'version']);

const words: Readonly<Record<string, () => string>> = {
	natural: () => m.customer_kind_natural({}, portuguese),
	legal: () => m.customer_kind_legal({}, portuguese),
	active: () => m.customer_status_active({}, portuguese),
	inactive: () => m.customer_status_inactive({}, portuguese),
	insert: () => m.history_created({}, portuguese),
	update: () => m.history_changed({}, portuguese),
	delete: () => m.history_deleted({}, portuguese)
};
/** Fields whose values are words of ours, with the catalogue's key before the word. */
const coded: Readonly<Record<string, readonly string[]>> = {
	personKind: [],
	operation: [],
	status: ['ticket_status_', 'order_status_', 'pdf_status_'],
	mergedStatus: [],
	via: ['privacy_via_'],
	priority: ['ticket_priority_'],
	debitStatus: ['payment_status_'],
	accountKind: ['payment_account_'],
	tableName: ['history_table_'],
	source: ['pdf_source_'],
	kind: ['pdf_kind_', 'ticket_entry_']
};

/** A value as people read it; empty when there is nothing to say. `timeZone`: the provider's. */
export function fieldValue(key: string, value: unknown, timeZone: string): string {
	if (value === null || value === undefined || value === '') return '';
	if (typeof value === 'boolean') return value ? m.common_yes({}, portuguese) : m.common_no({}, portuguese);
	if (typeof value === 'number') return key.endsWith('Cents') ? formatMoney(value) : String(value);
	if (typeof value !== 'string') return JSON.stringify(value);
	const code = coded[key];
	if (code) {
		for (const place of code) {
			const message = messages[place + value];
			if (message) return message({}, portuguese);
		}
		return words[value]?.() ?? value;
	}
	if (key === 'taxId') return formatTaxId(value);
	if (key === 'postalCode' || key === 'billingPostalCode') return formatPostalCode(value);
	if (['phone', 'mobile', 'fax', 'contactPhone'].includes(key)) return formatPhone(value);
	if (isDay(value)) return formatDay(value);
	if (/(^|[a-z])(At|at)$/.test(key) && !Number.isNaN(Date.parse(value))) return formatInstant(value, 'pt-BR', timeZone);
	return value;
}
