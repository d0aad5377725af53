import * as m from '#lib/paraglide/messages.js';

/** What of a record can be on paper, in the order in which it stands there. */
export const printSections = [
	'data',
	'contacts',
	'addresses',
	'extra',
	'payment',
	'plans',
	'observations',
	'tickets',
	'documents'
] as const;
export type PrintSection = (typeof printSections)[number];

const titles: Readonly<Record<PrintSection, () => string>> = {
	data: m.print_section_data,
	contacts: m.print_section_contacts,
	addresses: m.print_section_addresses,
	extra: m.print_section_extra,
	payment: m.print_section_payment,
	plans: m.print_section_plans,
	observations: m.print_section_observations,
	tickets: m.print_section_tickets,
	documents: m.print_section_documents
};
export const printSectionTitle = (section: PrintSection): string => titles[section]();

/** What most papers are for: who it is and how to reach them. The rest is chosen, for it is nobody's business on a desk. */
export const usualSections: readonly PrintSection[] = ['data', 'contacts', 'addresses', 'plans'];

/** A remembered choice, as far as this build knows its words. */
export const isPrintChoice = (value: unknown): value is PrintSection[] =>
	Array.isArray(value) && value.every((one) => printSections.includes(one as PrintSection));

/** One line of a section on paper. */
export interface PrintFact {
	readonly title: string;
	readonly value: string;
}
export interface PrintItem {
	readonly id: string;
	readonly title?: string | undefined;
	readonly facts: readonly PrintFact[];
	/** Words of several lines, as they were written. */
	readonly text?: string | undefined;
}

/** Without what is empty: paper has no empty fields. */
export const facts = (...all: readonly (readonly [title: string, value: string | null | undefined])[]): PrintFact[] =>
	all.flatMap(([title, value]) => (value === null || value === undefined || value === '' ? [] : [{ title, value }]));
