import { optionAt, tabAt } from '#lib/components/customer/record-options.ts';
import { customerIdOf, links } from '#lib/links.ts';
import { helpTopic } from './pages.ts';

/** Beginnings of addresses and the page about them; the longest counts. */
const areas: readonly (readonly [start: string, topic: string])[] = [
	[links.customers, 'search'],
	[links.newCustomer, 'new-customer'],
	[links.tickets, 'tickets'],
	[links.workOrders, 'work-orders'],
	[links.billing, 'invoice-run'],
	[links.bankFiles, 'bank-files'],
	[links.delinquency, 'delinquency'],
	[links.pending, 'pending'],
	[links.settings, 'settings'],
	[links.settingsSection('message-templates'), 'message-templates'],
	[links.settingsSection('import'), 'import'],
	[links.settingsSection('jobs'), 'jobs']
];

/** The help page about what an address shows, for F1 and the "?"; null: the index. */
export function helpTopicAt(pathname: string): string | null {
	const customerId = customerIdOf(pathname);
	if (customerId !== null) {
		const option = optionAt(customerId, tabAt(customerId, pathname), pathname);
		return option && helpTopic(option.id) ? option.id : 'data';
	}
	return areas.filter(([start]) => `${pathname}/`.startsWith(`${start}/`)).sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? null;
}
