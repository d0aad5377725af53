import { and, gte, lt, lte } from 'drizzle-orm';
import type { Day } from '#lib/domain/day/day.ts';
import type { ReceivableRow } from '#lib/domain/delinquency/receivable.ts';
import { invoice } from '#lib/schema/billing.ts';
import type { QueryMemory, Tx } from '#lib/sync/model.ts';
import { stillOwed, type DelinquencyArgs } from './filter.ts';
import { among, readDebtors, readGroups, readInvoices, receivablesOf, type DebtorFacts, type InvoiceFacts } from './read.ts';
import { groupsOf, hasStock, openStock } from './stock.ts';

export interface Loaded {
	readonly rows: readonly ReceivableRow[];
	readonly debtorOf: (customerId: string) => DebtorFacts | undefined;
	readonly invoiceOf: (id: string) => InvoiceFacts | undefined;
	/** The customers behind the rows: a change of one of them can change the answer. */
	readonly customerIds: readonly string[];
}

/**
 * What is overdue under the filters that invoices can be narrowed by, and in Incluir everything still open of the agreements in it;
 * with the customers behind it. A replica answers from what it keeps between two asks (stock.ts); the rules decide the rest.
 */
export async function loadOverdue(tx: Tx, args: DelinquencyArgs, today: Day, memory?: QueryMemory): Promise<Loaded> {
	// A few customers are read faster than everybody, unless everybody is here already.
	const isKept = memory !== undefined && (args.customerIds.length === 0 || hasStock(memory, today));
	return isKept ? await fromStock(tx, args, today, memory) : await fromTables(tx, args, today);
}

async function fromStock(tx: Tx, args: DelinquencyArgs, today: Day, memory: QueryMemory): Promise<Loaded> {
	const stock = await openStock(tx, memory, today);
	const [customers, methods] = [new Set(args.customerIds), new Set(args.billingMethodIds)];
	const isNarrowed = (row: ReceivableRow): boolean =>
		row.dueOn < today &&
		(args.from === null || row.dueOn >= args.from) &&
		(args.to === null || row.dueOn <= args.to) &&
		(customers.size === 0 || customers.has(row.customerId)) &&
		(methods.size === 0 || methods.has(row.billingMethodId));
	const agreements = new Set<string>();
	let rows = stock.rows.filter((row) => {
		const isIn = isNarrowed(row);
		if (isIn && row.agreementId !== null) agreements.add(row.agreementId);
		return isIn;
	});
	if (args.mode === 'include' && agreements.size > 0)
		rows = stock.rows.filter((row) => (row.agreementId !== null && agreements.has(row.agreementId)) || isNarrowed(row));
	const customerIds = new Set<string>();
	for (const { customerId } of rows) customerIds.add(customerId);
	if (args.serviceGroupIds.length > 0) {
		const groups = await groupsOf(tx, stock, customerIds);
		rows = rows.map((row) => ({ ...row, serviceGroupIds: groups(row) }));
	}
	return {
		rows,
		debtorOf: (customerId) => stock.debtors.get(customerId) ?? undefined,
		invoiceOf: (id) => stock.lines.get(id),
		customerIds: [...customerIds]
	};
}

/** Overdue is found by the index of open invoices. */
async function fromTables(tx: Tx, args: DelinquencyArgs, today: Day): Promise<Loaded> {
	const overdue = await readInvoices(
		tx,
		and(
			stillOwed(),
			lt(invoice.dueOn, today),
			args.from === null ? undefined : gte(invoice.dueOn, args.from),
			args.to === null ? undefined : lte(invoice.dueOn, args.to),
			args.customerIds.length === 0 ? undefined : among(invoice.customerId, args.customerIds),
			args.billingMethodIds.length === 0 ? undefined : among(invoice.billingMethodId, args.billingMethodIds)
		)
	);
	const lines = new Map(overdue.map((line) => [line.id, line]));
	if (args.mode === 'include') {
		const agreements = [...new Set(overdue.flatMap(({ agreementId }) => (agreementId === null ? [] : [agreementId])))];
		if (agreements.length > 0)
			for (const line of await readInvoices(tx, and(stillOwed(), among(invoice.agreementId, agreements)))) lines.set(line.id, line);
	}
	const all = [...lines.values()];
	const customerIds = [...new Set(all.map(({ customerId }) => customerId))];
	const debtors = await readDebtors(tx, customerIds);
	const groups = args.serviceGroupIds.length === 0 ? null : await readGroups(tx, all, customerIds);
	return {
		rows: receivablesOf(all, debtors, groups),
		debtorOf: (customerId) => debtors.get(customerId),
		invoiceOf: (id) => lines.get(id),
		customerIds
	};
}
