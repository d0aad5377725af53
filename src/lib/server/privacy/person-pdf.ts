import { formatInstant } from '#lib/domain/day/zone.ts';
import * as m from '#lib/paraglide/messages.js';
import { reportPdf, type ReportItem, type ReportSection } from '#lib/server/pdf/report.ts';
import type { PersonData, PersonRow } from './person-data.ts';
import { fieldTitle, fieldValue, isForMachines, portuguese } from './person-words.ts';

type Message = (inputs: object, options: typeof portuguese) => string;
/** Key of a section → its heading. Every section of the export has one (a test says so). */
export const headings: Readonly<Record<string, Message>> = {
	registrations: m.print_section_data,
	contacts: m.print_section_contacts,
	addresses: m.print_section_addresses,
	extraFields: m.print_section_extra,
	paymentMethods: m.print_section_payment,
	subscriptions: m.print_section_plans,
	contracts: m.pdf_section_contracts,
	prices: m.pdf_section_prices,
	charges: m.pdf_section_charges,
	invoices: m.pdf_section_invoices,
	invoiceItems: m.pdf_section_items,
	boletos: m.pdf_section_boletos,
	payments: m.pdf_section_payments,
	agreements: m.pdf_section_agreements,
	promises: m.pdf_section_promises,
	mails: m.pdf_section_mails,
	smsMessages: m.pdf_section_sms,
	debtNotices: m.pdf_section_debtNotices,
	suspensions: m.pdf_section_suspensions,
	logins: m.pdf_section_logins,
	emailAccounts: m.pdf_section_emails,
	networkAddresses: m.pdf_section_addresses_ip,
	voiceTerminals: m.pdf_section_terminals,
	tvCards: m.pdf_section_cards,
	equipment: m.pdf_section_equipment,
	observations: m.print_section_observations,
	readings: m.pdf_section_readings,
	tickets: m.print_section_tickets,
	ticketEntries: m.pdf_section_entries,
	workOrders: m.pdf_section_orders,
	documents: m.print_section_documents,
	merges: m.pdf_section_merges,
	notices: m.pdf_section_notices,
	history: m.pdf_section_history,
	accesses: m.pdf_section_accesses
};

/** The export as paper that the person can read (LGPD art. 19 § 2): Portuguese, A4, who issued it and when, pages numbered. */
export async function personPdf(data: PersonData, timeZone: string): Promise<Uint8Array> {
	const at = formatInstant(data.issuedAt, 'pt-BR', timeZone);
	const made = m.pdf_made({ at, name: data.issuedBy }, portuguese);
	const first = data.sections.registrations?.[0];
	return await reportPdf({
		head: data.provider,
		title: m.pdf_title({}, portuguese),
		lead: [
			[first?.name, first?.code === undefined ? undefined : `${m.print_code({}, portuguese)} ${String(first.code)}`]
				.filter(Boolean)
				.join(' · '),
			m.pdf_lead({ provider: data.provider }, portuguese),
			made
		],
		sections: Object.entries(data.sections).map(([key, rows]) => sectionOf(key, rows, timeZone)),
		foot: `${data.provider} · ${made}`,
		page: (page, pages) => m.pdf_page({ page, pages }, portuguese),
		issuedAt: data.issuedAt
	});
}

const sectionOf = (key: string, rows: readonly PersonRow[], timeZone: string): ReportSection => ({
	title: headings[key]?.({}, portuguese) ?? key,
	items: rows.map((row) => (key === 'history' ? changeOf(row, timeZone) : itemOf(row, timeZone))),
	none: m.pdf_none({}, portuguese)
});

function itemOf(row: PersonRow, timeZone: string): ReportItem {
	const facts = Object.entries(row).flatMap(([key, value]): [string, string][] => {
		if (isForMachines(key)) return [];
		const text = fieldValue(key, value, timeZone);
		return text === '' ? [] : [[fieldTitle(key) ?? key, text]];
	});
	return { facts };
}

/** A line of Histórico: when, who, what, and each field with the value before and after. */
function changeOf(row: PersonRow, timeZone: string): ReportItem {
	const { changes, at, userName, tableName, operation } = row as PersonRow & {
		changes: Readonly<Record<string, readonly [unknown, unknown]>>;
	};
	const camel = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
	return {
		title: [
			fieldValue('at', at, timeZone),
			fieldValue('userName', userName, timeZone),
			fieldValue('tableName', tableName, timeZone),
			fieldValue('operation', operation, timeZone)
		]
			.filter((part) => part !== '')
			.join(' · '),
		facts: Object.entries(changes).flatMap(([column, [before, after]]): [string, string][] => {
			const key = camel(column);
			if (isForMachines(key)) return [];
			const [old, now] = [fieldValue(key, before, timeZone), fieldValue(key, after, timeZone)];
			return [[fieldTitle(key) ?? key, old === '' ? now : `${old} > ${now === '' ? '-' : now}`]];
		})
	};
}
