import { and, gte, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Day } from '#lib/domain/day/day.ts';
import type { ReceivableRow } from '#lib/domain/delinquency/receivable.ts';
import { dueDayOfRun, serviceGroupsOf, type BilledMonth, type BilledPlan } from '#lib/domain/delinquency/service-groups.ts';
import { agreement } from '#lib/schema/receivable.ts';
import { invoice, servicePlan, subscription, type InvoiceKind } from '#lib/schema/billing.ts';
import { customer, type PersonKind } from '#lib/schema/customer.ts';
import type { Tx } from '#lib/sync/model.ts';
import { stillOwed, type DelinquencyArgs } from './filter.ts';

/** A customer as the list shows it. */
export interface DebtorFacts {
	readonly code: number;
	readonly branchId: string;
	readonly name: string;
	readonly personKind: PersonKind;
	readonly active: boolean;
	readonly phone: string | null;
	readonly condominium: string | null;
	readonly city: string | null;
}

/** What a line of the list by account shows of its invoice. */
export interface InvoiceFacts {
	readonly number: number;
	readonly instalment: number | null;
}

export interface Loaded {
	readonly rows: readonly ReceivableRow[];
	readonly debtors: ReadonlyMap<string, DebtorFacts>;
	readonly invoices: ReadonlyMap<string, InvoiceFacts>;
}

/** Between values in one text; no name has it, people type no control characters. */
const separator = '\u001f';

/**
 * All values of a column as one text. Thousands of rows cross the border between Postgres and JavaScript as a handful of values: one
 * message for each row costs ten times as much as finding it. All columns of one select come in the same order.
 */
const column = (of: PgColumn | SQL): SQL<string | null> =>
	sql<string | null>`string_agg(coalesce((${of})::text, ''), ${sql.raw(`chr(31)`)})`;
const values = (text: string | null): readonly string[] => (text === null ? [] : text.split(separator));
/** One value of thousands of ids, not thousands of parameters. */
const among = (of: PgColumn, ids: readonly string[]): SQL => sql`${of} = any(${`{${ids.join(',')}}`}::uuid[])`;
const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/**
 * What is overdue under the filters that invoices can be narrowed by, and in Incluir everything still open of the agreements in
 * it; with the customers behind it. Overdue is found by the index of open invoices; the rules decide the rest.
 */
export async function loadOverdue(tx: Tx, args: DelinquencyArgs, today: Day, details: boolean): Promise<Loaded> {
	const withIds = details || args.mode === 'include' || args.serviceGroupIds.length > 0;
	const overdue = await loadInvoices(
		tx,
		and(
			stillOwed(),
			lt(invoice.dueOn, today),
			args.from === null ? undefined : gte(invoice.dueOn, args.from),
			args.to === null ? undefined : lte(invoice.dueOn, args.to),
			args.customerIds.length === 0 ? undefined : among(invoice.customerId, args.customerIds),
			args.billingMethodIds.length === 0 ? undefined : among(invoice.billingMethodId, args.billingMethodIds)
		),
		withIds,
		details
	);
	const found = new Map(overdue.map((line) => [line.id, line]));
	if (args.mode === 'include') {
		const agreements = [...new Set(overdue.flatMap(({ agreementId }) => (agreementId === null ? [] : [agreementId])))];
		if (agreements.length > 0)
			for (const line of await loadInvoices(tx, and(stillOwed(), among(invoice.agreementId, agreements)), true, details))
				found.set(line.id, line);
	}
	const lines = [...found.values()];
	const customerIds = [...new Set(lines.map(({ customerId }) => customerId))];
	const debtors = await loadDebtors(tx, customerIds);
	const groups = args.serviceGroupIds.length > 0 ? await loadGroups(tx, lines, customerIds) : null;
	const rows: ReceivableRow[] = [];
	for (const line of lines) {
		const debtor = debtors.get(line.customerId);
		// An invoice may be here before its customer, while a replica is being loaded.
		if (!debtor) continue;
		rows.push({
			id: line.id,
			customerId: line.customerId,
			customerName: debtor.name,
			personKind: debtor.personKind,
			customerActive: debtor.active,
			phone: debtor.phone,
			condominium: debtor.condominium,
			city: debtor.city,
			billingMethodId: line.billingMethodId,
			serviceGroupIds: groups?.get(line.id) ?? [],
			dueOn: line.dueOn,
			openCents: line.openCents,
			agreementId: line.agreementId
		});
	}
	return { rows, debtors, invoices: new Map(details ? lines.map((line) => [line.id, line]) : []) };
}

interface Line extends InvoiceFacts {
	readonly id: string;
	readonly customerId: string;
	readonly billingMethodId: string;
	readonly dueOn: Day;
	readonly openCents: number;
	readonly agreementId: string | null;
}

async function loadInvoices(tx: Tx, where: SQL | undefined, withIds: boolean, details: boolean): Promise<Line[]> {
	const nothing = sql<string | null>`null`;
	const [text] = await tx
		.select({
			ids: withIds ? column(invoice.id) : nothing,
			customers: column(invoice.customerId),
			methods: column(invoice.billingMethodId),
			dues: column(invoice.dueOn),
			amounts: column(sql`${invoice.amountCents} - coalesce(${invoice.paidCents}, 0)`),
			agreements: column(invoice.agreementId),
			numbers: details ? column(invoice.number) : nothing,
			instalments: details ? column(invoice.instalment) : nothing
		})
		.from(invoice)
		.where(where);
	if (!text) return [];
	const [ids, methods, dues, amounts] = [values(text.ids), values(text.methods), values(text.dues), values(text.amounts)];
	const [agreements, numbers, instalments] = [values(text.agreements), values(text.numbers), values(text.instalments)];
	return values(text.customers).map((customerId, at) => ({
		// Without ids the place in the answer tells one line from another.
		id: ids[at] ?? String(at),
		customerId,
		billingMethodId: methods[at] ?? '',
		dueOn: dues[at] ?? '',
		openCents: Number(amounts[at]),
		agreementId: orNull(agreements[at]),
		number: Number(numbers[at] ?? 0),
		instalment: orNull(instalments[at]) === null ? null : Number(instalments[at])
	}));
}

async function loadDebtors(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, DebtorFacts>> {
	if (ids.length === 0) return new Map();
	const [text] = await tx
		.select({
			ids: column(customer.id),
			codes: column(customer.code),
			branches: column(customer.branchId),
			names: column(customer.name),
			kinds: column(customer.personKind),
			statuses: column(customer.status),
			phones: column(sql`coalesce(${customer.mobile}, ${customer.phone})`),
			condominiums: column(customer.condominium),
			cities: column(customer.city)
		})
		.from(customer)
		.where(among(customer.id, ids));
	if (!text) return new Map();
	const [codes, branches, names, kinds] = [values(text.codes), values(text.branches), values(text.names), values(text.kinds)];
	const [statuses, phones, condominiums, cities] = [
		values(text.statuses),
		values(text.phones),
		values(text.condominiums),
		values(text.cities)
	];
	return new Map(
		values(text.ids).map((id, at) => [
			id,
			{
				code: Number(codes[at]),
				branchId: branches[at] ?? '',
				name: names[at] ?? '',
				personKind: (kinds[at] ?? 'natural') as PersonKind,
				active: statuses[at] === 'active',
				phone: orNull(phones[at]),
				condominium: orNull(condominiums[at]),
				city: orNull(cities[at])
			}
		])
	);
}

/** Groups by invoice id. Of an instalment those of the invoices that its agreement took the place of; of one made by hand none. */
async function loadGroups(tx: Tx, lines: readonly Line[], customerIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
	if (lines.length === 0) return new Map();
	const plans = new Map<string, BilledPlan[]>();
	for (const { customerId, ...plan } of await tx
		.select({
			customerId: subscription.customerId,
			serviceGroupId: servicePlan.serviceGroupId,
			billingMethodId: subscription.billingMethodId,
			dueDay: subscription.dueDay,
			startedOn: subscription.startedOn,
			endedOn: subscription.endedOn
		})
		.from(subscription)
		.innerJoin(servicePlan, sql`${servicePlan.id} = ${subscription.servicePlanId}`)
		.where(among(subscription.customerId, customerIds)))
		plans.set(customerId, [...(plans.get(customerId) ?? []), plan]);
	const agreementIds = [...new Set(lines.flatMap(({ agreementId }) => (agreementId === null ? [] : [agreementId])))];
	const replaced = new Map<string, readonly string[]>(
		agreementIds.length === 0
			? []
			: (
					await tx.select({ id: agreement.id, invoiceIds: agreement.invoiceIds }).from(agreement).where(among(agreement.id, agreementIds))
				).map(({ id, invoiceIds }) => [id, invoiceIds])
	);
	const billed = new Map<string, BilledMonth & { readonly kind: InvoiceKind }>();
	const wanted = [...lines.map(({ id }) => id), ...[...replaced.values()].flat()];
	for (const { id, runKey, ...facts } of await tx
		.select({
			id: invoice.id,
			kind: invoice.kind,
			billingMethodId: invoice.billingMethodId,
			competence: invoice.competence,
			runKey: invoice.runKey
		})
		.from(invoice)
		.where(among(invoice.id, wanted)))
		billed.set(id, { ...facts, dueDay: dueDayOfRun(runKey) });
	const groupsOf = (id: string, customerId: string): readonly string[] => {
		const facts = billed.get(id);
		return facts?.kind === 'service' ? serviceGroupsOf(facts, plans.get(customerId) ?? []) : [];
	};
	return new Map(
		lines.map(({ id, customerId, agreementId }) => [
			id,
			agreementId === null
				? groupsOf(id, customerId)
				: [...new Set((replaced.get(agreementId) ?? []).flatMap((of) => groupsOf(of, customerId)))]
		])
	);
}
