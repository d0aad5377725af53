import { and, eq, sql, type SQL } from 'drizzle-orm';
import { ruleOf, searchTexts, type SearchTable } from '#lib/domain/search/fields.ts';
import type { SearchedRow } from '#lib/domain/search/matches.ts';
import { branch } from '#lib/schema/branch.ts';
import { customer } from '#lib/schema/customer.ts';
import type { Tx } from '#lib/sync/model.ts';
import { tablesOf, wordsFor, type SearchPlan } from './search-plan.ts';
import { columnOf, fieldWhere, partsWhere, rowsOf, type Where } from './search-where.ts';

/** Rows of one table that bring their customers into a result. */
export interface Source {
	readonly table: SearchTable;
	readonly where: Where;
	/** Columns that are brought along, to say what was found. */
	readonly columns: readonly string[];
}

/** Where what was typed is looked up as a whole, or the one field that was chosen: each by an index of its own. */
export function wholeSources(plan: SearchPlan): readonly Source[] {
	if (plan.kind === 'field') {
		const { table, columns } = ruleOf(plan.field);
		return [{ table, columns, where: fieldWhere(plan.field, plan.condition, plan.term) }];
	}
	if (plan.kind !== 'all') return [];
	return plan.whole.map(({ field, term }) => ({
		table: ruleOf(field).table,
		columns: ruleOf(field).columns,
		where: fieldWhere(field, 'equals', term)
	}));
}

/** Where words are looked for beyond the customer's own registration. */
export function partSources(plan: SearchPlan): readonly Source[] {
	if (plan.kind !== 'all' || plan.parts === null) return [];
	const { parts } = plan;
	return tablesOf(plan).flatMap((table) => {
		const words = table === 'customer' ? null : wordsFor(table, parts);
		return words === null ? [] : [{ table, columns: searchTexts[table] ?? [], where: partsWhere(table, words) }];
	});
}

/** Tables in which a deleted row stays. */
const keepsDeleted = new Set<SearchTable>(['login', 'email_account', 'ip_assignment', 'voice_terminal', 'tv_card']);

/** One source as a select: which it is, whose row, its values as a JSON array, whether it was deleted. */
function selectOf({ table, where, columns }: Source, n: number, narrow: SQL | undefined): SQL {
	const values = sql.join(
		columns.map((column) => columnOf(table, column)),
		sql`, `
	);
	const owner = table === 'customer' ? customer.id : columnOf(table, 'customer_id');
	const gone = keepsDeleted.has(table) ? sql`${columnOf(table, 'deleted_at')} is not null` : sql`false`;
	const whose = table === 'equipment' ? sql`${owner} is not null` : undefined;
	return sql`(select ${sql.raw(String(n))} as n, ${owner} as customer_id, json_build_array(${values})::text as found, ${gone} as gone from ${rowsOf(table, where)} where ${and(whose, narrow) ?? sql`true`})`;
}

/** All sources as one table expression: n, customer_id, found, gone. Null when there is none. */
export function unionOf(sources: readonly Source[], branchId?: string | null): SQL | null {
	if (sources.length === 0) return null;
	return sql`(${sql.join(
		sources.map((source, n) => selectOf(source, n, branchId ? sql`${columnOf(source.table, 'branch_id')} = ${branchId}` : undefined)),
		sql` union all `
	)}) h`;
}

/** The columns of a found customer. */
export const columns = {
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
	reference: customer.reference,
	district: customer.district,
	city: customer.city,
	state: customer.state,
	status: customer.status,
	/** The record that goes on, when this one was merged into it. */
	mergedIntoId: customer.mergedIntoId,
	branchId: customer.branchId,
	branchName: branch.name
};

/** Customers with the row that each was found by, in the order of the sources; somebody may be in it more than once. */
export async function askSources(tx: Tx, sources: readonly Source[], branchId: string | null | undefined, limit: number) {
	const union = unionOf(sources, branchId);
	if (union === null) return [];
	const rows = await tx
		.select({ ...columns, n: sql<number>`h.n`.mapWith(Number), found: sql<string>`h.found`, gone: sql<boolean>`h.gone` })
		.from(union)
		.innerJoin(customer, sql`${customer.id} = h.customer_id`)
		.leftJoin(branch, eq(branch.id, customer.branchId))
		.limit(limit);
	return rows
		.sort((a, b) => a.n - b.n)
		.map(({ n, found, gone, ...row }) => {
			const source = sources[n]!;
			return { row, table: source.table, source: foundRow(source, found, gone, row.personKind) };
		});
}

/** The found row again as the rules of the domain read one. */
function foundRow(source: Source, found: string, gone: boolean, personKind: string): SearchedRow {
	const values = JSON.parse(found) as unknown[];
	return {
		...Object.fromEntries(source.columns.map((column, i) => [column, values[i]])),
		deleted_at: gone ? 'deleted' : null,
		person_kind: personKind
	};
}
