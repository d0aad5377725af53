import { get } from './customer/get.ts';
import { search } from './customer/search.ts';
import { update } from './customer/update.ts';
import { create } from './observation/create.ts';
import { list } from './observation/list.ts';
import { addEntry } from './ticket/add-entry.ts';
import { get as getTicket } from './ticket/get.ts';
import { list as listTickets } from './ticket/list.ts';
import { open } from './ticket/open.ts';
import { setStatus } from './ticket/set-status.ts';
import { update as updateTicket } from './ticket/update.ts';
import { router } from './trpc.ts';

/** Everything an automation can ask or do. The path of a procedure is its scope. */
export const automations = router({
	customer: router({ search, get, update }),
	observation: router({ create, list }),
	ticket: router({ addEntry, get: getTicket, list: listTickets, open, setStatus, update: updateTicket })
});

/** For typed clients: `createTRPCClient<Automations>(…)`. */
export type Automations = typeof automations;
