/** Every address of the back-office in one place, so that a moved screen is one changed line. Nothing here imports a route. */
export const links = {
	home: '/',
	signIn: '/sign-in',
	customers: '/customers',
	newCustomer: '/customers/new',
	/** A customer's record; `tab` and `option` are the two levels of the record's own navigation. */
	customer: (id: string, tab?: string, option?: string): string =>
		['/customers', id, tab, option].filter((part) => part !== undefined).join('/'),
	tickets: '/tickets',
	ticket: (id: string): string => `/tickets/${id}`,
	workOrders: '/work-orders',
	workOrder: (id: string): string => `/work-orders/${id}`,
	/** Faturamento: the runs that make the invoices of a month. */
	billing: '/billing',
	/** Controle de Inadimplentes. */
	delinquency: '/delinquency',
	/** Arquivos do banco. */
	bankFiles: '/bank-files',
	pending: '/pending',
	/** Principal of the help, or the page of one topic. */
	help: (topic?: string | null): string => (topic === undefined || topic === null ? '/help' : `/help/${topic}`),
	settings: '/settings',
	settingsSection: (section: string): string => `/settings/${section}`,
	/** What was changed in a section, by whom and when. */
	settingsHistory: (section: string): string => `/settings/${section}/history`,
	/** Where one template is written. */
	messageTemplate: (id: string): string => `/settings/message-templates/${id}`
} as const;

/** Id of the customer whose record an address shows, or null. `/customers/new` is a form, not a record. */
export function customerIdOf(pathname: string): string | null {
	const id = /^\/customers\/([^/]+)/.exec(pathname)?.[1];
	return id === undefined || id === 'new' ? null : id;
}
