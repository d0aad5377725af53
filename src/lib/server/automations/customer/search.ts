import { searchArgs } from '#lib/queries/customer/search.ts';
import type { CustomerFound } from '#lib/queries/customer/search.ts';
import { automation } from '../trpc.ts';

/** Customers by text, as in the search field of the office: best first. */
export const search = automation('customer.search')
	.input(searchArgs)
	.query(({ ctx, input }) => ctx.ask(input) as Promise<readonly CustomerFound[]>);
