import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { searchConditions, searchFieldNames } from '#lib/domain/search/fields.ts';
import { prefixPattern } from '#lib/domain/search/like.ts';
import { branch } from '#lib/schema/branch.ts';
import { customer, customerStatuses, type CustomerStatus, type PersonKind } from '#lib/schema/customer.ts';
import { defineQuery, type Tx } from '#lib/sync/model.ts';
import { matchedField, planSearch, rowMatches, type FieldOfRow, type SearchPlan } from './search-plan.ts';
import { searchWhere } from './search-where.ts';

/** Arguments of a search; `branchId` and `status` narrow what the text finds. */
export const searchArgs = z.object({
	text: z.string().max(200),
	field: z.enum(searchFieldNames).default('any'),
	condition: z.enum(searchConditions).default('contains'),
	branchId: z.uuid().nullish(),
	status: z.enum(customerStatuses).nullish(),
	limit: z.int().min(1).max(200).default(50)
});
export type SearchArgs = z.infer<typeof searchArgs>;

/** One line of the result list. */
export interface CustomerFound {
	readonly id: string;
	readonly code: number;
	readonly personKind: PersonKind;
	readonly name: string;
	readonly tradeName: string | null;
	readonly taxId: string;
	readonly phone: string | null;
	readonly mobile: string | null;
	readonly email: string | null;
	readonly address: string;
	readonly district: string | null;
	readonly city: string;
	readonly state: string;
	readonly status: CustomerStatus;
	readonly branchId: string;
	readonly branchName: string | null;
	/** Which field the row owes its place to, so that a list can show it. */
	readonly matched: FieldOfRow | null;
}

const columns = {
	id: customer.id,
	code: customer.code,
	personKind: customer.personKind,
	name: customer.name,
	tradeName: customer.tradeName,
	taxId: customer.taxId,
	phone: customer.phone,
	mobile: customer.mobile,
	email: customer.email,
	address: customer.address,
	district: customer.district,
	city: customer.city,
	state: customer.state,
	status: customer.status,
	branchId: customer.branchId,
	branchName: branch.name
};

/** Narrowing by branch and status, as the chips above the list say. */
export function narrowing(args: Pick<SearchArgs, 'branchId' | 'status'>): SQL | undefined {
	return and(args.branchId ? eq(customer.branchId, args.branchId) : undefined, args.status ? eq(customer.status, args.status) : undefined);
}

/** Byte order: served by the `text_pattern_ops` index, and the same in every database. */
const byName = sql`${customer.nameFolded} using ~<~`;

function select(tx: Tx, where: SQL | undefined, order: SQL, limit: number) {
	return tx.select(columns).from(customer).leftJoin(branch, eq(branch.id, customer.branchId)).where(where).orderBy(order).limit(limit);
}

/**
 * Pesquisar Cliente (checklist 14–38, 60). Best first: the exact code, then names that begin with the text, then
 * everything that contains it, by name. Three small questions instead of one sorted by a rank, because each of them
 * can stop early on an index: at 100,000 customers a rank over all matches of "silva" would cost more than the answer.
 */
export const customerSearch = defineQuery({
	name: 'customer.search',
	args: searchArgs,
	async run(tx, args): Promise<readonly CustomerFound[]> {
		const plan = planSearch(args.text, args.field, args.condition);
		if (plan.kind === 'nobody') return [];
		const narrow = narrowing(args);
		const found = new Map<string, Awaited<ReturnType<typeof select>>[number]>();
		const add = (rows: Awaited<ReturnType<typeof select>>): void => rows.forEach((row) => found.set(row.id, found.get(row.id) ?? row));

		const { code, name } = beginnings(plan);
		if (code !== null) add(await select(tx, and(eq(customer.code, code), narrow), asc(customer.code), 1));
		if (name !== null) add(await select(tx, and(sql`${customer.nameFolded} like ${prefixPattern(name)}`, narrow), byName, args.limit));
		if (found.size < args.limit)
			add(await select(tx, and(searchWhere(plan), narrow), args.field === 'code' ? asc(customer.code) : byName, args.limit));
		return [...found.values()].slice(0, args.limit).map((row) => ({ ...row, matched: matchedField(sqlNamed(row), plan) }));
	},
	dependsOn: (args) => [{ table: 'customer', rows: rowTest(args) }, { table: 'branch' }]
});

/** What is worth asking first: a customer of exactly this code, names that begin with the text. */
function beginnings(plan: SearchPlan): { code: number | null; name: string | null } {
	if (plan.kind === 'words') return { code: plan.code, name: plan.whole };
	if (plan.kind !== 'field' || plan.condition !== 'contains') return { code: null, name: null };
	return {
		code: plan.field === 'code' && plan.term.length <= 9 ? Number(plan.term) : null,
		name: plan.field === 'name' ? plan.term : null
	};
}

/** Whether a changed customer row can be in the result, before or after its change. */
export function rowTest(args: SearchArgs): (row: Record<string, unknown>) => boolean {
	const plan = planSearch(args.text, args.field, args.condition);
	return (row) =>
		(!args.branchId || row.branch_id === args.branchId) && (!args.status || row.status === args.status) && rowMatches(row, plan);
}

function sqlNamed(row: Omit<CustomerFound, 'matched'>): Record<string, unknown> {
	return { ...row, person_kind: row.personKind, trade_name: row.tradeName, tax_id: row.taxId };
}
