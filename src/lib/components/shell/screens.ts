import BanknoteX from '@lucide/svelte/icons/banknote-x';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Headset from '@lucide/svelte/icons/headset';
import Landmark from '@lucide/svelte/icons/landmark';
import House from '@lucide/svelte/icons/layout-grid';
import Inbox from '@lucide/svelte/icons/inbox';
import Receipt from '@lucide/svelte/icons/receipt-text';
import Settings from '@lucide/svelte/icons/settings';
import Users from '@lucide/svelte/icons/users-round';
import type { Component } from 'svelte';
import { can, type Verb } from '#lib/domain/permissions.ts';
import { links } from '#lib/links.ts';
import * as m from '#lib/paraglide/messages.js';

export interface Screen {
	readonly id: 'home' | 'customers' | 'tickets' | 'work-orders' | 'billing' | 'delinquency' | 'bank-files' | 'pending' | 'settings';
	readonly label: () => string;
	readonly href: string;
	readonly icon: Component<{ size?: number | string; strokeWidth?: number | string }>;
	/** Whether an address belongs to this screen. */
	readonly holds: (pathname: string) => boolean;
	/** Who may not do this does not see it. */
	readonly needs?: Verb;
}

const under = (start: string) => (pathname: string) => pathname === start || pathname.startsWith(`${start}/`);

/** The screens of the side navigation, in its order. A screen is listed when it exists, and not before. */
const screens: readonly Screen[] = [
	{ id: 'home', label: m.shell_home, href: links.home, icon: House, holds: (pathname) => pathname === links.home },
	{ id: 'customers', label: m.shell_customers, href: links.customers, icon: Users, holds: under(links.customers) },
	{ id: 'tickets', label: m.ticket_title, href: links.tickets, icon: Headset, holds: under(links.tickets) },
	{ id: 'work-orders', label: m.order_title, href: links.workOrders, icon: ClipboardList, holds: under(links.workOrders) },
	{ id: 'billing', label: m.run_title, href: links.billing, icon: Receipt, holds: under(links.billing), needs: 'invoice.update' },
	{
		id: 'delinquency',
		label: m.delinquency_short,
		href: links.delinquency,
		icon: BanknoteX,
		holds: under(links.delinquency),
		needs: 'invoice.view'
	},
	{
		id: 'bank-files',
		label: m.bank_file_title,
		href: links.bankFiles,
		icon: Landmark,
		holds: under(links.bankFiles),
		needs: 'bankFile.manage'
	},
	{ id: 'pending', label: m.shell_pending, href: links.pending, icon: Inbox, holds: under(links.pending) },
	{ id: 'settings', label: m.shell_settings, href: links.settings, icon: Settings, holds: under(links.settings) }
];

/** The screens of somebody with this role. */
export const screensOf = (role: string): readonly Screen[] => screens.filter(({ needs }) => needs === undefined || can(role, needs));
