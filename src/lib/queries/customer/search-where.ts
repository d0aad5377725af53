import { and, eq, or, sql, type SQL } from 'drizzle-orm';
import { searchFields } from '#lib/domain/search/fields.ts';
import { containsPattern } from '#lib/domain/search/like.ts';
import { fold } from '#lib/domain/search/fold.ts';
import { customer } from '#lib/schema/customer.ts';
import type { SearchPlan } from './search-plan.ts';

/** The generated trigram column: a cheap first net for conditions that have no index of their own. */
const inSearch = (term: string): SQL => sql`${customer.search} like ${containsPattern(term)}`;

type FieldPlan = SearchPlan & { readonly kind: 'field' };

function comparedWith(plan: FieldPlan): SQL {
	const { column, comparison } = searchFields[plan.field];
	if (comparison === 'number') return sql`${customer.code}::text`;
	if (comparison === 'bare') return sql`${customer[column]}`;
	return column === 'name' ? sql`${customer.nameFolded}` : sql`fold(${customer[column]})`;
}

function oneField(plan: FieldPlan): SQL | undefined {
	const { column, personKind } = searchFields[plan.field];
	const kind = personKind === undefined ? undefined : eq(customer.personKind, personKind);
	if (plan.condition === 'contains')
		return and(kind, inSearch(fold(plan.term)), sql`${comparedWith(plan)} like ${containsPattern(plan.term)}`);
	// Exact: the ordinary btrees of code, folded name, document and telephones; the rest behind the trigram column.
	if (column === 'code') return plan.term.length <= 9 ? eq(customer.code, Number(plan.term)) : sql`false`;
	if (column === 'tradeName' || column === 'address') return and(inSearch(plan.term), sql`${comparedWith(plan)} = ${plan.term}`);
	return and(kind, sql`${comparedWith(plan)} = ${plan.term}`);
}

function anyExact({ whole, recognised }: SearchPlan & { readonly kind: 'exact' }): SQL | undefined {
	return or(
		eq(customer.nameFolded, whole),
		and(inSearch(whole), or(sql`fold(${customer.tradeName}) = ${whole}`, sql`fold(${customer.address}) = ${whole}`)),
		recognised.code === null ? undefined : eq(customer.code, recognised.code),
		recognised.taxId === null ? undefined : eq(customer.taxId, recognised.taxId),
		recognised.phone === null ? undefined : or(eq(customer.phone, recognised.phone), eq(customer.mobile, recognised.phone)),
		recognised.email === null ? undefined : eq(customer.email, recognised.email)
	);
}

/** The condition in SQL: `rowMatches` of search-plan.ts said to the database. */
export function searchWhere(plan: SearchPlan): SQL | undefined {
	switch (plan.kind) {
		case 'everybody':
			return undefined;
		case 'nobody':
			return sql`false`;
		case 'field':
			return oneField(plan);
		case 'words':
			return and(...plan.words.map(inSearch));
		case 'exact':
			return anyExact(plan);
	}
}
