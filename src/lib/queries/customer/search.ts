import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { ruleOf, searchConditions, searchFieldNames, type RowField } from '#lib/domain/search/fields.ts';
import { prefixPattern } from '#lib/domain/search/like.ts';
import { isDeleted, type SearchedRow } from '#lib/domain/search/matches.ts';
import { branch } from '#lib/schema/branch.ts';
import { customer, customerStatuses, type CustomerStatus, type PersonKind } from '#lib/schema/customer.ts';
import { defineQuery, type Dependency, type Tx } from '#lib/sync/model.ts';
import { askSources, columns, partSources, wholeSources, type Source } from './search-hits.ts';
import { hitOf, planSearch, rowMatches, tablesOf, wordsFor, type SearchPlan } from './search-plan.ts';
import { fieldWhere, partsWhere, rowsOf, type Where } from './search-where.ts';

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
	readonly reference: string | null;
	readonly district: string | null;
	readonly city: string;
	readonly state: string;
	readonly status: CustomerStatus;
	/** Merged into this record; such duplicates stand at the end. */
	readonly mergedIntoId: string | null;
	readonly branchId: string;
	readonly branchName: string | null;
	/** Which field the row owes its place to, so that a list can show it; null when its words are spread over several. */
	readonly matched: RowField | null;
	/** The value it was found by, as stored: a MAC without separators, a day as `YYYY-MM-DD`. */
	readonly hit: string | null;
	/** What it was found by has been deleted (Itens Apagados). */
	readonly hitDeleted: boolean;
}
type Row = Omit<CustomerFound, 'matched' | 'hit' | 'hitDeleted'>;

/** Byte order: served by the `text_pattern_ops` index, and the same in every database. */
const byName = sql`${customer.nameFolded} using ~<~`;

/** The same for few rows: written so that no index of names can serve it, which would be walked from end to end for them. */
const byNameOfFew = sql`(${customer.nameFolded} || '') using ~<~`;

/** Narrowing by branch and status, as the chips above the list say. */
const narrowing = (args: Pick<SearchArgs, 'branchId' | 'status'>): SQL | undefined =>
	and(args.branchId ? eq(customer.branchId, args.branchId) : undefined, args.status ? eq(customer.status, args.status) : undefined);

/** Customers by their own registration. */
const select = (tx: Tx, where: SQL | undefined, order: SQL, limit: number): Promise<Row[]> =>
	tx.select(columns).from(customer).leftJoin(branch, eq(branch.id, customer.branchId)).where(where).orderBy(order).limit(limit);

/**
 * Customers that were found by something else than their own registration, in the result or kept out of it by its status:
 * a change of one of those can change the answer. By result, because an answer says only what was asked for.
 */
const foundElsewhere = new WeakMap<object, ReadonlySet<string>>();

/**
 * Pesquisar Cliente (checklist 14–61). Best first: what the text is as a whole (a code, a document, a MAC, a protocol),
 * then names that begin with it, then registrations that contain its words, by name, then what hangs on customers and
 * contains them. Small questions instead of one sorted by a rank, because each can stop early on an index: at 100,000
 * customers a rank over all matches of "silva" would cost more than the answer.
 */
export const customerSearch = defineQuery({
	name: 'customer.search',
	args: searchArgs,
	async run(tx, args): Promise<readonly CustomerFound[]> {
		const plan = planSearch(args.text, args.field, args.condition);
		const found = new Map<string, CustomerFound>();
		const elsewhere = new Set<string>();
		const narrow = narrowing(args);

		async function own(where: SQL | undefined, order: SQL = byName): Promise<void> {
			for (const row of await select(tx, and(where, narrow), order, args.limit))
				if (!found.has(row.id)) found.set(row.id, named(row, 'customer', sqlNamed(row), plan));
		}
		/** By the index of trigrams where there is one to ask: by name among the first of them, which are all of them if they are few. */
		async function netted(where: Where, order: SQL = byName): Promise<void> {
			if (where.net === undefined) return own(where.test, order);
			const some = sql`select id from ${rowsOf('customer', where)} where ${narrow ?? sql`true`} limit ${sql.raw(String(args.limit * 5))}`;
			await own(sql`${customer.id} = any (array(${some}))`, order === byName ? byNameOfFew : order);
		}
		async function hanging(sources: readonly Source[]): Promise<void> {
			// Somebody may be found several times, and the status is looked at here: then the window widens until it is full.
			for (let window = args.limit * 2; sources.length > 0; window *= 4) {
				const hits = await askSources(tx, sources, args.branchId, window);
				const fresh: CustomerFound[] = [];
				for (const { row, table, source } of hits) {
					if (table !== 'customer') elsewhere.add(row.id);
					if (found.has(row.id) || (args.status && row.status !== args.status)) continue;
					const one = named(row, table, source, plan);
					found.set(row.id, one);
					fresh.push(one);
				}
				if (hits.length < window || found.size >= args.limit) return;
			}
		}

		if (plan.kind === 'everybody') await own(undefined);
		else if (plan.kind === 'field') {
			if (ruleOf(plan.field).table === 'customer') await ownField(plan, own, netted);
			else await hanging(wholeSources(plan));
		} else if (plan.kind === 'all') {
			await hanging(wholeSources(plan));
			const { parts } = plan;
			const words = parts === null ? null : wordsFor('customer', parts);
			if (parts !== null && words !== null && found.size < args.limit) {
				await own(sql`${customer.nameFolded} like ${prefixPattern(parts.begins)}`);
				if (found.size < args.limit) await netted(partsWhere('customer', words));
				if (found.size < args.limit) await hanging(partSources(plan));
			}
		}
		const all = [...found.values()].slice(0, args.limit);
		const result = [...all.filter((one) => one.mergedIntoId === null), ...all.filter((one) => one.mergedIntoId !== null)];
		foundElsewhere.set(result, elsewhere);
		return result;
	},
	dependsOn(args, result): readonly Dependency[] {
		const plan = planSearch(args.text, args.field, args.condition);
		return [
			...tablesOf(plan).map((table) => ({ table, rows: rowTest(args, table) })),
			{ table: 'customer', ids: [...(foundElsewhere.get(result) ?? [])] },
			{ table: 'branch' }
		];
	}
});

/** One field of the registration: the exact code and names that begin with the text come first. */
async function ownField(
	plan: SearchPlan & { readonly kind: 'field' },
	own: (where: SQL | undefined, order?: SQL) => Promise<void>,
	netted: (where: Where, order?: SQL) => Promise<void>
): Promise<void> {
	const { field, condition, term } = plan;
	const order = field === 'code' ? asc(customer.code) : byName;
	if (condition === 'contains' && typeof term === 'string') {
		if (field === 'code' && !term.startsWith('0')) await own(fieldWhere(field, 'equals', term).test, order);
		if (field === 'name') await own(sql`${customer.nameFolded} like ${prefixPattern(term)}`);
	}
	await netted(fieldWhere(field, condition, term), order);
}

function named(row: Row, table: Source['table'], source: SearchedRow, plan: SearchPlan): CustomerFound {
	const hit = hitOf(table, source, plan);
	return { ...row, matched: hit?.field ?? null, hit: hit?.value ?? null, hitDeleted: isDeleted(source) };
}

/** Whether a changed row of a table can bring its customer into the result, before or after its change. */
export function rowTest(args: SearchArgs, table: Source['table'] = 'customer'): (row: Record<string, unknown>) => boolean {
	const plan = planSearch(args.text, args.field, args.condition);
	return (row) =>
		(!args.branchId || row.branch_id === args.branchId) &&
		(table !== 'customer' || !args.status || row.status === args.status) &&
		(table !== 'equipment' || row.customer_id !== null) &&
		rowMatches(table, row, plan);
}

function sqlNamed(row: Row): SearchedRow {
	return { ...row, person_kind: row.personKind, trade_name: row.tradeName, tax_id: row.taxId };
}
