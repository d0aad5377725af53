import { and, asc, eq, isNull } from 'drizzle-orm';
import { ruleOf } from '#lib/domain/search/fields.ts';
import { branch } from '#lib/schema/branch.ts';
import { equipment } from '#lib/schema/plan-item.ts';
import { defineQuery } from '#lib/sync/model.ts';
import { searchArgs } from './search.ts';
import { rowMatches, planSearch, tablesOf, wordsFor, type SearchPlan } from './search-plan.ts';
import { fieldWhere, partsWhere } from './search-where.ts';

const args = searchArgs.pick({ text: true, field: true, condition: true, branchId: true });

/** A box in the local stock of a branch. */
export interface InStock {
	readonly id: string;
	readonly kind: string;
	readonly serialNumber: string;
	readonly assetNumber: number | null;
	readonly branchId: string;
	readonly branchName: string | null;
}

/** Most boxes that are told of: beside a list of customers, more would be in the way. */
const MOST = 20;

/**
 * What a search finds in the local stock (Serial Number, item 59; Patrimônio, item 61): nobody has it, so no customer can
 * be listed, and the answer must not be silence. Empty for searches that do not look at equipment.
 */
export const stockSearch = defineQuery({
	name: 'customer.searchStock',
	args,
	async run(tx, args): Promise<readonly InStock[]> {
		const plan = planSearch(args.text, args.field, args.condition);
		const wheres = wheresOf(plan);
		const found = new Map<string, InStock>();
		for (const where of wheres) {
			const rows = await tx
				.select({
					id: equipment.id,
					kind: equipment.kind,
					serialNumber: equipment.serialNumber,
					assetNumber: equipment.assetNumber,
					branchId: equipment.branchId,
					branchName: branch.name
				})
				.from(equipment)
				.leftJoin(branch, eq(branch.id, equipment.branchId))
				.where(and(where.net, where.test, isNull(equipment.customerId), args.branchId ? eq(equipment.branchId, args.branchId) : undefined))
				.orderBy(asc(equipment.serialNumber))
				.limit(MOST);
			for (const row of rows) found.set(row.id, row);
		}
		return [...found.values()].slice(0, MOST);
	},
	dependsOn(args, result) {
		const plan = planSearch(args.text, args.field, args.condition);
		if (!tablesOf(plan).includes('equipment')) return [];
		return [
			{
				table: 'equipment',
				rows: (row) => row.customer_id === null && (!args.branchId || row.branch_id === args.branchId) && rowMatches('equipment', row, plan)
			},
			{ table: 'branch', ids: result.map((one) => one.branchId) }
		];
	}
});

function wheresOf(plan: SearchPlan) {
	if (plan.kind === 'field') return ruleOf(plan.field).table === 'equipment' ? [fieldWhere(plan.field, plan.condition, plan.term)] : [];
	if (plan.kind !== 'all') return [];
	const whole = plan.whole
		.filter(({ field }) => ruleOf(field).table === 'equipment')
		.map(({ field, term }) => fieldWhere(field, 'equals', term));
	const words = plan.parts === null ? null : wordsFor('equipment', plan.parts);
	return [...whole, ...(words === null ? [] : [partsWhere('equipment', words)])];
}
