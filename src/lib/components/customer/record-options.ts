import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Headset from '@lucide/svelte/icons/headset';
import History from '@lucide/svelte/icons/history';
import IdCard from '@lucide/svelte/icons/id-card';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
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
			{
				id: 'observations',
				label: m.customer_option_observations,
				path: 'observations',
				icon: MessageSquareText,
				count: (record) => record.mustReadCount
			},
			{ id: 'history', label: m.customer_option_history, path: 'history', icon: History }
		]
	},
	{
		id: 'tickets',
		label: m.ticket_tab,
		options: [
			{ id: 'tickets', label: m.ticket_option_tickets, path: null, icon: Headset, count: (record) => record.openTickets.length },
			{ id: 'work-orders', label: m.ticket_option_orders, path: 'work-orders', icon: ClipboardList }
		]
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
