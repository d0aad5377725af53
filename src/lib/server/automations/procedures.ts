/** What automations may call, and so what an API key may be allowed: the scopes. A test holds it against the routers. */
export const procedures = [
	'customer.search',
	'customer.get',
	'customer.update',
	'observation.create',
	'observation.list',
	'ticket.addEntry',
	'ticket.get',
	'ticket.list',
	'ticket.open',
	'ticket.setStatus',
	'ticket.update'
] as const;

export type ProcedureName = (typeof procedures)[number];
