import BookUser from '@lucide/svelte/icons/book-user';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import CreditCard from '@lucide/svelte/icons/credit-card';
import Gauge from '@lucide/svelte/icons/gauge';
import Headset from '@lucide/svelte/icons/headset';
import History from '@lucide/svelte/icons/history';
import IdCard from '@lucide/svelte/icons/id-card';
import ListPlus from '@lucide/svelte/icons/list-plus';
import MapPin from '@lucide/svelte/icons/map-pin';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Merge from '@lucide/svelte/icons/merge';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Star from '@lucide/svelte/icons/star';
import FileSignature from '@lucide/svelte/icons/file-pen-line';
import FileText from '@lucide/svelte/icons/file-text';
import type { Component } from 'svelte';
import { links } from '#lib/links.ts';
import * as m from '#lib/paraglide/messages.js';
import type { CustomerRecord } from '#lib/queries/customer/get.ts';

/** The two levels of the record's navigation, in the order of the screen: tabs across, the options of a tab at the left. */
export interface RecordOption {
	/** Also the name under which it is a favourite (179): never change one. */
	readonly id: string;
	readonly label: () => string;
	/** Last part of the address; null: the tab's own. */
	readonly path: string | null;
	readonly icon: Component<{ size?: number | string }>;
	/** What is worth a number beside it. */
	readonly count?: (record: CustomerRecord) => number;
}
export interface RecordTab {
	readonly id: string;
	readonly label: () => string;
	readonly options: readonly RecordOption[];
}

export const recordTabs: readonly RecordTab[] = [
	{
		id: 'registration',
		label: m.customer_tab_registration,
		options: [
			{ id: 'data', label: m.customer_option_data, path: null, icon: IdCard },
			{ id: 'options', label: m.record_option_options, path: 'options', icon: SlidersHorizontal },
			{ id: 'extra-fields', label: m.record_option_extra_fields, path: 'extra-fields', icon: ListPlus },
			{ id: 'addresses', label: m.record_option_addresses, path: 'addresses', icon: MapPin },
			{ id: 'contacts', label: m.record_option_contacts, path: 'contacts', icon: BookUser },
			{
				id: 'observations',
				label: m.customer_option_observations,
				path: 'observations',
				icon: MessageSquareText,
				count: (record) => record.mustReadCount
			},
			{ id: 'payment-methods', label: m.record_option_payment, path: 'payment-methods', icon: CreditCard },
			{ id: 'contracts', label: m.contract_option, path: 'contracts', icon: FileSignature },
			{ id: 'documents', label: m.document_option, path: 'documents', icon: FileText },
			{ id: 'duplicates', label: m.merge_option, path: 'duplicates', icon: Merge },
			{ id: 'privacy', label: m.privacy_option, path: 'privacy', icon: ShieldCheck },
			{ id: 'history', label: m.customer_option_history, path: 'history', icon: History },
			{ id: 'favourites', label: m.record_option_favourites, path: 'favourites', icon: Star }
		]
	},
	{
		id: 'plans',
		label: m.subscription_tab,
		options: [
			{ id: 'plans', label: m.subscription_option, path: null, icon: Gauge, count: (record) => record.plans.length },
			{ id: 'plans-inactive', label: m.subscription_ended_option, path: 'inactive', icon: CircleSlash }
		]
	},
	{
		id: 'tickets',
		label: m.ticket_tab,
		options: [
			{ id: 'tickets', label: m.ticket_option_tickets, path: null, icon: Headset, count: (record) => record.openTickets.length },
			{ id: 'work-orders', label: m.ticket_option_orders, path: 'work-orders', icon: ClipboardList }
		]
	},
	{
		id: 'invoices',
		label: m.invoice_tab,
		options: [{ id: 'invoices', label: m.invoice_option, path: null, icon: ReceiptText }]
	}
];

/** The address of an option of a customer's record; the first tab's own option is the record itself. */
export function optionHref(customerId: string, tab: RecordTab, option: RecordOption): string {
	if (tab.id === 'registration' && option.path === null) return links.customer(customerId);
	return option.path === null ? links.customer(customerId, tab.id) : links.customer(customerId, tab.id, option.path);
}

/** Which tab an address of the record belongs to. */
export function tabAt(customerId: string, pathname: string): RecordTab {
	return recordTabs.find((tab) => `${pathname}/`.startsWith(`${links.customer(customerId, tab.id)}/`)) ?? recordTabs[0]!;
}

/** An option with the tab it belongs to. */
export interface PlacedOption {
	readonly tab: RecordTab;
	readonly option: RecordOption;
}

/** The option of this name, for favourites; null for one of a later or an older build. */
export function optionById(id: string): PlacedOption | null {
	for (const tab of recordTabs) {
		const option = tab.options.find((one) => one.id === id);
		if (option) return { tab, option };
	}
	return null;
}

/** Which option of a tab an address shows; screens below an option, as one document, belong to it. */
export function optionAt(customerId: string, tab: RecordTab, pathname: string): RecordOption | undefined {
	const inside = tab.options.filter((option) => `${pathname}/`.startsWith(`${optionHref(customerId, tab, option)}/`));
	return inside.sort((a, b) => optionHref(customerId, tab, b).length - optionHref(customerId, tab, a).length)[0] ?? tab.options[0];
}

/**
 * The option list of a tab: what a person starred first (M1 5.9: "que tenha maior prioridade"), of whichever tab, in the
 * order in which it was starred; then the other options of this tab.
 */
export function optionList(
	tab: RecordTab,
	favourites: readonly string[]
): { readonly starred: readonly PlacedOption[]; readonly others: readonly PlacedOption[] } {
	const starred = favourites.map(optionById).filter((one) => one !== null);
	return {
		starred,
		others: tab.options.filter((option) => !favourites.includes(option.id)).map((option) => ({ tab, option }))
	};
}
