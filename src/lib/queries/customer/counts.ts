import { sql } from 'drizzle-orm';
import { customer, type CustomerStatus } from '#lib/schema/customer.ts';
import { defineQuery } from '#lib/sync/model.ts';
import { rowTest, searchArgs } from './search.ts';
import { planSearch } from './search-plan.ts';
import { searchWhere } from './search-where.ts';

const args = searchArgs.pick({ text: true, field: true, condition: true });

/** Counting stops here: beyond it a number says no more than "many", and the search box must stay instant. */
export const COUNT_CAP = 2000;

export interface CustomerCounts {
	readonly total: number;
	/** There are more than `COUNT_CAP`; the numbers are lower bounds. */
	readonly capped: boolean;
	readonly groups: readonly { readonly branchId: string; readonly status: CustomerStatus; readonly count: number }[];
}

/** How many customers a search finds, by branch and status: the numbers on the filter chips. */
export const customerCounts = defineQuery({
	name: 'customer.counts',
	args,
	async run(tx, args): Promise<CustomerCounts> {
		const some = tx
			.select({ branchId: customer.branchId, status: customer.status })
			.from(customer)
			.where(searchWhere(planSearch(args.text, args.field, args.condition)))
			.limit(COUNT_CAP + 1)
			.as('some');
		const groups = await tx
			.select({ branchId: some.branchId, status: some.status, count: sql<number>`count(*)`.mapWith(Number) })
			.from(some)
			.groupBy(some.branchId, some.status);
		const total = groups.reduce((sum, group) => sum + group.count, 0);
		return { total: Math.min(total, COUNT_CAP), capped: total > COUNT_CAP, groups };
	},
	dependsOn: (args) => [{ table: 'customer', rows: rowTest({ ...args, limit: 1 }) }]
});
