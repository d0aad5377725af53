import { sql, type SQL } from 'drizzle-orm';
import { ruleOf } from '#lib/domain/search/fields.ts';
import type { CustomerStatus } from '#lib/schema/customer.ts';
import { defineQuery, type Dependency } from '#lib/sync/model.ts';
import { rowTest, searchArgs } from './search.ts';
import { partSources, unionOf, wholeSources } from './search-hits.ts';
import { planSearch, tablesOf, wordsFor, type SearchPlan } from './search-plan.ts';
import { fieldWhere, partsWhere, rowsOf } from './search-where.ts';

const args = searchArgs.pick({ text: true, field: true, condition: true });

/** Counting stops here: beyond it a number says no more than "many", and the search box must stay instant. */
export const COUNT_CAP = 2000;

export interface CustomerCounts {
	readonly total: number;
	/** There are more than `COUNT_CAP`; the numbers are lower bounds. */
	readonly capped: boolean;
	readonly groups: readonly { readonly branchId: string; readonly status: CustomerStatus; readonly count: number }[];
}

/** Customers counted by something that hangs on them: their own change of status or branch changes the numbers. */
const countedElsewhere = new WeakMap<object, readonly string[]>();

/** How many customers a search finds, by branch and status: the numbers on the filter chips. */
export const customerCounts = defineQuery({
	name: 'customer.counts',
	args,
	async run(tx, args): Promise<CustomerCounts> {
		const plan = planSearch(args.text, args.field, args.condition);
		if (plan.kind === 'nobody') return { total: 0, capped: false, groups: [] };
		const beyond = plan.kind !== 'everybody' && tablesOf(plan).some((table) => table !== 'customer');
		const cap = sql.raw(String(COUNT_CAP + 1));
		const some = beyond
			? sql`(select id, branch_id, status from customer where id in (select id from (${matching(plan)}) m group by id limit ${cap})) c`
			: sql`(select branch_id, status from ${ownRows(plan)} limit ${cap}) c`;
		const counted = await tx
			.select({
				branchId: sql<string>`c.branch_id`,
				status: sql<CustomerStatus>`c.status`,
				count: sql<number>`count(*)`.mapWith(Number),
				ids: beyond ? sql<string>`string_agg(c.id::text, ' ')` : sql<string>`''`
			})
			.from(some)
			.groupBy(sql`c.branch_id`, sql`c.status`);
		const total = counted.reduce((sum, group) => sum + group.count, 0);
		const result = {
			total: Math.min(total, COUNT_CAP),
			capped: total > COUNT_CAP,
			groups: counted.map(({ ids: _ids, ...group }) => group)
		};
		if (beyond)
			countedElsewhere.set(
				result,
				counted.flatMap((group) => group.ids.split(' '))
			);
		return result;
	},
	dependsOn(args, result): readonly Dependency[] {
		const plan = planSearch(args.text, args.field, args.condition);
		return [
			...tablesOf(plan).map((table) => ({ table, rows: rowTest({ ...args, limit: 1 }, table) })),
			{ table: 'customer', ids: countedElsewhere.get(result) ?? [] }
		];
	}
});

/** Customers that a search finds by their registration. */
function ownRows(plan: SearchPlan): SQL {
	if (plan.kind === 'field') return rowsOf('customer', fieldWhere(plan.field, plan.condition, plan.term));
	const words = plan.kind === 'all' && plan.parts !== null ? wordsFor('customer', plan.parts) : null;
	return rowsOf(
		'customer',
		words === null ? { net: undefined, test: plan.kind === 'everybody' ? undefined : sql`false` } : partsWhere('customer', words)
	);
}

/** Ids of the customers that a search finds, some of them several times. */
function matching(plan: SearchPlan): SQL {
	const cap = sql.raw(String(COUNT_CAP + 1));
	const selects: SQL[] = [];
	const ownTable =
		plan.kind === 'everybody' ||
		(plan.kind === 'field' ? ruleOf(plan.field).table === 'customer' : plan.kind === 'all' && plan.parts !== null);
	if (ownTable) selects.push(sql`(select id from ${ownRows(plan)} limit ${cap})`);
	const sources = plan.kind === 'field' && ownTable ? [] : [...wholeSources(plan), ...partSources(plan)];
	const union = unionOf(sources);
	if (union !== null) selects.push(sql`(select customer_id as id from ${union} limit ${cap})`);
	return sql.join(selects, sql` union all `);
}
