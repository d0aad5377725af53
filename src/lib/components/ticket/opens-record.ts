import { links } from '#lib/links.ts';

/** How somebody came to a customer's record. */
export interface Arrival {
	/** As the router names it: `enter` is a reload or a deep link, `popstate` back or forward. */
	readonly type: string;
	/** Where they came from, within the office. */
	readonly from: string | null;
	/** The record had its tab across the top already. */
	readonly wasOpen: boolean;
}

/**
 * Whether this is the opening of a record that the variable "Abre Atendimento ao abrir o cadastro do cliente" means
 * (items 12, 13). Found in the search: always. A reload or going back: never, nobody has called. Coming back by its tab:
 * no, it was open. From a ticket or a service order: no, the call has its attendance already.
 */
export function opensRecord({ type, from, wasOpen }: Arrival): boolean {
	if (type === 'enter' || type === 'popstate') return false;
	const under = (start: string) => from === start || from?.startsWith(`${start}/`) === true;
	if (under(links.tickets) || under(links.workOrders)) return false;
	return from === links.customers || !wasOpen;
}
