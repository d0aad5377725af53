import { and, gte, isNotNull, lt, or, type SQL } from 'drizzle-orm';
import type { Day } from '#lib/domain/day/day.ts';
import type { ReceivableRow } from '#lib/domain/delinquency/receivable.ts';
import { invoice, subscription } from '#lib/schema/billing.ts';
import type { QueryMemory, Recalled, Tx } from '#lib/sync/model.ts';
import { stillOwed } from './filter.ts';
import {
	among,
	oldestFirst,
	readDebtors,
	readGroups,
	readInvoices,
	receivablesOf,
	type DebtorFacts,
	type Line,
	type Sources
} from './read.ts';

/** All that any filter can ask for, as it is in a replica. */
export interface Stock {
	readonly today: Day;
	/** Overdue, and every open instalment of an agreement. */
	readonly lines: Map<string, Line>;
	/** Of all lines; null: that customer is not here (yet). */
	readonly debtors: Map<string, DebtorFacts | null>;
	/** The lines as the rules read them, oldest first: what stands in order is sorted again in no time. Without groups. */
	rows: readonly ReceivableRow[];
	/** By customer, then by line: service groups. Only of customers somebody has asked for. */
	readonly groups: Map<string, ReadonlyMap<string, readonly string[]>>;
	/** Whose groups a row has to do with: plans, agreements, and the invoices that those took the place of. */
	readonly sources: Sources;
}

const name = 'delinquency';
const tables = ['invoice', 'customer', 'subscription', 'service_plan', 'agreement'];

/** The stock as of now: what was kept, with the rows read anew that were touched since. Loading it all is for the first ask of a day. */
export async function openStock(tx: Tx, memory: QueryMemory, today: Day): Promise<Stock> {
	const recalled = memory.recall<Stock>(name);
	const stock = recalled?.value.today === today ? await renewed(tx, recalled) : await filled(tx, today);
	memory.keep(name, tables, stock);
	return stock;
}

/** Is there something kept that an ask can be answered from? */
export const hasStock = (memory: QueryMemory, today: Day): boolean => memory.recall<Stock>(name)?.value.today === today;

async function filled(tx: Tx, today: Day): Promise<Stock> {
	// Two selects: each has an index of its own.
	const overdue = await readInvoices(tx, and(stillOwed(), lt(invoice.dueOn, today)));
	const instalments = await readInvoices(tx, and(stillOwed(), gte(invoice.dueOn, today), isNotNull(invoice.agreementId)));
	const stock: Stock = {
		today,
		lines: new Map([...overdue, ...instalments].map((line) => [line.id, line])),
		debtors: new Map(),
		rows: [],
		groups: new Map(),
		sources: new Map()
	};
	await readMissing(tx, stock);
	stock.rows = receivablesOf(stock.lines.values(), stock.debtors, null);
	return stock;
}

async function renewed(tx: Tx, { value: stock, touched }: Recalled<Stock>): Promise<Stock> {
	const ids = (table: string): readonly string[] => [...(touched.get(table) ?? [])];
	const [invoices, customers, plans] = [ids('invoice'), ids('customer'), ids('subscription')];
	/** Customers whose groups have to be judged anew. */
	const judged = new Set<string>();
	for (const id of [...invoices, ...plans, ...ids('agreement')])
		for (const customerId of stock.sources.get(id) ?? []) judged.add(customerId);
	for (const id of invoices) {
		const was = stock.lines.get(id);
		if (was) judged.add(was.customerId);
		stock.lines.delete(id);
	}
	if (invoices.length > 0)
		for (const line of await readInvoices(tx, and(inStock(stock.today), among(invoice.id, invoices)))) {
			stock.lines.set(line.id, line);
			judged.add(line.customerId);
		}
	// A plan that is new is nobody's source yet.
	if (plans.length > 0)
		for (const { customerId } of await tx
			.select({ customerId: subscription.customerId })
			.from(subscription)
			.where(among(subscription.id, plans)))
			judged.add(customerId);
	if (ids('service_plan').length > 0) stock.groups.clear();
	else for (const customerId of judged) stock.groups.delete(customerId);
	for (const id of customers) stock.debtors.delete(id);
	if (invoices.length > 0 || customers.length > 0) {
		await readMissing(tx, stock);
		const isOld = (row: { readonly id: string; readonly customerId: string }): boolean =>
			touched.get('invoice')?.has(row.id) === true || touched.get('customer')?.has(row.customerId) === true;
		const renewed = receivablesOf([...stock.lines.values()].filter(isOld), stock.debtors, null);
		stock.rows = [...stock.rows.filter((row) => !isOld(row)), ...renewed].sort(oldestFirst);
	}
	return stock;
}

const inStock = (today: Day): SQL | undefined => and(stillOwed(), or(lt(invoice.dueOn, today), isNotNull(invoice.agreementId)));

async function readMissing(tx: Tx, { lines, debtors }: Stock): Promise<void> {
	const missing = new Set<string>();
	for (const { customerId } of lines.values()) if (!debtors.has(customerId)) missing.add(customerId);
	if (missing.size === 0) return;
	const found = await readDebtors(tx, [...missing]);
	for (const id of missing) debtors.set(id, found.get(id) ?? null);
}

/** Groups by line, of customers never asked for before read now. */
export async function groupsOf(
	tx: Tx,
	stock: Stock,
	customerIds: ReadonlySet<string>
): Promise<(of: { readonly id: string; readonly customerId: string }) => readonly string[]> {
	const unknown = new Set([...customerIds].filter((id) => !stock.groups.has(id)));
	if (unknown.size > 0) {
		const lines = [...stock.lines.values()].filter(({ customerId }) => unknown.has(customerId));
		const groups = await readGroups(tx, lines, [...unknown], stock.sources);
		for (const [customerId, own] of Map.groupBy(lines, (line) => line.customerId))
			stock.groups.set(customerId, new Map(own.map(({ id }) => [id, groups.get(id) ?? []])));
	}
	return ({ id, customerId }) => stock.groups.get(customerId)?.get(id) ?? [];
}
