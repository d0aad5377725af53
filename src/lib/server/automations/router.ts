import { get } from './customer/get.ts';
import { search } from './customer/search.ts';
import { update } from './customer/update.ts';
import { create } from './observation/create.ts';
import { list } from './observation/list.ts';
import { router } from './trpc.ts';

/** Everything an automation can ask or do. The path of a procedure is its scope. */
export const automations = router({
	customer: router({ search, get, update }),
	observation: router({ create, list })
});

/** For typed clients: `createTRPCClient<Automations>(…)`. */
export type Automations = typeof automations;
